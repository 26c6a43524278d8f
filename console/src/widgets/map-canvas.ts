import maplibre from 'maplibre-gl/dist/maplibre-gl-csp.js';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-csp-worker.js?url';
import type { FeatureCollection, Point } from 'geojson';
import type { GeoJSONSource, LayerSpecification, Map as MapLibre, StyleSpecification } from 'maplibre-gl';
import { colour } from './theme';
import type { World } from './world';

/** A point of the map, by index into what was given. */
export type Points = FeatureCollection<Point, { index: number; kind: 'event' | 'asset'; colour: string; planned: boolean; name: string }>;

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
      borders: { type: 'geojson', data: world.borders, tolerance: 0.2 },
      labels: { type: 'geojson', data: world.labels },
      points: { type: 'geojson', data: { type: 'FeatureCollection', features: [] }, cluster: true, clusterRadius: 34, clusterMaxZoom: 10 },
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': colour('map-sea') } },
      {
        id: 'land', type: 'fill', source: 'borders',
        paint: { 'fill-color': ['case', ['get', 'host'], colour('map-host'), colour('map-land')], 'fill-antialias': true },
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

function addPointLayers(map: MapLibre): void {
  const layers: LayerSpecification[] = [
    {
      id: 'clusters', type: 'circle', source: 'points', filter: ['has', 'point_count'],
      paint: {
        'circle-color': colour('map-cluster'), 'circle-stroke-color': colour('paper'), 'circle-stroke-width': 2,
        'circle-radius': ['step', ['get', 'point_count'], 13, 10, 16, 50, 20, 250, 26],
      },
    },
    {
      id: 'cluster-counts', type: 'symbol', source: 'points', filter: ['has', 'point_count'],
      layout: { 'text-field': ['get', 'point_count_abbreviated'], 'text-font': font, 'text-size': 12, 'text-allow-overlap': true },
      paint: { 'text-color': colour('map-on-cluster') },
    },
    {
      id: 'singles', type: 'circle', source: 'points', filter: ['!', ['has', 'point_count']],
      paint: {
        'circle-color': ['get', 'colour'],
        'circle-radius': ['case', ['==', ['get', 'kind'], 'asset'], 8, 5.5],
        'circle-stroke-color': ['case', ['==', ['get', 'kind'], 'asset'], colour('ink'), colour('paper')],
        'circle-stroke-width': ['case', ['==', ['get', 'kind'], 'asset'], 2, 1.5],
        'circle-opacity': ['case', ['get', 'planned'], 0.55, 1],
      },
    },
    {
      id: 'asset-names', type: 'symbol', source: 'points', minzoom: 4,
      filter: ['all', ['!', ['has', 'point_count']], ['==', ['get', 'kind'], 'asset']],
      layout: { 'text-field': ['get', 'name'], 'text-font': font, 'text-size': 12, 'text-offset': [0, 1.2], 'text-anchor': 'top', 'text-max-width': 12 },
      paint: { 'text-color': colour('ink'), 'text-halo-color': colour('map-land'), 'text-halo-width': 1.5 },
    },
    {
      id: 'selected', type: 'circle', source: 'points', filter: ['==', ['get', 'index'], -1],
      paint: { 'circle-color': 'transparent', 'circle-radius': 12, 'circle-stroke-color': colour('accent'), 'circle-stroke-width': 3 },
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
