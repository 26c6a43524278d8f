import { groupBy, unique } from '../../base/collections';
import { keyOf, type CellAt } from './replay';

/** A sector of a host, with its cells by column. */
export interface SectorRow {
  readonly sector: string;
  readonly cells: ReadonlyMap<string, CellAt>;
}

/** Rows of the matrix: the sectors of a host in which there is anything. */
export interface HostRows {
  readonly host: string;
  readonly rows: readonly SectorRow[];
}

export interface Layout {
  /** Columns: partners, then `own` for what hosts do by themselves. */
  readonly partners: readonly string[];
  readonly hosts: readonly HostRows[];
}

/** The column of what a host plans and does by itself. */
export const own = 'own';

export function columnOf(cell: { readonly host: string; readonly partner: string }): string {
  return cell.partner === cell.host ? own : cell.partner;
}

/** Puts cells in rows and columns. Orders are the contest's; what it does not list comes last. */
export function layOut(
  cells: Iterable<CellAt>,
  order: { readonly hosts: readonly string[]; readonly sectors: readonly string[]; readonly partners: readonly string[] },
): Layout {
  const all = [...cells];
  const byHost = groupBy(all, (cell) => cell.host);
  const hosts = inOrder([...byHost.keys()], order.hosts).map((host) => {
    const bySector = groupBy(byHost.get(host) ?? [], (cell) => cell.sector);
    const rows = inOrder([...bySector.keys()], order.sectors).map((sector) => ({
      sector,
      cells: new Map((bySector.get(sector) ?? []).map((cell) => [columnOf(cell), cell])),
    }));
    return { host, rows };
  });
  // Outsiders first; hosts that are partners of their neighbours after them; what hosts do by themselves last.
  const columns = unique(all.map(columnOf));
  const outside = columns.filter((id) => id !== own && !order.hosts.includes(id));
  const inside = columns.filter((id) => order.hosts.includes(id));
  return { partners: [...inOrder(outside, order.partners), ...inOrder(inside, order.partners), ...columns.filter((id) => id === own)], hosts };
}

function inOrder(ids: readonly string[], order: readonly string[]): string[] {
  const place = new Map(order.map((id, index) => [id, index]));
  const last = order.length;
  return [...ids].sort((left, right) => (place.get(left) ?? last) - (place.get(right) ?? last) || (left < right ? -1 : 1));
}

/**
 * The rows of a layout with the cells of a date. A row in which nothing is other than in `before` is that very row, so that a
 * step of the slider draws the few rows that changed.
 */
export function withCells(layout: Layout, cells: ReadonlyMap<string, CellAt>, before?: Layout): Layout {
  const hosts = layout.hosts.map(({ host, rows }, hostIndex) => ({
    host,
    rows: rows.map(({ sector, cells: all }, index) => {
      const now = new Map<string, CellAt>();
      for (const [column, known] of all) {
        const cell = cells.get(keyOf(known));
        if (cell) now.set(column, cell);
      }
      const was = before?.hosts[hostIndex]?.rows[index];
      return was?.sector === sector && isSame(was.cells, now) ? was : { sector, cells: now };
    }),
  }));
  return { partners: layout.partners, hosts };
}

function isSame(left: ReadonlyMap<string, CellAt>, right: ReadonlyMap<string, CellAt>): boolean {
  if (left.size !== right.size) return false;
  for (const [column, cell] of left) if (right.get(column) !== cell) return false;
  return true;
}
