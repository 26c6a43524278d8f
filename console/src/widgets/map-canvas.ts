import 'ol/ol.css';
import Feature from 'ol/Feature';
import OlMap from 'ol/Map';
import View from 'ol/View';
import { boundingExtent, getForViewAndSize, getCenter, getHeight, getWidth } from 'ol/extent';
import Point from 'ol/geom/Point';
import { defaults } from 'ol/interaction/defaults';
import KeyboardPan from 'ol/interaction/KeyboardPan';
import ImageLayer from 'ol/layer/Image';
import VectorLayer from 'ol/layer/Vector';
import VectorImageLayer from 'ol/layer/VectorImage';
import { fromLonLat, get as projectionOf, toLonLat } from 'ol/proj';
import Cluster from 'ol/source/Cluster';
import ImageSource from 'ol/source/Image';
import VectorSource from 'ol/source/Vector';
import type { Points } from './map-points';
import { mapPalette, markStyles, nameStyles, pointsIn } from './map-styles';
import type { World } from './world';

export interface MapView {
  readonly lon: number;
  readonly lat: number;
  readonly zoom: number;
}

export interface MapHandle {
  setPoints(points: Points): void;
  setSelected(index: number | undefined): void;
  setWorld(world: World): void;
  zoomBy(steps: number): void;
  picture(): HTMLCanvasElement;
  remove(): void;
}

export interface MapOptions {
  readonly view: MapView;
  readonly isHost: (english: string) => boolean;
  readonly nameOf: (english: string) => string;
  readonly onPick: (indexes: readonly number[]) => void;
  readonly onMove: (view: MapView) => void;
  /** The ground is there, all that is seen of it. */
  readonly onDrawn: () => void;
}

const zooms = { least: 0.8, most: 12 };
/** Zooms are counted as of tiles of 512 pixels. */
const tile = 512;
/** So many points of a cluster are listed at most. */
const mostPicked = 200;
/** Points nearer than this, in pixels, are shown as one; what is shown stands at least so far apart. */
const near = { distance: 44, minDistance: 36 };

/** So much of the ground is painted at once: what is seen, and half as much on every side of it. */
const around = 2;

/**
 * A map by OpenLayers on plain canvases. The ground is a picture that a worker paints; names and points stand upon it.
 */
export function drawMap(element: HTMLElement, options: MapOptions): MapHandle {
  const palette = mapPalette();
  const still = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;
  const duration = still ? 0 : 250;
  const world = projectionOf('EPSG:3857')?.getExtent() ?? [];
  const view = new View({
    center: fromLonLat([options.view.lon, options.view.lat]),
    zoom: options.view.zoom,
    maxResolution: getWidth(world) / tile,
    minZoom: zooms.least,
    maxZoom: zooms.most,
    extent: world,
    enableRotation: false,
    smoothExtentConstraint: false,
  });
  const names = new VectorSource<Feature<Point>>({ wrapX: false });
  const points = new VectorSource<Feature<Point>>({ wrapX: false });
  const clusters = new Cluster({ ...near, source: points, wrapX: false });
  let selected: number | undefined;
  const ground = new ImageLayer<ImageSource>();
  const named = new VectorImageLayer({
    source: names,
    imageRatio: around,
    declutter: true,
    style: nameStyles(palette, options.nameOf),
  });
  const marks = new VectorLayer({
    source: clusters,
    // While the map is dragged nothing is laid out anew; so much beyond its edges is there already.
    renderBuffer: 1000,
    declutter: true,
    style: markStyles(palette, () => selected),
  });
  const interactions = defaults({ altShiftDragRotate: false, pinchRotate: false, zoomDuration: duration });
  for (const one of interactions.getArray().filter((found) => found instanceof KeyboardPan)) interactions.remove(one);
  interactions.push(new KeyboardPan({ pixelDelta: 100, duration: still ? 0 : 100 }));
  const map = new OlMap({
    target: element,
    view,
    layers: [ground, named, marks],
    controls: [],
    interactions,
    pixelRatio: Math.min(2, globalThis.devicePixelRatio || 1),
  });

  const seen = (): MapView => {
    const [lon = 0, lat = 0] = toLonLat(view.getCenter() ?? [0, 0]);
    return { lon, lat, zoom: view.getZoom() ?? zooms.least };
  };
  let told: MapView | undefined;
  map.on('moveend', () => {
    const now = seen();
    // The first time it is where it was put.
    const moved = told && (told.lon !== now.lon || told.lat !== now.lat || told.zoom !== now.zoom);
    told = now;
    if (moved) options.onMove(now);
  });

  const markAt = (pixel: number[]) =>
    map.forEachFeatureAtPixel(pixel, (feature) => feature, { layerFilter: (one) => one === marks, hitTolerance: 2 });
  const pick = (cluster: ReturnType<typeof markAt>) => {
    if (!cluster) return options.onPick([]);
    const found = pointsIn(cluster);
    options.onPick(found.slice(0, mostPicked).map((one) => one.index));
    const extent = boundingExtent(
      (cluster.get('features') as Feature<Point>[]).map((one) => one.getGeometry()?.getCoordinates() ?? []),
    );
    if (Math.max(getWidth(extent), getHeight(extent)) === 0) return undefined;
    return view.fit(extent, { padding: [60, 60, 60, 60], maxZoom: Math.max(10, view.getZoom() ?? 0), duration });
  };
  map.on('click', ({ pixel }) => pick(markAt(pixel)));
  map.on('pointermove', ({ pixel, dragging }) => {
    if (dragging) return;
    const mark = markAt(pixel);
    const under = mark ? pointsIn(mark) : [];
    element.classList.toggle('is-pointing', under.length > 0);
    element.title = under.length === 1 ? (under[0]?.name ?? '') : '';
  });
  const zoomBy = (steps: number) => view.animate({ zoom: (view.getZoom() ?? 0) + steps, duration });
  const onKey = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === '=') zoomBy(1);
    else if (event.key === '_') zoomBy(-1);
    // What is nearest to the middle is chosen.
    else if (event.key === 'Enter') {
      pick(clusters.getClosestFeatureToCoordinate(view.getCenter() ?? [0, 0]) ?? undefined);
    }
    else return;
    event.preventDefault();
  };
  element.addEventListener('keydown', onKey);

  return {
    setPoints: ({ features }) => {
      points.clear(true);
      points.addFeatures(
        features.map(({ geometry, properties }) => {
          const made = new Feature(new Point(fromLonLat(geometry.coordinates)));
          made.set('of', properties, true);
          return made;
        }),
      );
      if (features.length === 0) points.changed();
    },
    setSelected: (index) => {
      selected = index;
      marks.changed();
    },
    setWorld: ({ countries, paint }) => {
      const widest = [...countries].sort((left, right) => right.wide - left.wide);
      names.addFeatures(
        widest.map((country) => {
          const made = new Feature(new Point(country.label));
          made.set('country', country, true);
          return made;
        }),
      );
      const colours = {
        sea: palette['map-sea'],
        land: palette['map-land'],
        host: palette['map-host'],
        border: palette['map-border'],
        hosts: countries.map((one) => one.name).filter(options.isHost),
      };
      const loader = async (seenExtent: number[], resolution: number, scale: number) => {
        const size = [getWidth(seenExtent), getHeight(seenExtent)].map((one) => Math.round((one / resolution) * around));
        const extent = getForViewAndSize(getCenter(seenExtent), resolution, 0, size);
        const [width = 0, height = 0] = size.map((one) => Math.round(one * scale));
        return { extent, image: await paint({ ...colours, extent, width, height, scale }) };
      };
      ground.setSource(new ImageSource({ loader, projection: 'EPSG:3857' }));
      map.once('rendercomplete', options.onDrawn);
    },
    zoomBy,
    picture: () => {
      map.renderSync();
      const copy = document.createElement('canvas');
      const context = copy.getContext('2d', { alpha: false });
      const layers = [...element.querySelectorAll('canvas')].filter((one) => one.width > 0);
      if (!context || !layers[0]) throw new Error('The browser has no canvas to draw on');
      [copy.width, copy.height] = [layers[0].width, layers[0].height];
      context.fillStyle = palette['map-sea'];
      context.fillRect(0, 0, copy.width, copy.height);
      for (const one of layers) context.drawImage(one, 0, 0, copy.width, copy.height);
      return copy;
    },
    remove: () => {
      element.removeEventListener('keydown', onKey);
      map.dispose();
    },
  };
}
