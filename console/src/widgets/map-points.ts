import type { FeatureCollection, Point } from 'geojson';

/** What a point stands for; a place stands for `count` events. */
export interface PointOf {
  readonly index: number;
  readonly kind: 'event' | 'asset' | 'place';
  readonly colour: string;
  readonly planned: boolean;
  readonly name: string;
  readonly count: number;
}

/** Points of the map, by index into what was given. */
export type Points = FeatureCollection<Point, PointOf>;

/** How large a circle is that stands for so many events, by the least number; in pixels. */
const radii = [[2500, 28], [250, 24], [50, 20], [10, 16], [0, 13]] as const;

export function radiusOf(count: number): number {
  return radii.find(([least]) => count >= least)?.[1] ?? 0;
}

/** 950, 12k, 3.4m: never wider than its circle. */
export function shortCount(count: number): string {
  if (count < 1000) return String(count);
  if (count < 9950) return `${Math.round(count / 100) / 10}k`;
  if (count < 999_500) return `${Math.round(count / 1000)}k`;
  return `${Math.round(count / 100_000) / 10}m`;
}

/** A name in lines of about so many letters, as far as its words allow. */
export function inLines(name: string, most: number): string {
  const lines: string[] = [];
  for (const word of name.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}
