import { worldSize } from '../base/mercator';
import { boxAt, touch, type Box, type Lines, type Shapes } from './world-shapes';

/** Colours of the ground, and what countries are called. */
export interface GroundLook {
  readonly sea: string;
  readonly land: string;
  readonly host: string;
  readonly border: string;
  readonly label: string;
  readonly isHost: (english: string) => boolean;
  readonly nameOf: (english: string) => string;
}

export const fontOf = (size: number) => `${size}px "Noto Sans", "Noto Sans CJK SC", "DejaVu Sans", Arial, sans-serif`;

interface Label {
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly box: Box;
}

const labelSize = 11;
const lineHeight = 13;
/** How large a country is, in square degrees, before its name is shown, by zoom. */
const largeEnough = [160, 160, 60, 12, 2, 0];

/** Paints land, borders and names of any part of the world at any zoom. */
export class Ground {
  private readonly hosts: ReadonlySet<string>;
  private placed: { readonly zoom: number; readonly labels: readonly Label[] } | undefined;

  constructor(
    private readonly shapes: Shapes,
    private readonly look: GroundLook,
  ) {
    this.hosts = new Set(shapes.countries.map((one) => one.name).filter(look.isHost));
  }

  get sea(): string {
    return this.look.sea;
  }

  /**
   * A square of `size` pixels of the screen, `scale` to a pixel of the page, whose corner lies `left`, `top` in the world
   * of this zoom.
   */
  paint(
    context: CanvasRenderingContext2D,
    zoom: number,
    scale: number,
    left: number,
    top: number,
    size: number,
    names: boolean,
  ): void {
    const { look } = this;
    const world = worldSize(zoom) * scale;
    const lines = this.shapes.levels.find((one) => one.zoom >= zoom + Math.log2(scale));
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = look.sea;
    context.fillRect(0, 0, size, size);
    if (!lines) return;
    const margin = 2 * scale;
    for (let copy = Math.floor((left - margin) / world); copy <= Math.floor((left + size + margin) / world); ++copy) {
      const x = left - copy * world;
      const box: Box = [
        (x - margin) / world,
        (top - margin) / world,
        (x + size + margin) / world,
        (top + size + margin) / world,
      ];
      const trace = new Trace(context, lines, box, world, x, top);
      for (const hosts of [false, true]) {
        context.beginPath();
        for (const country of this.shapes.countries) {
          if (this.hosts.has(country.name) !== hosts || !touch(country.box, box)) continue;
          for (const ring of country.rings) trace.ring(ring);
        }
        context.fillStyle = hosts ? look.host : look.land;
        context.fill('evenodd');
      }
      context.beginPath();
      for (let index = 0; index + 1 < lines.starts.length; ++index) {
        if (touch(boxAt(this.shapes.boxes, index), box)) trace.border(index);
      }
      context.strokeStyle = look.border;
      context.lineJoin = 'round';
      context.lineWidth = scale * Math.max(0.4, Math.min(1.2, 0.4 + (zoom - 1) * 0.16));
      context.stroke();
    }
    if (names) this.paintNames(context, zoom, scale, left, top, size);
  }

  /** Chooses the names for a zoom, which is work of its own; false: they were chosen already. */
  prepare(context: CanvasRenderingContext2D, zoom: number): boolean {
    if (this.placed?.zoom === zoom) return false;
    this.labelsAt(context, zoom);
    return true;
  }

  private paintNames(
    context: CanvasRenderingContext2D,
    zoom: number,
    scale: number,
    left: number,
    top: number,
    size: number,
  ): void {
    const labels = this.labelsAt(context, zoom);
    const world = worldSize(zoom);
    context.setTransform(scale, 0, 0, scale, -left, -top);
    write(context);
    context.lineWidth = 2;
    context.lineJoin = 'round';
    context.strokeStyle = this.look.land;
    context.fillStyle = this.look.label;
    const [west, north, east, south] = [left / scale, top / scale, (left + size) / scale, (top + size) / scale];
    for (let copy = Math.floor(west / world) - 1; copy <= Math.floor(east / world) + 1; ++copy) {
      const by = copy * world;
      for (const { lines, x, y, box } of labels) {
        if (box[0] + by > east || box[2] + by < west || box[1] > south || box[3] < north) continue;
        lines.forEach((line, index) => {
          const at = y + (index - (lines.length - 1) / 2) * lineHeight;
          context.strokeText(line, x + by, at);
          context.fillText(line, x + by, at);
        });
      }
    }
  }

  /** Names of larger countries first; what would lie over others is left out. The same for all squares of a zoom. */
  private labelsAt(context: CanvasRenderingContext2D, zoom: number): readonly Label[] {
    if (this.placed?.zoom === zoom) return this.placed.labels;
    const world = worldSize(zoom);
    const least = largeEnough[Math.max(0, Math.min(largeEnough.length - 1, Math.floor(zoom)))] ?? 0;
    const labels: Label[] = [];
    context.setTransform(1, 0, 0, 1, 0, 0);
    write(context);
    const found = this.shapes.countries.flatMap(({ name, label }) =>
      label && label.size > least ? [{ name, ...label }] : [],
    );
    for (const one of found.sort((left, right) => right.size - left.size)) {
      const lines = broken(context, this.look.nameOf(one.name), labelSize * 8);
      const [x, y] = [one.x * world, one.y * world];
      const [wide, high] = [
        Math.max(...lines.map((line) => context.measureText(line).width)) / 2 + 2,
        (lines.length * lineHeight) / 2 + 2,
      ];
      const box: Box = [x - wide, y - high, x + wide, y + high];
      if (!labels.some((other) => touch(other.box, box))) labels.push({ lines, x, y, box });
    }
    this.placed = { zoom, labels };
    return labels;
  }
}

function write(context: CanvasRenderingContext2D): void {
  context.font = fontOf(labelSize);
  context.letterSpacing = '0.66px';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
}

/** A name in lines no wider than that, as far as its words allow. */
function broken(context: CanvasRenderingContext2D, name: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of name.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && context.measureText(`${last} ${word}`).width <= most)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Puts lines into the path of a context, without what lies far outside of the square. */
class Trace {
  private begun = false;
  private before = 0;
  /** The last point, which is put once it is known that the line does not stay outside. */
  private x = 0;
  private y = 0;
  private side = 0;
  private held = false;

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly lines: Lines,
    private readonly box: Box,
    private readonly world: number,
    private readonly left: number,
    private readonly top: number,
  ) {}

  ring(parts: Int32Array): void {
    this.begin();
    parts.forEach((part) => {
      const index = part < 0 ? ~part : part;
      const first = this.lines.starts[index] ?? 0;
      const end = this.lines.starts[index + 1] ?? 0;
      const { points } = this.lines;
      if (part < 0) for (let at = end - 2; at >= first; at -= 2) this.point(points[at] ?? 0, points[at + 1] ?? 0);
      else for (let at = first; at < end; at += 2) this.point(points[at] ?? 0, points[at + 1] ?? 0);
    });
    this.flush();
    if (this.begun) this.context.closePath();
  }

  /** Without the edges of the square of the world, which are no borders: there the atlas was cut. */
  border(index: number): void {
    this.begin();
    const { points, starts } = this.lines;
    const end = starts[index + 1] ?? 0;
    let edge = 0;
    for (let at = starts[index] ?? 0; at < end; at += 2) {
      const x = points[at] ?? 0;
      const y = points[at + 1] ?? 0;
      const now = x <= 1e-5 ? 1 : x >= 1 - 1e-5 ? 2 : y >= 0.9999 ? 4 : 0;
      if (now !== 0 && now === edge) {
        this.flush();
        this.begin();
      }
      edge = now;
      this.point(x, y);
    }
    this.flush();
  }

  private begin(): void {
    this.begun = this.held = false;
    this.before = 0;
  }

  /** Points of which the one before, itself and the next lie on the same outer side need not be drawn. */
  private point(x: number, y: number): void {
    const [west, north, east, south] = this.box;
    const side = (x < west ? 1 : x > east ? 2 : 0) | (y < north ? 4 : y > south ? 8 : 0);
    if (this.held && (!this.begun || (this.before & this.side & side) === 0)) this.put();
    [this.x, this.y, this.side, this.held] = [x, y, side, true];
  }

  private put(): void {
    const x = this.x * this.world - this.left;
    const y = this.y * this.world - this.top;
    if (this.begun) this.context.lineTo(x, y);
    else this.context.moveTo(x, y);
    this.begun = true;
    this.before = this.side;
  }

  private flush(): void {
    if (this.held) this.put();
    this.held = false;
  }
}
