import type { Contest } from '../../api/types';
import type { Names } from '../../parts/contest';
import { colour } from '../../widgets/theme';
import type { MapItem } from './points';

export type ColourBy = 'stage' | 'sector' | 'partner';

export interface Colouring {
  readonly colourOf: (item: MapItem) => string;
  readonly legend: readonly { readonly name: string; readonly colour: string }[];
}

/** Colours of points, and what they mean. Eight groups at most have a colour of their own; the rest is grey. */
export function colouring(by: ColourBy, items: readonly MapItem[], names: Names, contest: Contest): Colouring {
  if (by === 'stage') return byStage(items, names, contest);
  const keyOf = (item: MapItem) => (by === 'sector' ? item.properties.sector[0] : item.properties.partners[0]);
  const counts = new Map<string, number>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const top = [...counts].sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1)).slice(0, 8).map(([key]) => key);
  const shades = new Map(top.map((key, index) => [key, colour(`category-${index}`)]));
  const other = colour('category-other');
  const nameOf = by === 'sector' ? names.sector : names.country;
  return {
    colourOf: (item) => shades.get(keyOf(item) ?? '') ?? other,
    legend: top.map((key) => ({ name: nameOf(key), colour: shades.get(key) ?? other })),
  };
}

function byStage(items: readonly MapItem[], names: Names, contest: Contest): Colouring {
  const none = colour('category-other');
  const shade = (stage: string | null | undefined) => {
    const rung = stage ? names.rung(stage) : undefined;
    return rung === undefined ? none : colour(`rung-${rung}`);
  };
  const used = new Set(items.map((one) => one.properties.stage));
  const legend = contest.stages.filter((one) => used.has(one.id)).map((one) => ({ name: names.stage(one.id), colour: shade(one.id) }));
  return { colourOf: (item) => shade(item.properties.stage), legend };
}
