import { useMemo } from 'preact/hooks';
import type { MapCollection, Places } from '../../api/types';
import { addMonths, dayOf } from '../../base/days';
import { useNames } from '../../parts/contest';
import { EventList } from '../../parts/events';
import { useChosen, type Chosen } from '../../parts/filters';
import { useI18n } from '../../widgets/i18n';
import { Empty, Loaded, useGet } from '../../widgets/load';
import { Link } from '../../widgets/router';
import { Text } from '../../widgets/text';
import { groupColours, groupOf, type ColourBy } from './colouring';
import { MapBoard, useBoard } from './map-board';
import { MapExports } from './map-exports';
import { boxOf, mostOf, placePoints, type MapItem, type Place } from './points';

interface PlacesMapProps {
  readonly places: Places;
  /** The assets; events are in the numbers of places. */
  readonly data: MapCollection;
  readonly by: ColourBy;
  readonly chosen: Chosen;
}

/** Places with how many events they have; those of one place are asked for when it is chosen. */
export function PlacesMap({ places, data, by, chosen }: PlacesMapProps) {
  const { t, number } = useI18n();
  const { contest, names, theme, handle, picked, setPicked, stretch } = useBoard();
  const assets = useMemo(() => data.features.filter((one): one is MapItem => one.geometry !== null), [data]);
  const paint = useMemo(() => groupColours(by, sumOf(places.places), names, contest), [by, places, theme, names, contest]);
  const points = useMemo(
    () => placePoints(places.places, assets, (place) => paint.colourOf(mostOf(place.groups)), (item) => paint.colourOf(groupOf(by, item))),
    [places, assets, paint],
  );
  const counts = useMemo(() => places.months.flatMap((month) => {
    const day = dayOf(month.day);
    return day === undefined ? [] : [{ day, days: addMonths(day, 1) - day, count: month.events }];
  }), [places]);
  const found = places.places;
  const one = picked.length === 1 ? picked[0] : undefined;
  const place = one === undefined ? undefined : found[one];
  const asset = one === undefined ? undefined : assets[one - found.length];
  return (
    <MapBoard
      lead={t('map.leadPlaces', { events: places.total, places: places.total_places })}
      tools={<MapExports handle={handle} stem="places" header={tableHeader} rows={() => tableOf(found)} />}
      by={by}
      points={points}
      legend={paint.legend}
      selected={one}
      onPick={setPicked}
      handle={handle}
      counts={counts}
      stretch={stretch}
    >
      {picked.length > 0 && (
        <p class="map-list-head">
          {place ? <Text value={place.name ?? t('map.noName')} /> : t('map.picked', { count: picked.length })}
          <button type="button" class="button button-quiet" onClick={() => setPicked([])}>{t('map.all')}</button>
        </p>
      )}
      {place && <EventsAt place={place} chosen={chosen} />}
      {asset && <AssetLink item={asset} />}
      {!place && !asset && <PlaceList places={found} picked={picked} onPick={(index) => setPicked([index])} />}
      {picked.length === 0 && places.total_places > found.length && <p class="muted">{t('map.morePlaces', { count: number(places.total_places - found.length) })}</p>}
    </MapBoard>
  );
}

function sumOf(places: readonly Place[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { groups } of places) for (const [group, count] of Object.entries(groups)) sums.set(group, (sums.get(group) ?? 0) + count);
  return sums;
}

function EventsAt({ place, chosen }: { readonly place: Place; readonly chosen: Chosen }) {
  const { t } = useI18n();
  const stretch = useChosen('from', 'to');
  const events = useGet('/api/v1/events', { query: { ...chosen, ...stretch, bbox: boxOf(place), limit: 50 } });
  return (
    <Loaded of={events}>
      {(page) => (
        <>
          <p class="muted">{t('map.newest', { shown: page.events.length, total: page.total })}</p>
          <EventList events={page.events} label={t('thing.events')} />
        </>
      )}
    </Loaded>
  );
}

function AssetLink({ item }: { readonly item: MapItem }) {
  const { t } = useI18n();
  const names = useNames();
  if (item.properties.kind !== 'asset') return null;
  const { name, sector, events } = item.properties;
  return (
    <p>
      <Link to={['assets', item.id]}><Text value={name} /></Link>
      <span class="event-meta"><span>{sector.map(names.sector).join(', ')}</span><span>{t('count.events', { count: events })}</span></span>
    </p>
  );
}

/** The places with the most events, or those of the cluster that was chosen. */
function PlaceList({ places, picked, onPick }: { readonly places: readonly Place[]; readonly picked: readonly number[]; readonly onPick: (index: number) => void }) {
  const { t } = useI18n();
  const indexes = picked.length > 0 ? picked.filter((index) => places[index]) : places.map((_, index) => index);
  if (places.length === 0) return <Empty title={t('map.none')}>{t('map.noneHelp')}</Empty>;
  return (
    <ul class="edge-list" aria-label={t('map.places')}>
      {indexes.slice(0, 100).map((index) => {
        const place = places[index];
        return place && (
          <li key={index}>
            <button type="button" onClick={() => onPick(index)}>
              <span class="edge-names"><Text value={place.name ?? t('map.noName')} /></span>
              <span class="event-meta">{t('count.events', { count: place.events })}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

const tableHeader = ['name', 'lat', 'lon', 'events'];
const tableOf = (places: readonly Place[]) => places.map((one) => [one.name ?? '', String(one.lat), String(one.lon), String(one.events)]);
