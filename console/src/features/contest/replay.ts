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

interface Change {
  readonly day: Day;
  readonly at: CellAt;
}

/** The history of a matrix, made ready for going to any date at once. */
export class Replay {
  private readonly cells: readonly { readonly key: string; readonly changes: readonly Change[] }[];
  /** Every day on which anything changed, in order. */
  readonly stops: readonly Day[];

  constructor(history: StandingsHistory) {
    this.cells = history.cells.map((cell) => ({ key: keyOf(cell), changes: cell.changes.map((change) => made(cell, change)) }));
    const days = this.cells.flatMap((cell) => cell.changes.flatMap(({ at }) => (at.since === undefined ? [] : [at.since])));
    this.stops = [...new Set(days)].sort((left, right) => left - right);
  }

  /** The matrix at the end of a day; undefined: after the last change. */
  at(day: Day | undefined): Map<string, CellAt> {
    const limit = day ?? Number.MAX_SAFE_INTEGER;
    const found = new Map<string, CellAt>();
    for (const { key, changes } of this.cells) {
      const index = lastBy(changes, limit);
      const change = changes[index];
      if (change) found.set(key, change.at);
    }
    return found;
  }

  /** How many cells changed on days after `from`, up to `to`. */
  changesBetween(from: Day, to: Day): number {
    return this.cells.reduce((sum, cell) => sum + (lastBy(cell.changes, to) - lastBy(cell.changes, from)), 0);
  }
}

export function keyOf(cell: { readonly host: string; readonly sector: string; readonly partner: string }): string {
  return `${cell.host}|${cell.sector}|${cell.partner}`;
}

function made(cell: Cell, change: Cell['changes'][number]): Change {
  const since = dayOf(change.day);
  return {
    day: since ?? Number.MIN_SAFE_INTEGER,
    at: {
      host: cell.host, sector: cell.sector, partner: cell.partner, stage: change.stage,
      claimed: change.claimed ?? undefined, evidenced: change.evidenced ?? undefined, since,
    },
  };
}

function lastBy(changes: readonly Change[], limit: Day): number {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle]?.day ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The matrix as today's standings have it, for the details that history leaves out. */
export function standingsByKey(cells: readonly Standing[]): Map<string, Standing> {
  return new Map(cells.map((cell) => [keyOf(cell), cell]));
}
