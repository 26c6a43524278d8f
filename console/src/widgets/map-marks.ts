import type { FeatureCollection, Point } from 'geojson';
import { worldSize, xOf, yOf } from '../base/mercator';
import { readableOn } from '../base/contrast';
import { Clusters, radiusOf, type Cluster } from './map-clusters';
import { fontOf } from './map-ground';
import { corner, type Window } from './map-tiles';
import { touch, type Box } from './world-shapes';

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

export interface MarkLook {
  readonly cluster: string;
  readonly onCluster: string;
  readonly paper: string;
  readonly ink: string;
  readonly land: string;
  readonly accent: string;
  /** Around points, so that those of a pale colour stand out. */
  readonly edge: string;
}

/** Something drawn: a cluster, or the one point it has; where, in pixels of the page, and how large. */
export interface Mark {
  readonly cluster: Cluster;
  readonly of: PointOf | undefined;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Names of assets are shown from this zoom on. */
const named = 4;

/** 950, 12k, 3.4m: never wider than its circle. */
export function shortCount(count: number): string {
  if (count < 1000) return String(count);
  if (count < 9950) return `${Math.round(count / 100) / 10}k`;
  if (count < 999_500) return `${Math.round(count / 1000)}k`;
  return `${Math.round(count / 100_000) / 10}m`;
}

/** The points of a map, clustered, and how they look. */
export class Marks {
  private readonly points: readonly PointOf[];
  private readonly clusters: Clusters;

  constructor(
    points: Points,
    private readonly look: MarkLook,
  ) {
    this.points = points.features.map((one) => one.properties);
    this.clusters = new Clusters(
      points.features.map(
        ({
          geometry: {
            coordinates: [lon = 0, lat = 0],
          },
          properties: { count },
        }) => ({ x: xOf(lon), y: yOf(lat), count }),
      ),
    );
  }

  /** What is seen, in the order in which it is drawn. */
  in(seen: Window): readonly Mark[] {
    const { left, top } = corner(seen, seen.zoom);
    const world = worldSize(seen.zoom);
    const [wide, high] = [seen.width / seen.scale, seen.height / seen.scale];
    const margin = 40;
    const singles: Mark[] = [];
    const found: Mark[] = [];
    for (const cluster of this.clusters.at(seen.zoom)) {
      const y = cluster.y * world - top / seen.scale;
      if (y < -margin || y > high + margin) continue;
      const of = cluster.spots.length === 1 ? this.points[cluster.spots[0] ?? -1] : undefined;
      const radius = !of || of.kind === 'place' ? radiusOf(cluster.count) : of.kind === 'asset' ? 8 : 5.5;
      const start = cluster.x * world - left / seen.scale;
      for (let x = start - Math.floor((start + margin) / world) * world; x <= wide + margin; x += world) {
        (of ? singles : found).push({ cluster, of, x, y, radius });
      }
    }
    return [...found, ...singles];
  }

  draw(context: CanvasRenderingContext2D, seen: Window, selected: number | undefined): void {
    const marks = this.in(seen);
    const { look } = this;
    context.setTransform(seen.scale, 0, 0, seen.scale, 0, 0);
    for (const { of, x, y, radius } of marks) {
      const isAsset = of?.kind === 'asset';
      context.globalAlpha = of?.planned ? 0.55 : 1;
      context.fillStyle = of?.colour ?? look.cluster;
      context.strokeStyle = isAsset ? look.ink : of ? look.edge : look.paper;
      context.lineWidth = of && !isAsset ? 1 : 2;
      ring(context, x, y, radius + context.lineWidth / 2);
      context.fill();
      context.globalAlpha = 1;
      context.stroke();
    }
    this.drawCounts(context, marks);
    if (seen.zoom >= named) this.drawNames(context, marks);
    context.strokeStyle = look.accent;
    context.lineWidth = 3;
    for (const { of, x, y, radius } of marks) {
      if (selected === undefined || of?.index !== selected) continue;
      ring(context, x, y, of.kind === 'place' ? radius + 5.5 : 13.5);
      context.stroke();
    }
  }

  /** What lies under a pixel of the page, the uppermost first. */
  under(seen: Window, x: number, y: number): readonly Mark[] {
    return this.in(seen)
      .filter((one) => Math.hypot(one.x - x, one.y - y) <= one.radius + 2)
      .reverse();
  }

  /** The indexes of the points of a cluster, at most so many. */
  indexesOf(cluster: Cluster, most: number): readonly number[] {
    return cluster.spots.slice(0, most).flatMap((spot) => this.points[spot]?.index ?? []);
  }

  partsAt(cluster: Cluster): number {
    return this.clusters.partsAt(cluster);
  }

  private drawCounts(context: CanvasRenderingContext2D, marks: readonly Mark[]): void {
    context.font = fontOf(12);
    context.letterSpacing = '0px';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    for (const { cluster, of, x, y } of marks) {
      if (of && of.kind !== 'place') continue;
      const text = shortCount(cluster.count);
      context.fillStyle = of ? readableOn(of.colour, this.look.ink, this.look.paper) : this.look.onCluster;
      context.fillText(text, x, y + 1);
    }
  }

  private drawNames(context: CanvasRenderingContext2D, marks: readonly Mark[]): void {
    const drawn: Box[] = [];
    context.textBaseline = 'top';
    context.lineJoin = 'round';
    context.lineWidth = 3;
    context.strokeStyle = this.look.land;
    context.fillStyle = this.look.ink;
    for (const { of, x, y } of marks) {
      if (!of?.name || of.kind !== 'asset') continue;
      const wide = context.measureText(of.name).width / 2;
      const box: Box = [x - wide, y + 12, x + wide, y + 28];
      if (drawn.some((other) => touch(other, box))) continue;
      drawn.push(box);
      context.strokeText(of.name, x, y + 14);
      context.fillText(of.name, x, y + 14);
    }
  }
}

function ring(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}
