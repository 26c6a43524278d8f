import { worldSize, xOf, yOf } from '../base/mercator';
import { weightsOf } from '../base/simplify';

/** What is used of a file of world-atlas: TopoJSON, where a border between two countries is one line of both. */
export interface Atlas {
  readonly arcs: readonly (readonly (readonly number[])[])[];
  readonly transform?: { readonly scale: readonly number[]; readonly translate: readonly number[] };
  readonly objects: { readonly countries: { readonly geometries: readonly AtlasCountry[] } };
}

type AtlasCountry = { readonly properties?: { readonly name: string } } & (
  | { readonly type: 'Polygon'; readonly arcs: readonly (readonly number[])[] }
  | { readonly type: 'MultiPolygon'; readonly arcs: readonly (readonly (readonly number[])[])[] }
  | { readonly type: null }
);

/** West, north, east, south of the square of the world. */
export type Box = readonly [number, number, number, number];

/** Borders at one fineness: all lines one after another, x, y, x, y; line i is from `starts[i]` to `starts[i + 1]`. */
export interface Lines {
  /** To this zoom nobody sees what was left out. */
  readonly zoom: number;
  readonly points: Float32Array;
  readonly starts: Uint32Array;
}

export interface Country {
  readonly name: string;
  readonly box: Box;
  /** Each ring as lines one after another; ~i is line i from its end to its beginning. */
  readonly rings: readonly Int32Array[];
  /** Where its name stands, and how large it is there in square degrees. */
  readonly label: { readonly x: number; readonly y: number; readonly size: number } | undefined;
}

/** The countries of the world in the square of the world; a border between two is one line of both. */
export interface Shapes {
  readonly levels: readonly Lines[];
  readonly boxes: Float32Array;
  readonly countries: readonly Country[];
}

const zooms = [1.5, 3.5, 5, 7];
/** What moves the line by less, in pixels, is left out. */
const unseen = 0.35;

/** Everything that drawing needs, from the atlas; takes a while, and is done beside the page. */
export function shapesOf(atlas: Atlas): Shapes {
  const degrees = linesOf(atlas);
  const lines = degrees.map((line) => line.map((value, index) => (index % 2 === 0 ? xOf(value) : yOf(value))));
  const weights = lines.map(weightsOf);
  const boxes = new Float32Array(lines.flatMap((line) => [...boxOf(line)]));
  return {
    levels: [...zooms.map((zoom) => level(lines, weights, zoom)), level(lines, weights, Infinity)],
    boxes,
    countries: atlas.objects.countries.geometries.flatMap((one) => {
      const parts = one.type === 'Polygon' ? [one.arcs] : one.type === 'MultiPolygon' ? one.arcs : [];
      const rings = parts.flat().map((ring) => Int32Array.from(ring));
      const edges = rings.flatMap((ring) => [...ring].map((index) => boxAt(boxes, index < 0 ? ~index : index)));
      if (edges.length === 0) return [];
      return [{ name: one.properties?.name ?? '', box: around(edges), rings, label: labelOf(parts, degrees) }];
    }),
  };
}

/** The lines of the atlas in degrees: they are kept as whole numbers, each the step from the one before. */
function linesOf({ arcs, transform }: Atlas): Float64Array[] {
  const [sx = 1, sy = 1] = transform?.scale ?? [];
  const [tx = 0, ty = 0] = transform?.translate ?? [];
  return arcs.map((arc) => {
    const line = new Float64Array(arc.length * 2);
    let x = 0;
    let y = 0;
    arc.forEach(([dx = 0, dy = 0], index) => {
      x = transform ? x + dx : dx;
      y = transform ? y + dy : dy;
      line[index * 2] = x * sx + tx;
      line[index * 2 + 1] = y * sy + ty;
    });
    return line;
  });
}

function level(lines: readonly Float64Array[], weights: readonly Float64Array[], zoom: number): Lines {
  const least = zoom === Infinity ? 0 : unseen / worldSize(zoom);
  const points: number[] = [];
  const starts = new Uint32Array(lines.length + 1);
  lines.forEach((line, index) => {
    const weight = weights[index];
    for (let at = 0; at * 2 < line.length; ++at) {
      if ((weight?.[at] ?? 0) >= least) points.push(line[at * 2] ?? 0, line[at * 2 + 1] ?? 0);
    }
    starts[index + 1] = points.length;
  });
  return { zoom, points: Float32Array.from(points), starts };
}

function boxOf(line: Float64Array): Box {
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at + 1 < line.length; at += 2) {
    const x = line[at] ?? 0;
    const y = line[at + 1] ?? 0;
    west = Math.min(west, x);
    east = Math.max(east, x);
    north = Math.min(north, y);
    south = Math.max(south, y);
  }
  return [west, north, east, south];
}

export function boxAt(boxes: Float32Array, index: number): Box {
  return [boxes[index * 4] ?? 0, boxes[index * 4 + 1] ?? 0, boxes[index * 4 + 2] ?? 0, boxes[index * 4 + 3] ?? 0];
}

function around(boxes: readonly Box[]): Box {
  return boxes.reduce((one, other) => [
    Math.min(one[0], other[0]),
    Math.min(one[1], other[1]),
    Math.max(one[2], other[2]),
    Math.max(one[3], other[3]),
  ]);
}

export function touch(one: Box, other: Box): boolean {
  return one[0] <= other[2] && one[2] >= other[0] && one[1] <= other[3] && one[3] >= other[1];
}

/** The middle of the largest part of a country. */
function labelOf(
  parts: readonly (readonly (readonly number[])[])[],
  degrees: readonly Float64Array[],
): Country['label'] {
  let best: { x: number; y: number; size: number } | undefined;
  for (const part of parts) {
    const ring = (part[0] ?? []).flatMap((index) => {
      const line = [...(degrees[index < 0 ? ~index : index] ?? [])];
      const points = line.flatMap((x, at) => (at % 2 === 0 ? [[x, line[at + 1] ?? 0] as const] : []));
      return index < 0 ? points.reverse() : points;
    });
    const middle = centroid(ring);
    if (middle && (!best || middle.size > best.size)) best = middle;
  }
  return best && { x: xOf(best.x), y: yOf(best.y), size: best.size };
}

function centroid(ring: readonly (readonly [number, number])[]): { x: number; y: number; size: number } | undefined {
  let [area, x, y] = [0, 0, 0];
  for (let index = 0; index + 1 < ring.length; ++index) {
    const [x0, y0] = ring[index] ?? [0, 0];
    const [x1, y1] = ring[index + 1] ?? [0, 0];
    const cross = x0 * y1 - x1 * y0;
    area += cross;
    x += (x0 + x1) * cross;
    y += (y0 + y1) * cross;
  }
  return area === 0 ? undefined : { x: x / (3 * area), y: y / (3 * area), size: Math.abs(area / 2) };
}
