import { useMemo } from 'preact/hooks';
import type { MapCollection } from '../../api/types';
import { dayOf } from '../../base/days';
import { useNames } from '../../parts/contest';
import { What } from '../../parts/stage';
import { useI18n } from '../../widgets/i18n';
import { Empty } from '../../widgets/load';
import { Link } from '../../widgets/router';
import { Text } from '../../widgets/text';
import { countGroups, groupColours, groupOf, type ColourBy } from './colouring';
import { MapBoard, useBoard } from './map-board';
import { MapExports } from './map-exports';
import { isAsset, pointsOf, within, type MapItem } from './points';

/** Each event and asset as a point; the brush is answered here, without the server. */
export function PointsMap({ data, by }: { readonly data: MapCollection; readonly by: ColourBy }) {
  const { t } = useI18n();
  const { contest, names, theme, handle, picked, setPicked, stretch } = useBoard();
  const { from, to } = stretch;
  const items = useMemo(() => data.features.filter((one): one is MapItem => one.geometry !== null), [data]);
  const shown = useMemo(() => items.map((item, index) => ({ item, index })).filter(({ item }) => within(item, from, to)), [items, from, to]);
  const paint = useMemo(() => groupColours(by, countGroups(items.map((item) => groupOf(by, item))), names, contest), [by, items, theme, names, contest]);
  const points = useMemo(() => pointsOf(shown, (item) => paint.colourOf(groupOf(by, item))), [shown, paint]);
  const counts = useMemo(() => items.flatMap((one) => {
    const day = isAsset(one.properties) ? undefined : dayOf(one.properties.first);
    return day === undefined ? [] : [{ day, count: 1 }];
  }), [items]);
  const list = picked.length > 0 ? shown.filter(({ index }) => picked.includes(index)) : shown;
  return (
    <MapBoard
      lead={t('map.lead', { shown: shown.length, total: items.length })}
      tools={(
        <MapExports
          handle={handle}
          stem="map"
          header={tableHeader}
          rows={() => tableOf(shown.map(({ item }) => item))}
          geojson={() => ({ type: 'FeatureCollection', features: shown.map(({ item }) => item) })}
        />
      )}
      by={by}
      points={points}
      legend={paint.legend}
      selected={picked.length === 1 ? picked[0] : undefined}
      onPick={setPicked}
      handle={handle}
      counts={counts}
      stretch={stretch}
    >
      <MapList list={list} onClear={picked.length > 0 ? () => setPicked([]) : undefined} />
    </MapBoard>
  );
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

const tableHeader = ['kind', 'id', 'name', 'lat', 'lon', 'when', 'stage', 'host', 'sector', 'partners'];
const tableOf = (items: readonly MapItem[]) => items.map(({ id, properties: of, geometry }) => [
  of.kind, id, isAsset(of) ? of.name : of.sentence, String(geometry.coordinates[1]), String(geometry.coordinates[0]),
  isAsset(of) ? '' : (of.when ?? ''), of.stage ?? '', isAsset(of) ? (of.country ?? '') : of.host.join(' '), of.sector.join(' '), of.partners.join(' '),
]);
