import { worldSize } from '../base/mercator';

/** Something with a place in the square of the world that stands for `count` events. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly count: number;
}

/** One spot, by its index, or several that would lie over one another. */
export interface Cluster extends Spot {
  readonly spots: readonly number[];
  /** Of how many clusters of the next zoom it is made. */
  readonly parts: number;
}

/** Spots nearer than this, in pixels, are shown as one, and those whose circles would hide much of one another. */
const near = 34;
const hidden = 0.9;
/** How large a circle is that stands for so many events, by the least number; in pixels. */
const radii = [[2500, 28], [250, 24], [50, 20], [10, 16], [0, 13]] as const;
const farthest = 2 * 28 * hidden;

export function radiusOf(count: number): number {
  return radii.find(([least]) => count >= least)?.[1] ?? 0;
}
/** Further in, every spot is shown for itself. */
export const lastClustered = 10;

/** The clusters of spots at every zoom; those of a zoom are made of those of the next, so that they only ever part. */
export class Clusters {
  private readonly levels: (readonly Cluster[])[] = [];

  constructor(spots: readonly Spot[]) {
    this.levels[lastClustered + 1] = spots.map((spot, index) => ({
      x: spot.x,
      y: spot.y,
      count: spot.count,
      spots: [index],
      parts: 1,
    }));
  }

  at(zoom: number): readonly Cluster[] {
    const level = Math.max(0, Math.min(lastClustered + 1, Math.floor(zoom)));
    return (this.levels[level] ??= joined(this.at(level + 1), 1 / worldSize(level)));
  }

  /** The zoom at which a cluster parts. */
  partsAt(cluster: Cluster): number {
    for (let zoom = 0; zoom <= lastClustered; ++zoom) {
      const found = this.at(zoom).find(
        (one) => one.spots.length === cluster.spots.length && one.spots[0] === cluster.spots[0],
      );
      if (found && found.parts > 1) return zoom + 1;
    }
    return lastClustered + 1;
  }
}

/** `pixel`: how long one is in the square of the world. What was joined is larger, and may reach others: thrice at most. */
function joined(clusters: readonly Cluster[], pixel: number): readonly Cluster[] {
  let found: readonly Cluster[] = clusters.map((one) => ({ ...one, parts: 1 }));
  for (let round = 0; round < 3; ++round) {
    const fewer = once(found, pixel);
    if (fewer.length === found.length) break;
    found = fewer;
  }
  return found;
}

function once(clusters: readonly Cluster[], pixel: number): readonly Cluster[] {
  const radius = farthest * pixel;
  const cells = new Map<number, number[]>();
  const across = Math.ceil(1 / radius) + 3;
  const cellOf = (x: number, y: number) => Math.floor(y / radius + 1) * across + Math.floor(x / radius + 1);
  clusters.forEach((one, index) => {
    const cell = cellOf(one.x, one.y);
    const there = cells.get(cell);
    if (there) there.push(index);
    else cells.set(cell, [index]);
  });
  const taken = new Uint8Array(clusters.length);
  return clusters.flatMap((one, index) => {
    if (taken[index]) return [];
    taken[index] = 1;
    const group = [one];
    const cell = cellOf(one.x, one.y);
    for (const row of [-across, 0, across]) {
      for (const column of [-1, 0, 1]) {
        for (const other of cells.get(cell + row + column) ?? []) {
          const found = clusters[other];
          if (!found || taken[other]) continue;
          const reach = Math.max(near, hidden * (radiusOf(one.count) + radiusOf(found.count))) * pixel;
          if ((found.x - one.x) ** 2 + (found.y - one.y) ** 2 > reach * reach) continue;
          taken[other] = 1;
          group.push(found);
        }
      }
    }
    return [group.length === 1 ? one : together(group)];
  });
}

/** In the middle of all its spots. */
function together(group: readonly Cluster[]): Cluster {
  const spots = group.flatMap((one) => one.spots);
  const sum = (of: (one: Cluster) => number) => group.reduce((total, one) => total + of(one), 0);
  const middle = (of: (one: Cluster) => number) => sum((one) => of(one) * one.spots.length) / spots.length;
  return {
    x: middle((one) => one.x),
    y: middle((one) => one.y),
    count: sum((one) => one.count),
    spots,
    parts: sum((one) => one.parts),
  };
}
