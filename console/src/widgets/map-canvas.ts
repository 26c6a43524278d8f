import { clamp } from '../base/collections';
import { latitudeOf, longitudeOf, worldSize, xOf, yOf } from '../base/mercator';
import { whenIdle } from '../base/idle';
import { listen, type Spot } from './map-gestures';
import { Ground, type GroundLook } from './map-ground';
import { Marks, type MarkLook, type Points } from './map-marks';
import { Tiles, type Window } from './map-tiles';
import { paletteOf } from './theme';
import type { Shapes } from './world-shapes';

export type { Points } from './map-marks';

export interface MapView {
  readonly lon: number;
  readonly lat: number;
  readonly zoom: number;
}

export interface MapHandle {
  setPoints(points: Points): void;
  setSelected(index: number | undefined): void;
  setWorld(shapes: Shapes): void;
  zoomBy(steps: number): void;
  picture(): Promise<HTMLCanvasElement>;
  remove(): void;
}

export interface MapOptions {
  readonly label: string;
  readonly view: MapView;
  readonly isHost: GroundLook['isHost'];
  readonly nameOf: GroundLook['nameOf'];
  readonly onPick: (indexes: readonly number[]) => void;
  readonly onMove: (view: MapView) => void;
  /** The ground is there, all that is seen of it. */
  readonly onDrawn: () => void;
}

const zooms = { least: 0.8, most: 12 };
/** So many points of a cluster are listed at most. */
const mostPicked = 200;
/** In a frame, squares of the ground are painted for so long, in milliseconds. */
const share = 8;
/** A wheel that has not turned for so long has come to rest. */
const resting = 120;
const travel = 300;

/**
 * Draws the map on a plain canvas. With WebGL the page would wait for each frame wherever no graphics processor draws it,
 * and what is here to be drawn is little: squares of the ground that are painted once, and the marks upon them.
 */
export function drawMap(element: HTMLElement, options: MapOptions): MapHandle {
  const map = new DrawnMap(element, options);
  return {
    setPoints: (points) => map.setPoints(points),
    setSelected: (index) => map.setSelected(index),
    setWorld: (shapes) => map.setWorld(shapes),
    zoomBy: (steps) => map.zoomBy(steps),
    picture: async () => map.picture(),
    remove: () => map.remove(),
  };
}

interface Journey {
  readonly begun: number;
  readonly from: Middle;
  readonly to: Middle;
}

/** The middle of what is seen, in the square of the world, and the zoom. */
interface Middle {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

class DrawnMap {
  private readonly canvas = document.createElement('canvas');
  private readonly context: CanvasRenderingContext2D;
  private readonly resized: ResizeObserver;
  private readonly ground: Omit<GroundLook, 'isHost' | 'nameOf'>;
  private readonly look: MarkLook;
  private middle: Middle;
  private journey: Journey | undefined;
  private zoomed = -Infinity;
  private restTimer: ReturnType<typeof setTimeout> | undefined;
  private tiles: Tiles | undefined;
  private marks: Marks;
  private selected: number | undefined;
  private frame = 0;
  private drawn = false;
  private stopIdle: (() => void) | undefined;

  constructor(
    private readonly element: HTMLElement,
    private readonly options: MapOptions,
  ) {
    const context = this.canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('The browser has no canvas to draw on');
    this.context = context;
    const palette = paletteOf(
      'map-sea',
      'map-land',
      'map-host',
      'map-border',
      'map-label',
      'map-cluster',
      'map-on-cluster',
      'paper',
      'ink',
      'accent',
    );
    this.ground = {
      sea: palette['map-sea'],
      land: palette['map-land'],
      host: palette['map-host'],
      border: palette['map-border'],
      label: palette['map-label'],
    };
    this.look = {
      cluster: palette['map-cluster'],
      onCluster: palette['map-on-cluster'],
      paper: palette.paper,
      ink: palette.ink,
      land: palette['map-land'],
      accent: palette.accent,
      edge: palette['map-label'],
    };
    this.marks = new Marks({ type: 'FeatureCollection', features: [] }, this.look);
    const { lon, lat, zoom } = options.view;
    this.middle = { x: xOf(lon), y: yOf(lat), zoom: clamp(zoom, zooms.least, zooms.most) };
    this.canvas.className = 'map-surface';
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute('role', 'img');
    this.canvas.setAttribute('aria-label', options.label);
    listen(this.canvas, {
      pan: (dx, dy) => {
        this.journey = undefined;
        this.go(this.panned(this.middle, dx, dy));
      },
      zoom: (steps, at, smooth) => this.zoom(steps, at, smooth),
      glide: (dx, dy) => this.travelTo(this.panned(this.journey?.to ?? this.middle, dx, dy)),
      tap: (at) => this.pick(at),
      hover: (at) =>
        this.canvas.classList.toggle('is-pointing', this.marks.under(this.window(), at.x, at.y).length > 0),
      rest: () => this.tellMoved(),
    });
    element.append(this.canvas);
    this.resized = new ResizeObserver(() => this.fit());
    this.resized.observe(element);
    this.fit();
  }

  setPoints(points: Points): void {
    this.marks = new Marks(points, this.look);
    this.request();
  }

  setSelected(index: number | undefined): void {
    this.selected = index;
    this.request();
  }

  setWorld(shapes: Shapes): void {
    this.tiles = new Tiles(
      new Ground(shapes, { ...this.ground, isHost: this.options.isHost, nameOf: this.options.nameOf }),
    );
    this.request();
  }

  zoomBy(steps: number): void {
    this.zoom(steps, { x: this.element.clientWidth / 2, y: this.element.clientHeight / 2 }, true);
  }

  /** A copy of all that is seen, with every square of the ground. */
  picture(): HTMLCanvasElement {
    const copy = document.createElement('canvas');
    [copy.width, copy.height] = [this.canvas.width, this.canvas.height];
    const context = copy.getContext('2d', { alpha: false });
    if (context) this.draw(context, Infinity, false);
    return copy;
  }

  remove(): void {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.restTimer);
    this.stopIdle?.();
    this.resized.disconnect();
    this.canvas.remove();
  }

  private fit(): void {
    const scale = Math.min(2, globalThis.devicePixelRatio || 1);
    const [width, height] = [
      Math.round(this.element.clientWidth * scale),
      Math.round(this.element.clientHeight * scale),
    ];
    if (width === 0 || height === 0 || (width === this.canvas.width && height === this.canvas.height)) return;
    [this.canvas.width, this.canvas.height] = [width, height];
    this.middle = this.held(this.middle);
    // At once: a canvas that has changed its size is empty.
    this.draw(this.context, 0, true);
    this.request();
  }

  private window(): Window {
    const { width, height } = this.canvas;
    return { ...this.middle, width, height, scale: width / Math.max(1, this.element.clientWidth) };
  }

  private request(): void {
    this.stopIdle?.();
    if (this.frame === 0) this.frame = requestAnimationFrame((now) => this.step(now));
  }

  private step(now: number): void {
    this.frame = 0;
    if (this.journey) this.advance(now);
    const zooming = this.journey ? this.journey.from.zoom !== this.journey.to.zoom : now - this.zoomed < resting;
    const whole = this.draw(this.context, performance.now() + share, zooming);
    if (this.journey || zooming || (this.tiles && !whole)) return this.request();
    if (!this.tiles) return;
    if (!this.drawn) {
      this.drawn = true;
      this.options.onDrawn();
    }
    this.paintAhead();
  }

  private draw(context: CanvasRenderingContext2D, until: number, zooming: boolean): boolean {
    const seen = this.window();
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (!this.tiles) {
      context.fillStyle = this.ground.sea;
      context.fillRect(0, 0, seen.width, seen.height);
    }
    const whole = this.tiles?.draw(context, seen, zooming, until) ?? false;
    this.marks.draw(context, seen, this.selected);
    return whole;
  }

  /** What may be seen next is painted when nothing else is to be done. */
  private paintAhead(): void {
    this.stopIdle?.();
    this.stopIdle = whenIdle(() => {
      if (this.tiles?.ahead(this.window())) this.paintAhead();
    });
  }

  private advance(now: number): void {
    const { begun, from, to } = this.journey ?? { begun: now, from: this.middle, to: this.middle };
    const part = clamp((now - begun) / travel, 0, 1);
    const eased = 1 - (1 - part) ** 3;
    const zoom = from.zoom + (to.zoom - from.zoom) * eased;
    // In step with the zoom, so that the place that is zoomed into stays where it is.
    const way =
      from.zoom === to.zoom
        ? eased
        : (1 / worldSize(from.zoom) - 1 / worldSize(zoom)) / (1 / worldSize(from.zoom) - 1 / worldSize(to.zoom));
    this.middle = this.held({ x: from.x + (to.x - from.x) * way, y: from.y + (to.y - from.y) * way, zoom });
    if (part < 1) return;
    this.journey = undefined;
    this.tellMoved();
  }

  private travelTo(to: Middle): void {
    const target = this.held(to);
    if (globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches) {
      this.go(target);
      return this.tellMoved();
    }
    this.journey = { begun: performance.now(), from: this.middle, to: target };
    this.request();
  }

  private go(to: Middle): void {
    this.middle = this.held(to);
    this.request();
  }

  private zoom(steps: number, at: Spot, smooth: boolean): void {
    const from = smooth ? (this.journey?.to ?? this.middle) : this.middle;
    const zoom = clamp(from.zoom + steps, zooms.least, zooms.most);
    const by = (size: number, whole: number) => size - whole / 2;
    const turn = 1 / worldSize(from.zoom) - 1 / worldSize(zoom);
    const to = {
      x: from.x + by(at.x, this.element.clientWidth) * turn,
      y: from.y + by(at.y, this.element.clientHeight) * turn,
      zoom,
    };
    if (smooth) return this.travelTo(to);
    this.journey = undefined;
    this.zoomed = performance.now();
    this.go(to);
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(() => this.tellMoved(), resting * 2);
  }

  private panned(from: Middle, dx: number, dy: number): Middle {
    const world = worldSize(from.zoom);
    return { ...from, x: from.x - dx / world, y: from.y - dy / world };
  }

  /** Nothing is seen beyond the world's northern and southern edge. */
  private held({ x, y, zoom }: Middle): Middle {
    const half = Math.min(0.5, this.element.clientHeight / 2 / worldSize(zoom));
    return { x, y: clamp(y, half, 1 - half), zoom };
  }

  private tellMoved(): void {
    const { x, y, zoom } = this.middle;
    this.options.onMove({ lon: longitudeOf(x - Math.floor(x)), lat: latitudeOf(y), zoom });
  }

  private pick(at: Spot): void {
    const found = this.marks.under(this.window(), at.x, at.y);
    const cluster = found.find((one) => !one.of)?.cluster;
    if (!cluster) return this.options.onPick(found.flatMap(({ of }) => of?.index ?? []));
    this.options.onPick(this.marks.indexesOf(cluster, mostPicked));
    const zoom = this.marks.partsAt(cluster);
    if (zoom <= 10)
      this.travelTo({
        x: cluster.x + Math.round(this.middle.x - cluster.x),
        y: cluster.y,
        zoom: Math.max(zoom, this.middle.zoom),
      });
    return undefined;
  }
}
