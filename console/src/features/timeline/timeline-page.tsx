import { useMemo, useRef, useState } from 'preact/hooks';
import type { EventBrief, Timeline } from '../../api/types';
import { dayOf, isoOf, type Day } from '../../base/days';
import { useNames } from '../../parts/contest';
import { eventCells, eventColumns, EventList, EventRow } from '../../parts/events';
import { Filters, QuestionDates, useChosen } from '../../parts/filters';
import { markdownEvents } from '../../parts/markdown';
import { Page, Section } from '../../parts/page';
import { StageLegend } from '../../parts/stage';
import { toCsv } from '../../base/csv';
import { pngOf } from '../../widgets/download';
import { ExportMenu, textBlob } from '../../widgets/export-menu';
import { useI18n } from '../../widgets/i18n';
import { Lanes } from '../../widgets/lanes';
import { panned, zoomed, type View } from '../../widgets/lanes-layout';
import { Empty, Loaded, useGet } from '../../widgets/load';
import { useRouter, useSetQuery } from '../../widgets/router';
import { Segmented } from '../../widgets/segmented';
import { colour, useTheme } from '../../widgets/theme';
import { aboutHowMany, around, lanesOf, rangeOf, spanFor, wholeView, type LaneBy } from './lanes-of';

const bys = ['partner', 'host', 'sector'] as const;
/** So many events at most are drawn one by one. */
const limit = 1000;
/** The list below the lanes has the first of them. */
const listedAtMost = 60;
const nothing: readonly EventBrief[] = [];

/** Events and changes of stage in lanes, from decades to days. */
export function TimelinePage() {
  const { t } = useI18n();
  const { place } = useRouter();
  const set = useSetQuery();
  const chosen = useChosen('host', 'sector', 'partner', 'stage', 'status', 'event', 'as_of', 'known_by');
  const by = (bys as readonly string[]).includes(place.query['lane'] ?? '') ? (place.query['lane'] as LaneBy) : 'partner';
  const whole = useGet('/api/v1/timeline', { query: { ...chosen, lane: by, span: 'month' } });
  return (
    <Page title={t('timeline.title')} lead={<QuestionDates />} class="page-timeline">
      <Filters of={['host', 'sector', 'partner', 'stage', 'status', 'event']}>
        <Segmented
          label={t('timeline.lanes')}
          value={by}
          options={bys.map((one) => ({ value: one, name: t(`filter.${one}`) }))}
          onChange={(one) => set({ lane: one === 'partner' ? undefined : one }, true)}
        />
      </Filters>
      <Loaded of={whole} lines={12}>
        {(data) => (data.total === 0 ? <Empty title={t('timeline.empty')}>{t('list.noneHelp')}</Empty> : <Board whole={data} by={by} chosen={chosen} />)}
      </Loaded>
    </Page>
  );
}

function Board({ whole, by, chosen }: { readonly whole: Timeline; readonly by: LaneBy; readonly chosen: Readonly<Record<string, string>> }) {
  const { t, number, edtf } = useI18n();
  const names = useNames();
  const theme = useTheme();
  const { place } = useRouter();
  const set = useSetQuery();
  const canvas = useRef<() => HTMLCanvasElement | null>(() => null);
  const today = useMemo<Day>(() => Math.floor(Date.now() / 86_400_000), []);
  const [moving, setMoving] = useState<View>();
  const [selected, setSelected] = useState<string>();
  const kept = viewOf(place.query['from'], place.query['to']) ?? wholeView(whole, today);
  const view = moving ?? kept;
  const span = spanFor(kept);
  const range = rangeOf(kept);
  // Where there are far too many to draw each, only those of the list are asked for, and how many there are.
  const likely = useMemo(() => aboutHowMany(whole, 'month', kept), [whole, kept.from, kept.to]);
  const listing = useGet('/api/v1/events', { query: { ...chosen, ...range, order: 'oldest', limit: likely > 3 * limit ? listedAtMost : limit } });
  const cut = listing.data !== undefined && listing.data.total <= limit && listing.data.events.length < listing.data.total;
  const rest = useGet('/api/v1/events', cut ? { query: { ...chosen, ...range, order: 'oldest', limit } } : undefined);
  const events = cut ? rest : listing;
  const few = events.data !== undefined && events.data.total <= limit && events.data.events.length === events.data.total ? events.data.events : undefined;
  // Months of all time are there already.
  const finer = events.data !== undefined && !few && span !== 'month';
  const binned = useGet('/api/v1/timeline', finer ? { query: { ...chosen, ...rangeOf(around(kept)), lane: by, span } } : undefined);
  const drawn = finer && binned.data ? binned.data : whole;
  const lanes = useMemo(() => {
    const shades = new Map<string, string>();
    const colourOf = (stage: string | null) => {
      const key = stage ?? '';
      const known = shades.get(key);
      if (known) return known;
      const rung = stage === null ? undefined : names.rung(stage);
      const made = rung === undefined ? colour('category-other') : colour(`rung-${rung}`);
      shades.set(key, made);
      return made;
    };
    const name = by === 'sector' ? names.sector : names.country;
    const say = (event: EventBrief) => `${edtf(event.when)} · ${names.what(event.what)} · ${event.sentence}`;
    return lanesOf(drawn, few, by, { name, say, colourOf, rung: names.rung });
  }, [drawn, few, by, names, theme]);
  const change = (next: View, done: boolean) => {
    setMoving(done ? undefined : next);
    if (done) set(rangeParameters(next), true);
  };
  const picked = few?.find((one) => one.id === selected);
  const shown = few ?? events.data?.events ?? nothing;
  // Drawn anew when it is another list, not for each frame while panning.
  const list = useMemo(() => <EventList events={shown.slice(0, listedAtMost)} label={t('timeline.list')} />, [shown, names]);
  const exports = useMemo(() => <TimelineExports events={shown} canvas={() => canvas.current()} />, [shown, names]);
  return (
    <>
      <div class="lane-tools" aria-busy={events.busy || binned.busy}>
        <div class="button-group">
          <button type="button" class="button" onClick={() => change(panned(view, -0.4), true)} aria-label={t('timeline.earlier')}>←</button>
          <button type="button" class="button" onClick={() => change(zoomed(view, 0.5, 0.5), true)} aria-label={t('timeline.in')}>+</button>
          <button type="button" class="button" onClick={() => change(zoomed(view, 2, 0.5), true)} aria-label={t('timeline.out')}>−</button>
          <button type="button" class="button" onClick={() => change(panned(view, 0.4), true)} aria-label={t('timeline.later')}>→</button>
          <button type="button" class="button" onClick={() => set({ from: undefined, to: undefined }, true)}>{t('timeline.all')}</button>
        </div>
        <p class="muted">
          {edtf(isoOf(view.from))} – {edtf(isoOf(view.to))}
          {few && <> · {t('count.events', { count: few.length })}</>}
          {events.data && !few && <> · {t('timeline.binned', { count: number(events.data.total) })}</>}
        </p>
        {exports}
      </div>
      <Lanes
        label={t('timeline.label')}
        lanes={lanes}
        view={view}
        today={today}
        selected={selected}
        onView={change}
        onPick={(item) => setSelected(item?.id)}
        onReady={(get) => { canvas.current = get; }}
      />
      {picked && <ul class="event-list picked"><EventRow event={picked} /></ul>}
      <p class="chart-key muted">
        <span class="key key-exact" /> {t('timeline.exact')} <span class="key key-fuzzy" /> {t('timeline.fuzzy')} <span class="key key-planned" /> {t('timeline.planned')}
      </p>
      <details class="fold"><summary>{t('timeline.colours')}</summary><StageLegend /></details>
      <Section title={t('timeline.list')}>
        {list}
      </Section>
    </>
  );
}

function viewOf(from: string | undefined, to: string | undefined): View | undefined {
  const first = dayOf(from);
  const last = dayOf(to);
  return first !== undefined && last !== undefined && first < last ? { from: first, to: last } : undefined;
}

function rangeParameters(view: View): { from: string; to: string } {
  const low = Math.max(view.from, -719_000);
  return { from: isoOf(low), to: isoOf(Math.min(Math.max(view.to, low + 1), 2_900_000)) };
}

function TimelineExports({ events, canvas }: { readonly events: readonly EventBrief[]; readonly canvas: () => HTMLCanvasElement | null }) {
  const { t, edtf } = useI18n();
  const names = useNames();
  const png = () => {
    const drawn = canvas();
    return drawn ? pngOf(drawn) : Promise.reject(new Error(t('export.noPicture')));
  };
  return (
    <ExportMenu
      items={[
        { label: 'CSV', file: 'timeline.csv', make: () => textBlob(toCsv(eventColumns, events.map(eventCells)), 'text/csv') },
        { label: 'PNG', file: 'timeline.png', make: png },
        { label: t('export.markdown'), file: 'timeline.md', make: () => textBlob(markdownEvents(events, (one) => edtf(one.when), (one) => names.what(one.what)), 'text/markdown') },
      ]}
    />
  );
}
