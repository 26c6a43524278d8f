import type { Standing, StandingsHistory } from '../../api/types';
import { dayOf, type Day } from '../../base/days';

type Cell = StandingsHistory['cells'][number];

/** A cell of the matrix at a date. */
export interface CellAt {
  readonly host: string;
  readonly sector: string;
  readonly partner: string;
  readonly stage: string;
  readonly claimed: string | undefined;
  readonly evidenced: string | undefined;
  /** Day of the change that holds; undefined when nobody knows. */
  readonly since: Day | undefined;
}

interface Cells {
  readonly key: string;
  readonly cell: Cell;
  /** Day of each change, before all days where nobody knows it. */
  readonly days: readonly Day[];
  /** What holds from a change on, made when it is first shown; the same object every time. */
  readonly made: CellAt[];
}

const unknown = Number.MIN_SAFE_INTEGER;

/** The history of a matrix, made ready for going to any date at once. */
export class Replay {
  private readonly cells: readonly Cells[];
  /** Every day on which anything changed, in order. */
  readonly stops: readonly Day[];

  constructor(history: StandingsHistory) {
    // The same few thousand days come again and again.
    const known = new Map<string, Day>();
    const dayIn = (iso: string | null): Day => {
      let day = known.get(iso ?? '');
      if (day === undefined) known.set(iso ?? '', (day = dayOf(iso) ?? unknown));
      return day;
    };
    this.cells = history.cells.map((cell) => ({ key: keyOf(cell), cell, days: cell.changes.map((change) => dayIn(change.day)), made: [] }));
    this.stops = [...new Set(known.values())].filter((day) => day !== unknown).sort((left, right) => left - right);
  }

  /** The matrix at the end of a day; undefined: after the last change. */
  at(day: Day | undefined): Map<string, CellAt> {
    const limit = day ?? Number.MAX_SAFE_INTEGER;
    const found = new Map<string, CellAt>();
    for (const cells of this.cells) {
      const index = lastBy(cells.days, limit);
      if (index >= 0) found.set(cells.key, (cells.made[index] ??= made(cells, index)));
    }
    return found;
  }

  /** How many cells changed on days after `from`, up to `to`. */
  changesBetween(from: Day, to: Day): number {
    return this.cells.reduce((sum, { days }) => sum + (lastBy(days, to) - lastBy(days, from)), 0);
  }
}

export function keyOf(cell: { readonly host: string; readonly sector: string; readonly partner: string }): string {
  return `${cell.host}|${cell.sector}|${cell.partner}`;
}

function made({ cell, days }: Cells, index: number): CellAt {
  const { host, sector, partner } = cell;
  const change = cell.changes[index];
  const since = days[index] === unknown ? undefined : days[index];
  return { host, sector, partner, stage: change?.stage ?? '', claimed: change?.claimed ?? undefined, evidenced: change?.evidenced ?? undefined, since };
}

/** Index of the last day up to a limit; -1: none. */
function lastBy(days: readonly Day[], limit: Day): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The matrix as today's standings have it, for the details that history leaves out. */
export function standingsByKey(cells: readonly Standing[]): Map<string, Standing> {
  return new Map(cells.map((cell) => [keyOf(cell), cell]));
}
