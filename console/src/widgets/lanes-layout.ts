import type { Day } from '../base/days';

/** Something in a lane: a stretch of days, open where an end is undefined. */
export interface LaneItem {
  readonly id: string;
  readonly first: Day | undefined;
  readonly last: Day | undefined;
  /** One day, said without doubt: drawn as a point. */
  readonly exact: boolean;
  readonly colour: string;
  readonly planned: boolean;
  readonly label: string;
}

/** How many there are in a stretch, where there are too many to draw each. */
export interface LaneBin {
  readonly first: Day;
  readonly last: Day;
  readonly count: number;
  readonly colour: string;
}

export interface Lane {
  readonly id: string;
  readonly name: string;
  /** By their beginnings. */
  readonly items: readonly LaneItem[];
  readonly bins: readonly LaneBin[];
  /** The most of any bin. */
  readonly highest: number;
}

/** A lane, made ready for being placed and painted frame by frame. */
export function laneOf(id: string, name: string, items: readonly LaneItem[], bins: readonly LaneBin[]): Lane {
  const begin = (item: LaneItem) => item.first ?? -Infinity;
  return {
    id,
    name,
    items: [...items].sort((left, right) => begin(left) - begin(right) || (left.id < right.id ? -1 : 1)),
    bins,
    highest: bins.reduce((most, one) => Math.max(most, one.count), 1),
  };
}

export interface View {
  readonly from: Day;
  readonly to: Day;
}

export interface Placed {
  readonly item: LaneItem;
  readonly x: number;
  readonly width: number;
  readonly row: number;
}

export interface PlacedLane {
  readonly lane: Lane;
  readonly top: number;
  readonly height: number;
  readonly placed: readonly Placed[];
  /** Items that found no row. */
  readonly hidden: number;
}

export const rowHeight = 16;
const most = 6;
const smallest = 9;

/** Puts items of a view in rows, those that begin first on top, so that none hides another. */
export function placeLanes(lanes: readonly Lane[], view: View, width: number): PlacedLane[] {
  const scale = width / Math.max(1, view.to - view.from + 1);
  let top = 0;
  return lanes.map((lane) => {
    const ends: number[] = [];
    const placed: Placed[] = [];
    let hidden = 0;
    for (const item of lane.items) {
      if ((item.first ?? -Infinity) > view.to || (item.last ?? Infinity) < view.from) continue;
      const start = ((item.first ?? view.from) - view.from) * scale;
      const end = ((item.last ?? view.to) - view.from + 1) * scale;
      const wide = item.exact ? Math.max(smallest, Math.min(end - start, rowHeight - 5)) : Math.max(smallest, end - start);
      const x = item.exact ? (start + end) / 2 - wide / 2 : Math.max(-20, Math.min(start, start + (end - start) / 2 - wide / 2 + 0.001));
      let row = ends.findIndex((one) => one <= x);
      if (row < 0) row = ends.length;
      if (row >= most) {
        ++hidden;
        continue;
      }
      ends[row] = x + wide + 2;
      placed.push({ item, x, width: Math.min(wide, width + 40 - x), row });
    }
    const rows = Math.max(1, ends.length);
    const height = lane.items.length === 0 && lane.bins.length > 0 ? 34 : rows * rowHeight + 12;
    const made = { lane, top, height, placed, hidden };
    top += height;
    return made;
  });
}

/** The item at a place, if any. */
export function itemAt(lanes: readonly PlacedLane[], x: number, y: number): LaneItem | undefined {
  for (const { top, height, placed } of lanes) {
    if (y < top || y >= top + height) continue;
    const row = Math.floor((y - top - 6) / rowHeight);
    return placed.find((one) => one.row === row && x >= one.x - 2 && x <= one.x + one.width + 2)?.item;
  }
  return undefined;
}

/** A view moved and stretched, kept between a day and four centuries. */
export function zoomed(view: View, factor: number, around: number): View {
  const length = view.to - view.from;
  const wanted = Math.min(146_000, Math.max(6, Math.round(length * factor)));
  const from = Math.round(view.from + (length - wanted) * around);
  return { from, to: from + wanted };
}

export function panned(view: View, share: number): View {
  return onDays(dragged(view, share));
}

/** A view on its way, between days; it comes to rest on days. */
export function dragged(view: View, share: number): View {
  const by = (view.to - view.from) * share;
  return { from: view.from + by, to: view.to + by };
}

export function onDays(view: View): View {
  const from = Math.round(view.from);
  return { from, to: from + Math.round(view.to - view.from) };
}
