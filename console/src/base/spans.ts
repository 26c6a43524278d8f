/** A stretch of a text, half-open, with what it stands for. */
export interface Marked<T> {
  readonly begin: number;
  readonly end: number;
  readonly mark: T;
}

/** A stretch in which the same marks hold. */
export interface Segment<T> {
  readonly begin: number;
  readonly end: number;
  readonly marks: readonly T[];
}

/**
 * Cuts `[0, length)` where marks begin and end, so that overlapping marks can be shown without nesting. Every place is in
 * exactly one segment; marks keep the order they were given in.
 */
export function segmentsOf<T>(length: number, marked: readonly Marked<T>[]): Segment<T>[] {
  const kept = marked
    .map((one) => ({ ...one, begin: Math.max(0, one.begin), end: Math.min(length, one.end) }))
    .filter((one) => one.begin < one.end);
  const cuts = [...new Set([0, length, ...kept.flatMap((one) => [one.begin, one.end])])].sort((a, b) => a - b);
  const starts = kept.map((one, order) => ({ ...one, order })).sort((a, b) => a.begin - b.begin);
  const segments: Segment<T>[] = [];
  let active: typeof starts = [];
  let next = 0;
  for (let index = 0; index + 1 < cuts.length; ++index) {
    const begin = cuts[index] ?? 0;
    const end = cuts[index + 1] ?? length;
    active = active.filter((one) => one.end > begin);
    for (let start = starts[next]; start && start.begin <= begin; start = starts[++next]) active.push(start);
    const marks = [...active].sort((a, b) => a.order - b.order).map((one) => one.mark);
    segments.push({ begin, end, marks });
  }
  return segments;
}
