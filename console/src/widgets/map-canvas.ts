import maplibre from 'maplibre-gl/dist/maplibre-gl-csp.js';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-csp-worker.js?url';
import type { FeatureCollection, Point } from 'geojson';
import type { ExpressionSpecification, GeoJSONSource, LayerSpecification, Map as MapLibre, StyleSpecification } from 'maplibre-gl';
import { colour } from './theme';
import type { World } from './world';

/** A point of the map, by index into what was given; a place stands for `count` events. */
export type Points = FeatureCollection<Point, { index: number; kind: 'event' | 'asset' | 'place'; colour: string; planned: boolean; name: string; count: number }>;

export interface MapView {
  readonly lon: number;
  readonly lat: number;
  readonly zoom: number;
}

export interface MapHandle {
  setPoints(points: Points): void;
  setSelected(index: number | undefined): void;
  zoomBy(steps: number): void;
  picture(): Promise<HTMLCanvasElement>;
  remove(): void;
}

const font = ['Noto Sans, Noto Sans CJK SC, DejaVu Sans, Arial, sans-serif'];

/** Draws the map. The picture it makes of itself is drawn just before it is asked for. */
export async function drawMap(
  element: HTMLElement,
  world: World,
  view: MapView,
  onPick: (indexes: readonly number[]) => void,
  onMove: (view: MapView) => void,
): Promise<MapHandle> {
  maplibre.setWorkerUrl(workerUrl);
  const map = new maplibre.Map({
    container: element,
    style: styleOf(world),
    center: [view.lon, view.lat],
    zoom: view.zoom,
    minZoom: 0.8,
    maxZoom: 12,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: true,
    fadeDuration: 0, // names that fade in would have every frame drawn again after each move
    canvasContextAttributes: { preserveDrawingBuffer: false },
  });
  map.touchZoomRotate.disableRotation();
  map.on('moveend', () => {
    const centre = map.getCenter();
    onMove({ lon: centre.lng, lat: centre.lat, zoom: map.getZoom() });
  });
  await map.once('load');
  addPointLayers(map);
  listen(map, onPick);
  return {
    setPoints: (points) => void (map.getSource('points') as GeoJSONSource).setData(points),
    setSelected: (index) => {
      map.setFilter('selected', ['==', ['get', 'index'], index ?? -1]);
    },
    zoomBy: (steps) => void map.zoomTo(map.getZoom() + steps),
    picture: () =>
      new Promise((resolve) => {
        map.once('render', () => {
          const copy = document.createElement('canvas');
          copy.width = map.getCanvas().width;
          copy.height = map.getCanvas().height;
          copy.getContext('2d')?.drawImage(map.getCanvas(), 0, 0);
          resolve(copy);
        });
        map.triggerRepaint();
      }),
    remove: () => map.remove(),
  };
}

function styleOf(world: World): StyleSpecification {
  return {
    version: 8,
    sources: {
      // Nothing finer is in the borders than zoom 6 shows: they are cut into tiles up to there, and stretched beyond.
      borders: { type: 'geojson', data: world.borders, tolerance: 0.25, maxzoom: 6, buffer: 32 },
      labels: { type: 'geojson', data: world.labels },
      points: { type: 'geojson', data: { type: 'FeatureCollection', features: [] }, cluster: true, clusterRadius: 34, clusterMaxZoom: 10, clusterProperties: { count: ['+', ['get', 'count']] } },
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': colour('map-sea') } },
      {
        id: 'land', type: 'fill', source: 'borders',
        paint: { 'fill-color': ['case', ['get', 'host'], colour('map-host'), colour('map-land')], 'fill-antialias': false }, // the border's line lies over the edge
      },
      { id: 'border', type: 'line', source: 'borders', paint: { 'line-color': colour('map-border'), 'line-width': ['interpolate', ['linear'], ['zoom'], 1, 0.4, 6, 1.2] } },
      {
        id: 'names', type: 'symbol', source: 'labels',
        filter: ['>', ['get', 'size'], ['step', ['zoom'], 160, 2, 60, 3, 12, 4, 2, 5, 0]],
        layout: { 'text-field': ['get', 'name'], 'text-font': font, 'text-size': 11, 'text-letter-spacing': 0.06, 'text-max-width': 8 },
        paint: { 'text-color': colour('map-label'), 'text-halo-color': colour('map-land'), 'text-halo-width': 1 },
      },
    ],
  };
}

/** 950, 12k, 3.4m: never wider than its circle. */
const shortCount: ExpressionSpecification = [
  'case',
  ['<', ['get', 'count'], 1000], ['to-string', ['get', 'count']],
  ['<', ['get', 'count'], 10_000], ['concat', ['to-string', ['/', ['round', ['/', ['get', 'count'], 100]], 10]], 'k'],
  ['<', ['get', 'count'], 1_000_000], ['concat', ['to-string', ['round', ['/', ['get', 'count'], 1000]]], 'k'],
  ['concat', ['to-string', ['/', ['round', ['/', ['get', 'count'], 100_000]], 10]], 'm'],
];
const sizeByCount: ExpressionSpecification = ['step', ['get', 'count'], 13, 10, 16, 50, 20, 250, 24, 2500, 28];

function addPointLayers(map: MapLibre): void {
  const isPlace: ExpressionSpecification = ['==', ['get', 'kind'], 'place'];
  const isAsset: ExpressionSpecification = ['==', ['get', 'kind'], 'asset'];
  const layers: LayerSpecification[] = [
    {
      id: 'clusters', type: 'circle', source: 'points', filter: ['has', 'point_count'],
      paint: { 'circle-color': colour('map-cluster'), 'circle-stroke-color': colour('paper'), 'circle-stroke-width': 2, 'circle-radius': sizeByCount },
    },
    {
      id: 'singles', type: 'circle', source: 'points', filter: ['!', ['has', 'point_count']],
      paint: {
        'circle-color': ['get', 'colour'],
        'circle-radius': ['case', isPlace, sizeByCount, isAsset, 8, 5.5],
        'circle-stroke-color': ['case', isAsset, colour('ink'), colour('paper')],
        'circle-stroke-width': ['case', isAsset, 2, 1.5],
        'circle-opacity': ['case', ['get', 'planned'], 0.55, 1],
      },
    },
    {
      id: 'counts', type: 'symbol', source: 'points', filter: ['any', ['has', 'point_count'], isPlace],
      layout: { 'text-field': shortCount, 'text-font': font, 'text-size': 12, 'text-allow-overlap': true, 'text-ignore-placement': true },
      paint: { 'text-color': ['case', isPlace, colour('ink'), colour('map-on-cluster')], 'text-halo-color': colour('paper'), 'text-halo-width': ['case', isPlace, 1.5, 0] },
    },
    {
      id: 'asset-names', type: 'symbol', source: 'points', minzoom: 4, filter: ['all', ['!', ['has', 'point_count']], isAsset],
      layout: { 'text-field': ['get', 'name'], 'text-font': font, 'text-size': 12, 'text-offset': [0, 1.2], 'text-anchor': 'top', 'text-max-width': 12 },
      paint: { 'text-color': colour('ink'), 'text-halo-color': colour('map-land'), 'text-halo-width': 1.5 },
    },
    {
      id: 'selected', type: 'circle', source: 'points', filter: ['==', ['get', 'index'], -1],
      paint: {
        'circle-color': 'transparent', 'circle-radius': ['case', isPlace, ['+', sizeByCount, 4], 12], 'circle-stroke-color': colour('accent'), 'circle-stroke-width': 3,
      },
    },
  ];
  for (const layer of layers) map.addLayer(layer);
}

function listen(map: MapLibre, onPick: (indexes: readonly number[]) => void): void {
  const pick = async (features: readonly { properties: Record<string, unknown>; geometry: unknown }[]) => {
    const cluster = features.find((one) => one.properties['point_count'] !== undefined);
    if (!cluster) return onPick(features.map((one) => Number(one.properties['index'])));
    const source = map.getSource('points') as GeoJSONSource;
    const id = Number(cluster.properties['cluster_id']);
    const zoom = await source.getClusterExpansionZoom(id);
    const leaves = await source.getClusterLeaves(id, 200, 0);
    onPick(leaves.map((one) => Number(one.properties?.['index'])));
    if (zoom <= 10) map.easeTo({ center: (cluster.geometry as Point).coordinates as [number, number], zoom });
    return undefined;
  };
  map.on('click', (event) => {
    const features = map.queryRenderedFeatures(event.point, { layers: ['clusters', 'singles'] });
    void pick(features);
  });
  for (const layer of ['clusters', 'singles']) {
    map.on('mouseenter', layer, () => map.getCanvas().classList.add('is-pointing'));
    map.on('mouseleave', layer, () => map.getCanvas().classList.remove('is-pointing'));
  }
}
