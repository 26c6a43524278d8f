import type { Feature, FeatureCollection, MultiPolygon, Point, Polygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

type Borders = FeatureCollection<Polygon | MultiPolygon, { name: string }>;

/** Borders of countries (Natural Earth, by way of world-atlas) and where their names stand. Part of the program: no tiles. */
export interface World {
  readonly borders: Borders;
  readonly labels: FeatureCollection<Point, { name: string; size: number }>;
}

/** Fetched with the map, never before. `nameOf` translates a country's English name. */
export async function loadWorld(nameOf: (english: string) => string, isHost: (english: string) => boolean): Promise<World> {
  const atlas = (await import('world-atlas/countries-50m.json')).default as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  const plain = feature(atlas, atlas.objects.countries) as unknown as Borders;
  const borders: Borders = {
    type: 'FeatureCollection',
    features: plain.features.map((one) => ({ ...one, properties: { name: one.properties.name, host: isHost(one.properties.name) } })),
  };
  const labels = borders.features.flatMap((one): Feature<Point, { name: string; size: number }>[] => {
    const place = labelPlace(one.geometry);
    if (!place) return [];
    return [{ type: 'Feature', geometry: { type: 'Point', coordinates: place.at }, properties: { name: nameOf(one.properties.name), size: place.size } }];
  });
  return { borders, labels: { type: 'FeatureCollection', features: labels } };
}

/** The middle of the largest part of a country, and how large that is in square degrees. */
export function labelPlace(geometry: Polygon | MultiPolygon): { readonly at: Position; readonly size: number } | undefined {
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  let best: { at: Position; size: number } | undefined;
  for (const part of parts) {
    const place = centroid(part[0] ?? []);
    if (place && (!best || place.size > best.size)) best = place;
  }
  return best;
}

function centroid(ring: readonly Position[]): { at: Position; size: number } | undefined {
  let area = 0;
  let x = 0;
  let y = 0;
  for (let index = 0; index + 1 < ring.length; ++index) {
    const [x0 = 0, y0 = 0] = ring[index] ?? [];
    const [x1 = 0, y1 = 0] = ring[index + 1] ?? [];
    const cross = x0 * y1 - x1 * y0;
    area += cross;
    x += (x0 + x1) * cross;
    y += (y0 + y1) * cross;
  }
  if (area === 0) return undefined;
  return { at: [x / (3 * area), y / (3 * area)], size: Math.abs(area / 2) };
}

/** From English names of countries to their codes, as far as the browser's own names go. */
export function codesByName(): ReadonlyMap<string, string> {
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const codes = new Map<string, string>();
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  for (const first of letters) {
    for (const second of letters) {
      const name = english.of(first + second);
      if (name && !codes.has(name)) codes.set(name, first + second);
    }
  }
  return codes;
}
