import type { Contest } from '../../api/types';
import type { Names } from '../../parts/contest';
import { colour } from '../../widgets/theme';
import type { MapItem } from './points';

export type ColourBy = 'stage' | 'sector' | 'partner';

/** Colours of groups, and what they mean. Eight groups at most have a colour of their own; the rest is grey. */
export interface GroupColours {
  readonly colourOf: (group: string | null | undefined) => string;
  readonly legend: readonly { readonly name: string; readonly colour: string }[];
}

/** The group by which something is coloured: its stage, its first sector or its first partner. */
export function groupOf(by: ColourBy, item: MapItem): string | null | undefined {
  switch (by) {
    case 'stage':
      return item.properties.stage;
    case 'sector':
      return item.properties.sector[0];
    case 'partner':
      return item.properties.partners[0];
  }
}

export function groupColours(by: ColourBy, counts: ReadonlyMap<string, number>, names: Names, contest: Contest): GroupColours {
  const other = colour('category-other');
  if (by === 'stage') {
    const shades = new Map(contest.stages.flatMap(({ id, rung }) => (rung === null ? [] : [[id, colour(`rung-${rung}`)] as const])));
    const colourOf = (stage: string | null | undefined) => shades.get(stage ?? '') ?? other;
    return { colourOf, legend: contest.stages.filter((one) => counts.has(one.id)).map((one) => ({ name: names.stage(one.id), colour: colourOf(one.id) })) };
  }
  const top = [...counts].sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1)).slice(0, 8).map(([key]) => key);
  const shades = new Map(top.map((key, index) => [key, colour(`category-${index}`)]));
  const nameOf = by === 'sector' ? names.sector : names.country;
  return { colourOf: (key) => shades.get(key ?? '') ?? other, legend: top.map((key) => ({ name: nameOf(key), colour: shades.get(key) ?? other })) };
}

/** How many there are of each group. */
export function countGroups(groups: Iterable<string | null | undefined>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const group of groups) if (group) counts.set(group, (counts.get(group) ?? 0) + 1);
  return counts;
}
