import { useCallback, useMemo, useRef } from 'preact/hooks';
import { toCsv } from '../../base/csv';
import { addMonths, dayOf, isoOf, type Day } from '../../base/days';
import { useContest, useNames } from '../../parts/contest';
import { Filters, useChosen } from '../../parts/filters';
import { markdownTable } from '../../parts/markdown';
import { Page } from '../../parts/page';
import { StageLegend } from '../../parts/stage';
import { DateSlider } from '../../widgets/date-slider';
import { ExportMenu, textBlob } from '../../widgets/export-menu';
import { useI18n } from '../../widgets/i18n';
import { Empty, Loaded, useBackend, useGet } from '../../widgets/load';
import { useMedia } from '../../widgets/media';
import { useRouter, useSetQuery } from '../../widgets/router';
import { useSettled } from '../../widgets/settled';
import { Segmented } from '../../widgets/segmented';
import { MatrixCards } from './cards';
import { CellPanel } from './cell-panel';
import { Changes } from './changes';
import { layOut, withCells, type Layout } from './layout';
import { Matrix } from './matrix';
import { matrixSvg } from './matrix-svg';
import { keyOf, Replay, standingsByKey, type CellAt } from './replay';

/** How the contest stands: the matrix, replayed to any date, with what changed since another. */
export function ContestPage() {
  const { t, edtf, number } = useI18n();
  const contest = useContest();
  const chosen = useChosen('host', 'sector', 'partner');
  const dates = useChosen('as_of', 'known_by');
  const known = dates['known_by'] ? { known_by: dates['known_by'] } : {};
  const history = useGet('/api/v1/standings/history', { query: { ...chosen, ...known } });
  const details = useDetails(chosen, dates);
  const replay = useMemo(() => history.data && new Replay(history.data), [history.data]);
  return (
    <Page
      title={contest.title}
      kicker={t('nav.contest')}
      lead={
        <p>
          {t('contest.lead', { claims: contest.ledger.claims, reports: contest.ledger.readings, events: contest.ledger.events })}
          {dates['known_by'] && <> {t('question.knownBy', { date: edtf(dates['known_by']) })}</>}
        </p>
      }
      tools={replay && <ContestExports replay={replay} day={dayOf(dates['as_of'])} />}
      class="page-contest"
    >
      <Filters of={['host', 'sector', 'partner']} />
      <Loaded of={history} lines={12}>
        {() => replay && (replay.at(undefined).size === 0
          ? <Empty title={Object.keys(chosen).length > 0 ? t('contest.emptyFilter') : t('contest.empty')}>{t('contest.emptyHelp')}</Empty>
          : <Board replay={replay} details={details} chosen={chosen} dates={dates} />)}
      </Loaded>
      <details class="fold">
        <summary>{t('contest.legend', { count: number(contest.stages.length) })}</summary>
        <StageLegend />
        <p class="muted">{t('contest.legendHelp')}</p>
      </details>
    </Page>
  );
}

/** What history leaves out of a cell, its trend first of all. */
interface Details {
  readonly byKey: ReturnType<typeof standingsByKey>;
  /** Not while the date is another than they were asked for. */
  readonly areCurrent: boolean;
}

function useDetails(chosen: Readonly<Record<string, string>>, dates: Readonly<Record<string, string>>): Details {
  const asOf = useSettled(dates['as_of'] ?? '', 200);
  const { data } = useGet('/api/v1/standings', { query: { ...chosen, ...dates, as_of: asOf || undefined } });
  const areCurrent = data !== undefined && (data.as_of ?? '') === (dates['as_of'] ?? '') && (data.known_by ?? '') === (dates['known_by'] ?? '');
  const byKey = useMemo(() => standingsByKey(data?.cells ?? []), [data]);
  return { byKey, areCurrent };
}

interface BoardProps {
  readonly replay: Replay;
  readonly details: Details;
  readonly chosen: Readonly<Record<string, string>>;
  readonly dates: Readonly<Record<string, string>>;
}

function Board({ replay, details, chosen, dates }: BoardProps) {
  const { place } = useRouter();
  const set = useSetQuery();
  const narrow = useMedia('(max-width: 720px)');
  const day = dayOf(dates['as_of']);
  const cells = useMemo(() => replay.at(day), [replay, day]);
  const layout = useLayout(replay);
  const before = useRef<Layout>();
  const shown = useMemo(() => withCells(layout, cells, before.current), [layout, cells]);
  before.current = shown;
  const since = dayOf(place.query['since']);
  const changed = useMemo(() => (since === undefined ? nothing : changedSince(replay, cells, since)), [replay, since === undefined || cells, since]);
  const selected = place.query['cell'];
  const pick = useCallback((cell: CellAt) => set({ cell: keyOf(cell) }), [set]);
  const View = narrow ? MatrixCards : Matrix;
  const [host, sector, partner] = (selected ?? '').split('|');
  return (
    <>
      <Slider replay={replay} day={day} />
      <div class={`board ${selected ? 'has-panel' : ''} ${details.areCurrent ? '' : 'is-between'}`}>
        <View layout={shown} details={details.byKey} changed={changed} selected={selected} onPick={pick} />
        {selected && host && sector && partner && (
          <CellPanel
            host={host}
            sector={sector}
            partner={partner}
            cell={cells.get(selected)}
            detail={details.areCurrent ? details.byKey.get(selected) : undefined}
            dates={dates}
            onClose={() => set({ cell: undefined })}
          />
        )}
      </div>
      <Changes since={place.query['since']} to={dates['as_of'] ?? dates['known_by']} chosen={chosen} />
    </>
  );
}

/** Replays what was true (as of) here and now, and what was known by asking the server again. */
function Slider({ replay, day }: { readonly replay: Replay; readonly day: Day | undefined }) {
  const { t } = useI18n();
  const contest = useContest();
  const { place } = useRouter();
  const set = useSetQuery();
  const mode = place.query['replay'] === 'known_by' ? 'known_by' : 'as_of';
  const { first, last } = mode === 'as_of'
    ? rangeOf(contest.ledger.first_day, contest.ledger.last_day, replay.stops)
    : rangeOf(contest.ledger.first_published, contest.ledger.last_published, []);
  const value = mode === 'as_of' ? day : dayOf(place.query['known_by']);
  const change = (next: Day | undefined, done: boolean) => {
    if (mode === 'as_of' || done) set({ [mode]: next === undefined ? undefined : isoOf(next) }, true);
  };
  return (
    <div class="replay">
      <Segmented
        quiet
        label={t('slider.mode')}
        value={mode}
        options={(['as_of', 'known_by'] as const).map((one) => ({ value: one, name: t(`slider.${one}`), title: t(`slider.${one}Help`) }))}
        onChange={(one) => set({ replay: one === 'as_of' ? undefined : one }, true)}
      />
      <DateSlider
        label={t(`slider.${mode}Label`)}
        first={first}
        last={last}
        value={value}
        onChange={change}
        stops={mode === 'as_of' ? replay.stops : everyMonth(first, last)}
      />
    </div>
  );
}

function rangeOf(first: string | null, last: string | null, stops: readonly Day[]): { first: Day; last: Day } {
  const begin = Math.min(dayOf(first) ?? Infinity, stops[0] ?? Infinity);
  const end = Math.max(dayOf(last) ?? -Infinity, stops.at(-1) ?? -Infinity);
  if (!Number.isFinite(begin) || !Number.isFinite(end)) return { first: 0, last: 1 };
  return { first: begin, last: Math.max(end, begin + 1) };
}

function everyMonth(first: Day, last: Day): Day[] {
  const stops: Day[] = [];
  for (let day = first; day < last && stops.length < 1200; day = addMonths(day, 1)) stops.push(day);
  return stops;
}

/** Rows and columns stay where they are while the slider moves: they are those of the whole history. */
function useLayout(replay: Replay): Layout {
  const contest = useContest();
  return useMemo(
    () => layOut(replay.at(undefined).values(), {
      hosts: contest.hosts.map((one) => one.id),
      sectors: contest.sectors.map((one) => one.id),
      partners: contest.partners.map((one) => one.id),
    }),
    [replay, contest],
  );
}

const nothing: ReadonlySet<string> = new Set();

function changedSince(replay: Replay, cells: ReadonlyMap<string, CellAt>, since: Day): ReadonlySet<string> {
  const before = replay.at(since);
  return new Set([...cells].filter(([key, cell]) => before.get(key)?.stage !== cell.stage).map(([key]) => key));
}

function ContestExports({ replay, day }: { readonly replay: Replay; readonly day: Day | undefined }) {
  const { t } = useI18n();
  const { api } = useBackend();
  const names = useNames();
  const layout = useLayout(replay);
  const chosen = useChosen('host', 'sector', 'partner', 'as_of', 'known_by');
  const rows = () => [...replay.at(day).values()].map((cell) => [
    names.host(cell.host), names.sector(cell.sector), names.country(cell.partner), cell.stage, cell.claimed ?? '', cell.evidenced ?? '',
    cell.since === undefined ? '' : isoOf(cell.since),
  ]);
  const header = ['host', 'sector', 'partner', 'stage', 'claimed', 'evidenced', 'since'];
  return (
    <ExportMenu
      items={[
        { label: 'CSV', file: 'standings.csv', make: () => textBlob(toCsv(header, rows()), 'text/csv') },
        { label: t('export.svg'), file: 'standings.svg', make: () => textBlob(matrixSvg(withCells(layout, replay.at(day)), names, t('contest.own')), 'image/svg+xml') },
        { label: t('export.markdown'), file: 'standings.md', make: () => textBlob(markdownTable(header, rows()), 'text/markdown') },
        {
          label: t('export.brief'),
          file: 'brief.md',
          make: async () => textBlob(await api.text('/api/v1/brief', chosen, 'text/markdown'), 'text/markdown'),
        },
      ]}
    />
  );
}
