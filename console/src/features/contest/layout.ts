import { groupBy, unique } from '../../base/collections';
import type { CellAt } from './replay';

/** Rows of the matrix: the sectors of a host in which there is anything. */
export interface HostRows {
  readonly host: string;
  readonly rows: readonly { readonly sector: string; readonly cells: ReadonlyMap<string, CellAt> }[];
}

export interface Layout {
  readonly partners: readonly string[];
  readonly hosts: readonly HostRows[];
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
      cells: new Map((bySector.get(sector) ?? []).map((cell) => [cell.partner, cell])),
    }));
    return { host, rows };
  });
  return { partners: inOrder(unique(all.map((cell) => cell.partner)), order.partners), hosts };
}

function inOrder(ids: readonly string[], order: readonly string[]): string[] {
  const place = new Map(order.map((id, index) => [id, index]));
  const last = order.length;
  return [...ids].sort((left, right) => (place.get(left) ?? last) - (place.get(right) ?? last) || (left < right ? -1 : 1));
}
