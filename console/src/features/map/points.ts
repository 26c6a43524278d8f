import type { MapAsset, MapCollection, MapEvent, Places } from '../../api/types';
import { dayOf, type Day } from '../../base/days';
import { visibleText } from '../../base/visible';
import type { Points } from '../../widgets/map-points';

type Feature = MapCollection['features'][number];

/** Something of the map that has a place. */
export type MapItem = Feature & { readonly geometry: NonNullable<Feature['geometry']> };

export function isAsset(of: MapEvent | MapAsset): of is MapAsset {
  return of.kind === 'asset';
}

/** Whether it may have been between two days; assets are always there. */
export function within(item: MapItem, from: Day | undefined, to: Day | undefined): boolean {
  if (isAsset(item.properties)) return true;
  const first = dayOf(item.properties.first);
  const last = dayOf(item.properties.last);
  return (from === undefined || last === undefined || last >= from) && (to === undefined || first === undefined || first <= to);
}

/** Points for the map, each with its index in the whole list and its colour. */
export function pointsOf(shown: readonly { readonly item: MapItem; readonly index: number }[], colourOf: (item: MapItem) => string): Points {
  return {
    type: 'FeatureCollection',
    features: shown.map(({ item, index }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [item.geometry.coordinates[0] ?? 0, item.geometry.coordinates[1] ?? 0] },
      properties: {
        index,
        kind: item.properties.kind,
        colour: colourOf(item),
        planned: !isAsset(item.properties) && item.properties.status !== 'actual',
        name: isAsset(item.properties) ? visibleText(item.properties.name) : '',
        count: 1,
      },
    })),
  };
}

export type Place = Places['places'][number];

/** Places for the map, behind them the assets; a place has the colour of most of its events. */
export function placePoints(places: readonly Place[], assets: readonly MapItem[], colourOf: (place: Place) => string, colourOfAsset: (item: MapItem) => string): Points {
  const of = places.map((place, index) => ({
    type: 'Feature' as const,
    geometry: { type: 'Point' as const, coordinates: [place.lon, place.lat] },
    properties: { index, kind: 'place' as const, colour: colourOf(place), planned: false, name: '', count: place.events },
  }));
  const behind = pointsOf(assets.map((item, index) => ({ item, index: places.length + index })), colourOfAsset);
  return { type: 'FeatureCollection', features: [...of, ...behind.features] };
}

/** The group that most events of a place belong to. */
export function mostOf(groups: Readonly<Record<string, number>>): string | undefined {
  return Object.entries(groups).reduce<readonly [string, number] | undefined>((best, one) => (best && best[1] >= one[1] ? best : one), undefined)?.[0];
}

/** A box around a place that has nothing else in it, as the API takes it. */
export function boxOf(place: Place): string {
  const near = 0.0006;
  return [place.lon - near, place.lat - near, place.lon + near, place.lat + near].map((one) => one.toFixed(5)).join(',');
}
