import { useMemo, useRef, useState } from 'preact/hooks';
import type { MapCollection } from '../../api/types';
import { toCsv } from '../../base/csv';
import { dayOf, isoOf } from '../../base/days';
import { useContest, useNames } from '../../parts/contest';
import { Filters, QuestionDates, useChosen } from '../../parts/filters';
import { markdownTable } from '../../parts/markdown';
import { Page } from '../../parts/page';
import { What } from '../../parts/stage';
import { Brush } from '../../widgets/brush';
import { pngOf } from '../../widgets/download';
import { ExportMenu, textBlob } from '../../widgets/export-menu';
import { useI18n } from '../../widgets/i18n';
import { Empty, Loaded, useGet } from '../../widgets/load';
import { WorldMap } from '../../widgets/map';
import type { MapHandle, MapView } from '../../widgets/map-canvas';
import { Link, useRouter, useSetQuery } from '../../widgets/router';
import { Segmented } from '../../widgets/segmented';
import { Text } from '../../widgets/text';
import { useTheme } from '../../widgets/theme';
import { colouring, type ColourBy } from './colouring';
import { isAsset, pointsOf, within, type MapItem } from './points';

const colourBys = ['stage', 'sector', 'partner'] as const;

/** Assets and events on a map, with a time brush; what is on it is also a list. */
export function MapPage() {
  const { t } = useI18n();
  const { place } = useRouter();
  const chosen = useChosen('host', 'sector', 'partner', 'stage', 'status', 'as_of', 'known_by');
  const found = useGet('/api/v1/map', { query: { ...chosen, limit: 20000 } });
  const by = (colourBys as readonly string[]).includes(place.query['colour'] ?? '') ? (place.query['colour'] as ColourBy) : 'stage';
  return (
    <Loaded of={found} lines={12}>
      {(data) => <Shown data={data} by={by} title={t('map.title')} />}
    </Loaded>
  );
}

function Shown({ data, by, title }: { readonly data: MapCollection; readonly by: ColourBy; readonly title: string }) {
  const { t } = useI18n();
  const { place } = useRouter();
  const set = useSetQuery();
  const contest = useContest();
  const names = useNames();
  const theme = useTheme();
  const handle = useRef<MapHandle>();
  const [picked, setPicked] = useState<readonly number[]>([]);
  const [brushing, setBrushing] = useState<{ from?: number; to?: number }>();
  const from = brushing ? brushing.from : dayOf(place.query['from']);
  const to = brushing ? brushing.to : dayOf(place.query['to']);
  const items = useMemo(() => data.features.filter((one): one is MapItem => one.geometry !== null), [data]);
  const shown = useMemo(() => items.map((item, index) => ({ item, index })).filter(({ item }) => within(item, from, to)), [items, from, to]);
  const paint = useMemo(() => colouring(by, items, names, contest), [by, items, theme, contest]);
  const points = useMemo(() => pointsOf(shown, paint.colourOf), [shown, paint]);
  const days = useMemo(() => items.flatMap((one) => (isAsset(one.properties) ? [] : dayOf(one.properties.first) ?? [])), [items]);
  const first = Math.min(...days);
  const last = Math.max(...days);
  const view = viewOf(place.query['at']);
  const list = picked.length > 0 ? shown.filter(({ index }) => picked.includes(index)) : shown;
  const brush = (low: number | undefined, high: number | undefined, done: boolean) => {
    setBrushing(done ? undefined : { from: low, to: high });
    if (done) set({ from: low === undefined ? undefined : isoOf(low), to: high === undefined ? undefined : isoOf(high) }, true);
  };
  return (
    <Page
      title={title}
      lead={<><p>{t('map.lead', { shown: shown.length, total: items.length })}</p><QuestionDates /></>}
      tools={<MapExports items={shown.map(({ item }) => item)} handle={() => handle.current} />}
      class="page-map"
    >
      <Filters of={['host', 'sector', 'partner', 'stage', 'status']}>
        <Segmented
          label={t('map.colour')}
          value={by}
          options={colourBys.map((one) => ({ value: one, name: t(`map.by.${one}`) }))}
          onChange={(one) => set({ colour: one === 'stage' ? undefined : one }, true)}
        />
      </Filters>
      <div class="map-board">
        <WorldMap
          label={t('map.label')}
          points={points}
          view={view}
          selected={picked.length === 1 ? picked[0] : undefined}
          isHost={(name) => contest.hosts.some((one) => one.name === name)}
          onPick={setPicked}
          onMove={({ lon, lat, zoom }) => set({ at: `${lon.toFixed(3)},${lat.toFixed(3)},${zoom.toFixed(2)}` }, true)}
          onReady={(made) => { handle.current = made; }}
        />
        <div class="map-side">
          <ul class="legend" aria-label={t('map.colour')}>
            {paint.legend.map((one) => (
              <li key={one.name}><svg class="dot" viewBox="0 0 10 10" aria-hidden="true"><circle cx={5} cy={5} r={4.5} fill={one.colour} /></svg>{one.name}</li>
            ))}
          </ul>
          <MapList list={list.map(({ item, index }) => ({ item, index }))} onClear={picked.length > 0 ? () => setPicked([]) : undefined} />
        </div>
      </div>
      {days.length > 1 && last > first && <Brush label={t('map.brush')} first={first} last={last} from={from} to={to} days={days} onChange={brush} />}
    </Page>
  );
}

/** `at` of the address: longitude, latitude and zoom; the middle of the contest's region when there is none. */
export function viewOf(at: string | undefined): MapView {
  const [lon, lat, zoom] = (at ?? '').split(',').map(Number);
  if (lon === undefined || lat === undefined || !Number.isFinite(lon) || !Number.isFinite(lat) || Math.abs(lat) > 85) return { lon: 66, lat: 44, zoom: 3.1 };
  return { lon, lat, zoom: Number.isFinite(zoom) ? (zoom ?? 5) : 5 };
}

function MapList({ list, onClear }: { readonly list: readonly { readonly item: MapItem; readonly index: number }[]; readonly onClear: (() => void) | undefined }) {
  const { t, edtf, number } = useI18n();
  const names = useNames();
  if (list.length === 0) return <Empty title={t('map.none')}>{t('map.noneHelp')}</Empty>;
  return (
    <>
      <p class="map-list-head">
        {onClear ? t('map.picked', { count: list.length }) : t('map.list', { count: list.length })}
        {onClear && <button type="button" class="button button-quiet" onClick={onClear}>{t('map.all')}</button>}
      </p>
      <ul class="map-list">
        {list.slice(0, 100).map(({ item, index }) => {
          const of = item.properties;
          return (
            <li key={index}>
              {isAsset(of)
                ? <><Link to={['assets', item.id]}><Text value={of.name} /></Link><span class="event-meta"><span>{of.sector.map(names.sector).join(', ')}</span><span>{t('count.events', { count: of.events })}</span></span></>
                : (
                  <>
                    <Link to={['events', item.id]}><Text value={of.sentence || names.what(of.what)} /></Link>
                    <span class="event-meta"><What what={of.what} stage={of.stage} /><span>{edtf(of.when)}</span>{of.place && <span><Text value={of.place} /></span>}</span>
                  </>
                )}
            </li>
          );
        })}
      </ul>
      {list.length > 100 && <p class="muted">{t('map.more', { count: number(list.length - 100) })}</p>}
    </>
  );
}

function MapExports({ items, handle }: { readonly items: readonly MapItem[]; readonly handle: () => MapHandle | undefined }) {
  const { t } = useI18n();
  const header = ['kind', 'id', 'name', 'lat', 'lon', 'when', 'stage', 'host', 'sector', 'partners'];
  const rows = () => items.map(({ id, properties: of, geometry }) => [
    of.kind, id, isAsset(of) ? of.name : of.sentence, String(geometry.coordinates[1]), String(geometry.coordinates[0]),
    isAsset(of) ? '' : (of.when ?? ''), of.stage ?? '', isAsset(of) ? (of.country ?? '') : of.host.join(' '), of.sector.join(' '), of.partners.join(' '),
  ]);
  const png = async () => {
    const made = handle();
    if (!made) throw new Error(t('export.noPicture'));
    return pngOf(await made.picture());
  };
  const geojson = () => JSON.stringify({ type: 'FeatureCollection', features: items });
  return (
    <ExportMenu
      items={[
        { label: 'CSV', file: 'map.csv', make: () => textBlob(toCsv(header, rows()), 'text/csv') },
        { label: 'GeoJSON', file: 'map.geojson', make: () => textBlob(geojson(), 'application/geo+json') },
        { label: 'PNG', file: 'map.png', make: png },
        { label: t('export.markdown'), file: 'map.md', make: () => textBlob(markdownTable(header, rows()), 'text/markdown') },
      ]}
    />
  );
}
