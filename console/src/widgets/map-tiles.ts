import { worldSize } from '../base/mercator';
import type { Ground } from './map-ground';

/**
 * What is seen: the middle in the square of the world, the zoom, and the size in pixels of the screen, of which `scale` are
 * one of the page.
 */
export interface Window {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

const side = 320;
/** So many pixels of squares at most are kept: 64 MB. */
const kept = 16_000_000;
/** A coarse world stands where squares are not painted yet. */
const coarse = { zoom: 1, side: 1024 };

interface Squares {
  readonly zoom: number;
  readonly scale: number;
  readonly painted: Map<string, HTMLCanvasElement>;
}

/** The ground in squares, each painted once for a zoom and then copied: moving the map costs next to nothing. */
export class Tiles {
  private now: Squares = { zoom: NaN, scale: 1, painted: new Map() };
  /** Of the zoom before, until those of this one are there. */
  private before: Squares | undefined;
  private world: HTMLCanvasElement | undefined;

  constructor(private readonly ground: Ground) {}

  /**
   * Draws what is there; paints missing squares until `until`, and none while the zoom still changes. False: some are
   * missing.
   */
  draw(context: CanvasRenderingContext2D, seen: Window, zooming: boolean, until: number): boolean {
    if (!zooming && (this.now.zoom !== seen.zoom || this.now.scale !== seen.scale)) {
      if (this.now.painted.size > 0) this.before = this.now;
      this.now = { zoom: seen.zoom, scale: seen.scale, painted: new Map() };
    }
    const same = this.now.zoom === seen.zoom && this.now.scale === seen.scale;
    const missing = same ? this.missing(seen, 0) : [];
    let left = missing.length;
    const chosen = left > 0 && this.ground.prepare(context, seen.zoom);
    for (const [column, row] of missing) {
      if (chosen && performance.now() >= until) break;
      this.paint(column, row);
      --left;
      if (performance.now() >= until) break;
    }
    if (left > 0 || !same) {
      this.drawWorld(context, seen);
      if (this.before) this.put(context, seen, this.before);
    } else {
      this.before = undefined;
    }
    this.put(context, seen, this.now);
    return left === 0 && same;
  }

  /** Paints one square just outside of what is seen, then the coarse world; false: they are all there. */
  ahead(seen: Window): boolean {
    if (this.now.zoom !== seen.zoom || this.now.scale !== seen.scale) return false;
    const next = this.missing(seen, 1)[0];
    if (next) this.paint(...next);
    else if (!this.world) this.paintWorld();
    else return false;
    return true;
  }

  /** The squares that are not painted, those in the middle first. */
  private missing(seen: Window, around: number): (readonly [number, number])[] {
    const { left, top } = corner(seen, seen.zoom);
    const found: (readonly [number, number])[] = [];
    for (let row = Math.floor(top / side) - around; row <= Math.floor((top + seen.height - 1) / side) + around; ++row) {
      for (
        let column = Math.floor(left / side) - around;
        column <= Math.floor((left + seen.width - 1) / side) + around;
        ++column
      ) {
        if (!this.now.painted.has(`${column} ${row}`)) found.push([column, row]);
      }
    }
    const away = ([column, row]: readonly [number, number]) =>
      Math.hypot((column + 0.5) * side - left - seen.width / 2, (row + 0.5) * side - top - seen.height / 2);
    return found.sort((one, other) => away(one) - away(other));
  }

  private paint(column: number, row: number): void {
    const { zoom, scale, painted } = this.now;
    const context = canvasOf(side);
    this.ground.paint(context, zoom, scale, column * side, row * side, side, true);
    painted.set(`${column} ${row}`, context.canvas);
    for (const key of painted.keys()) {
      if (painted.size * side * side <= kept) break;
      painted.delete(key);
    }
  }

  private put(context: CanvasRenderingContext2D, seen: Window, squares: Squares): void {
    const { left, top } = corner(seen, seen.zoom);
    const ratio = (worldSize(seen.zoom) * seen.scale) / (worldSize(squares.zoom) * squares.scale);
    if (!Number.isFinite(ratio)) return;
    const place = (index: number, from: number) => Math.round(index * side * ratio - from);
    for (const [key, square] of squares.painted) {
      const [column = 0, row = 0] = key.split(' ').map(Number);
      const [x, y] = [place(column, left), place(row, top)];
      const [right, bottom] = [place(column + 1, left), place(row + 1, top)];
      if (right <= 0 || bottom <= 0 || x >= seen.width || y >= seen.height) continue;
      if (ratio === 1) context.drawImage(square, x, y);
      else context.drawImage(square, x, y, right - x, bottom - y);
    }
  }

  private paintWorld(): void {
    const made = canvasOf(coarse.side);
    this.ground.paint(made, coarse.zoom, coarse.side / worldSize(coarse.zoom), 0, 0, coarse.side, false);
    this.world = made.canvas;
  }

  private drawWorld(context: CanvasRenderingContext2D, seen: Window): void {
    if (!this.world) {
      context.fillStyle = this.ground.sea;
      context.fillRect(0, 0, seen.width, seen.height);
      return;
    }
    const { left, top } = corner(seen, seen.zoom);
    const size = worldSize(seen.zoom) * seen.scale;
    for (let copy = Math.floor(left / size); copy * size < left + seen.width; ++copy) {
      context.drawImage(this.world, Math.round(copy * size - left), Math.round(-top), Math.ceil(size), Math.ceil(size));
    }
  }
}

/** Where the corner of what is seen lies in the world of a zoom, in whole pixels of the screen. */
export function corner(seen: Window, zoom: number): { readonly left: number; readonly top: number } {
  const size = worldSize(zoom) * seen.scale;
  return { left: Math.round(seen.x * size - seen.width / 2), top: Math.round(seen.y * size - seen.height / 2) };
}

function canvasOf(size: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('The browser has no canvas to draw on');
  return context;
}
