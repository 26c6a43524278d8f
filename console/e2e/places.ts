import { ask } from './browser';

/** Every page of the console, with an address that shows something of the sample ledger. */
export async function places(): Promise<readonly (readonly [name: string, place: string])[]> {
  const first = async (path: string, list: string, more = '') => {
    const page = await ask<Record<string, { readonly id: string }[]>>(`${path}?limit=1${more}`);
    const id = page[list]?.[0]?.id;
    if (id === undefined) throw new Error(`The sample ledger has no ${list}`);
    return encodeURIComponent(id);
  };
  const history = await ask<{ cells: { host: string; sector: string; partner: string }[] }>('standings/history');
  const cell = history.cells.find((one) => one.host === 'KZ' && one.partner === 'RU') ?? history.cells[0];
  const reports = await ask<{ reports: { id: string; title: string | null; outlet: string | null }[] }>('reports?limit=50');
  const hostile = reports.reports.find((one) => one.outlet?.includes('onerror'));
  const plain = reports.reports.find((one) => one.outlet === 'Steppe Wire') ?? reports.reports[0];
  const event = await ask<{ events: { id: string; conflicts: string[] }[] }>('events?limit=200');
  const disputed = event.events.find((one) => one.conflicts.length > 0) ?? event.events[0];
  return [
    ['contest', '/'],
    ['contest-cell', `/?cell=${encodeURIComponent(`${cell?.host}|${cell?.sector}|${cell?.partner}`)}`],
    ['contest-since', '/?since=2025-01-01'],
    ['map', '/map'],
    ['timeline', '/timeline'],
    ['network', '/network'],
    ['network-actors', '/network?level=actor'],
    ['event', `/events/${encodeURIComponent(disputed?.id ?? '')}`],
    ['report', `/reports/${encodeURIComponent(plain?.id ?? '')}`],
    ['report-hostile', `/reports/${encodeURIComponent(hostile?.id ?? '')}`],
    ['initiative', `/initiatives/${await first('initiatives', 'initiatives', '&host=KZ&partner=RU')}`],
    ['actor', `/actors/${await first('actors', 'actors')}`],
    ['asset', `/assets/${await first('assets', 'assets')}`],
    ['outlet', `/outlets/${await first('outlets', 'outlets')}`],
    ['initiatives', '/initiatives'],
    ['actors', '/actors'],
    ['assets', '/assets'],
    ['outlets', '/outlets'],
    ['reports', '/reports'],
    ['gaps', '/gaps'],
    ['review', '/review'],
    ['search', '/search?q=rosatom'],
    ['search-nothing', '/search?q=zzzz'],
    ['drop', '/drop'],
    ['nowhere', '/nowhere'],
  ];
}
