/** A rectangle of the picture, in pixels: left, top, right, bottom. */
export type Area = readonly [number, number, number, number];

/** Names of one drawing of a graph: which are drawn, and on which side of their node. */
export class LabelPlaces {
  private taken: Area[] = [];

  clear(): void {
    this.taken = [];
  }

  /**
   * Where a name begins: right of its node; left of it, where it would be cut off or lie over another; nowhere, when it
   * has no room on either side.
   */
  place(x: number, y: number, size: number, wide: number, high: number, whole: number): number | undefined {
    for (const left of [x + size + 3, x - size - 3 - wide]) {
      const area: Area = [left - 2, y - high / 2, left + wide + 2, y + high / 2];
      if (area[0] < 0 || area[2] > whole || this.taken.some((other) => meet(other, area))) continue;
      this.taken.push(area);
      return left;
    }
    return undefined;
  }
}

function meet(one: Area, other: Area): boolean {
  return one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
}
