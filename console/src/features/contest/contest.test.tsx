import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import type { StandingsHistory } from '../../api/types';
import { dayOf } from '../../base/days';
import { eventOf, Refusal, show, type Answers } from '../../parts/testing';
import { MatrixCards } from './cards';
import { ContestPage } from './contest-page';
import { layOut, withCells } from './layout';
import { keyOf, Replay } from './replay';

const history: StandingsHistory = {
  known_by: null,
  cells: [
    {
      host: 'KZ', sector: 'nuclear', partner: 'RU', changes: [
        { day: null, stage: 'interest', claimed: 'interest', evidenced: null },
        { day: '2024-10-06', stage: 'offer', claimed: 'offer', evidenced: 'offer' },
        { day: '2025-06-14', stage: 'selected', claimed: 'selected', evidenced: 'offer' },
      ],
    },
    { host: 'UZ', sector: 'uranium', partner: 'FR', changes: [{ day: '2025-03-01', stage: 'agreement', claimed: 'agreement', evidenced: 'agreement' }] },
  ],
};

const standings = { as_of: null, known_by: null, cells: [] };
const answers: Answers = {
  'GET /api/v1/standings/history': history,
  'GET /api/v1/standings': standings,
  'GET /api/v1/events': { events: [eventOf()], total: 1, next: null },
  'GET /api/v1/initiatives': { initiatives: [], total: 0, next: null },
};

describe('Replay', () => {
  const replay = new Replay(history);
  const at = (day: string | undefined) => [...replay.at(dayOf(day))].map(([key, cell]) => `${key} ${cell.stage}`);
  test('the last change on or before the day holds', () => {
    expect(at('1990-01-01')).toEqual(['KZ|nuclear|RU interest']);
    expect(at('2024-10-05')).toEqual(['KZ|nuclear|RU interest']);
    expect(at('2024-10-06')).toEqual(['KZ|nuclear|RU offer']);
    expect(at('2025-06-14')).toEqual(['KZ|nuclear|RU selected', 'UZ|uranium|FR agreement']);
    expect(at(undefined)).toEqual(['KZ|nuclear|RU selected', 'UZ|uranium|FR agreement']);
  });
  test('stops where anything changed', () => expect(replay.stops).toEqual(['2024-10-06', '2025-03-01', '2025-06-14'].map((day) => dayOf(day))));
  test('counts changes between days', () => expect(replay.changesBetween(dayOf('2024-10-06') ?? 0, dayOf('2025-06-14') ?? 0)).toBe(2));
});

test('rows and columns have the order of the contest; what it does not know comes last', () => {
  const cells = [['UZ', 'x', 'CN'], ['KZ', 'uranium', 'FR'], ['KZ', 'nuclear', 'RU']].map(([host = '', sector = '', partner = '']) =>
    ({ host, sector, partner, stage: 'offer', claimed: 'offer', evidenced: undefined, since: undefined }));
  const layout = layOut(cells, { hosts: ['KZ', 'UZ'], sectors: ['nuclear', 'uranium'], partners: ['RU', 'FR'] });
  expect(layout.partners).toEqual(['RU', 'FR', 'CN']);
  expect(layout.hosts.map((one) => [one.host, one.rows.map((row) => row.sector)])).toEqual([['KZ', ['nuclear', 'uranium']], ['UZ', ['x']]]);
  expect(keyOf(cells[0] ?? { host: '', sector: '', partner: '' })).toBe('UZ|x|CN');
});

test('a row in which nothing has changed is the row before, so that it is not drawn again', () => {
  const replay = new Replay(history);
  const layout = layOut(replay.at(undefined).values(), { hosts: ['KZ', 'UZ'], sectors: [], partners: [] });
  const before = withCells(layout, replay.at(dayOf('2025-05-01')));
  const after = withCells(layout, replay.at(dayOf('2025-06-14')), before);
  expect(after.hosts[0]?.rows[0]?.cells.get('RU')?.stage).toBe('selected');
  expect(after.hosts[0]?.rows[0]).not.toBe(before.hosts[0]?.rows[0]);
  expect(after.hosts[1]?.rows[0]).toBe(before.hosts[1]?.rows[0]);
});

describe('ContestPage', () => {
  test('shows stages as words', async () => {
    show(<ContestPage />, answers);
    const cell = await screen.findByRole('button', { name: /Russia, Kazakhstan, nuclear power: selected/ });
    expect(cell.textContent).toContain('evidenced: offer');
  });

  test('goes back to a date of the address without asking again', async () => {
    const shown = show(<ContestPage />, answers, { at: '#/?as_of=2024-12-01' });
    await screen.findByRole('button', { name: /Russia, Kazakhstan, nuclear power: offer/ });
    expect(screen.queryByRole('button', { name: /France/ })).toBeNull();
    const before = shown.asked.filter((one) => one.includes('history')).length;
    fireEvent.input(screen.getByRole('slider'), { target: { value: String(dayOf('2025-06-14')) } });
    await screen.findByRole('button', { name: /Russia, Kazakhstan, nuclear power: selected/ });
    expect(shown.place().query['as_of']).toBe('2025-06-14');
    expect(shown.asked.filter((one) => one.includes('history'))).toHaveLength(before);
  });

  test('known by a date asks the server', async () => {
    const shown = show(<ContestPage />, answers, { at: '#/?known_by=2025-06-20' });
    await screen.findByRole('table');
    expect(shown.asked).toContain('GET /api/v1/standings/history?known_by=2025-06-20');
  });

  test('a cell opens its events', async () => {
    const shown = show(<ContestPage />, answers);
    fireEvent.click(await screen.findByRole('button', { name: /Russia, Kazakhstan/ }));
    expect(await screen.findByText('Kazakhstan → Rosatom (RU)')).toBeTruthy();
    expect(shown.place().query['cell']).toBe('KZ|nuclear|RU');
    expect(shown.asked.some((one) => one.includes('/events?') && one.includes('host=KZ') && one.includes('partner=RU'))).toBe(true);
  });

  test('an empty ledger says what to do', async () => {
    show(<ContestPage />, { ...answers, 'GET /api/v1/standings/history': { known_by: null, cells: [] } });
    expect(await screen.findByText('The ledger is empty')).toBeTruthy();
  });

  test('an error can be tried again', async () => {
    let broken = true;
    const refusal = new Refusal(503, { type: 'about:blank', title: 'Not ready', status: 503, code: 'not-ready', detail: 'Events are being loaded' });
    show(<ContestPage />, { ...answers, 'GET /api/v1/standings/history': () => (broken ? refusal : history) });
    expect(await screen.findByText('Events are being loaded')).toBeTruthy();
    broken = false;
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('table');
  });

  test('an answer that is not what the document says is an error, not a blank page', async () => {
    show(<ContestPage />, { ...answers, 'GET /api/v1/standings/history': { known_by: null, cells: [{ host: 'KZ' }] } });
    expect(await screen.findByText(/cells\.0\.sector: missing/)).toBeTruthy();
  });

  test('in Russian', async () => {
    show(<ContestPage />, answers, { locale: 'ru' });
    await screen.findByRole('button', { name: /Россия, Казахстан, атомная энергетика: выбран/ });
  });

  test('arrow keys go from cell to cell', async () => {
    show(<ContestPage />, { ...answers, 'GET /api/v1/standings/history': { known_by: null, cells: [
      ...history.cells, { host: 'KZ', sector: 'nuclear', partner: 'FR', changes: [{ day: '2025-01-01', stage: 'offer', claimed: 'offer', evidenced: null }] },
    ] } });
    const cell = await screen.findByRole('button', { name: /Russia, Kazakhstan/ });
    HTMLElement.prototype.scrollIntoView = () => undefined;
    cell.focus();
    fireEvent.keyDown(cell, { key: 'ArrowRight' });
    await waitFor(() => expect(document.activeElement?.textContent).toContain('France, Kazakhstan'));
  });
});

describe('the matrix on narrow screens', () => {
  const rows = (count: number) => layOut(
    Array.from({ length: count }, (_, index) => ({
      host: 'KZ', sector: index % 2 ? 'nuclear' : 'uranium', partner: `P${index}`, stage: index === 1 ? 'operation' : 'offer', claimed: 'offer', evidenced: 'offer', since: undefined,
    })),
    { hosts: ['KZ'], sectors: ['nuclear', 'uranium'], partners: [] },
  );
  const cards = (count: number, selected?: string) => show(
    <MatrixCards layout={rows(count)} details={new Map()} changed={new Set(['KZ|nuclear|P3'])} selected={selected} onPick={() => undefined} />,
  );

  test('few cells are all there', () => {
    cards(20);
    expect(screen.getAllByRole('button')).toHaveLength(20);
  });

  test('of many each sector says how far the furthest has got, and opens', async () => {
    cards(200);
    expect(screen.queryAllByRole('button')).toHaveLength(0);
    const [nuclear] = screen.getAllByRole('group');
    expect(nuclear?.querySelector('summary')?.textContent).toContain('nuclear power');
    expect(nuclear?.querySelector('summary')?.textContent).toContain('100 partners');
    expect(nuclear?.querySelector('summary')?.textContent).toContain('operation');
    expect(nuclear?.querySelector('summary')?.textContent).toContain('1 cell moved');
    (nuclear as HTMLDetailsElement).open = true;
    fireEvent(nuclear as HTMLElement, new Event('toggle'));
    await waitFor(() => expect(screen.getAllByRole('button')).toHaveLength(100));
  });

  test('the sector of the chosen cell is open', () => {
    cards(200, 'KZ|uranium|P2');
    expect(screen.getAllByRole('button', { pressed: true })).toHaveLength(1);
  });
});
