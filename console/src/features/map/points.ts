import type { MapAsset, MapCollection, MapEvent } from '../../api/types';
import { dayOf, type Day } from '../../base/days';
import { visibleText } from '../../base/visible';
import type { Points } from '../../widgets/map-canvas';

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
      },
    })),
  };
}
