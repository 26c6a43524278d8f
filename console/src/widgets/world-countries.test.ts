import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { toLonLat } from 'ol/proj';
import { expect, test } from 'vitest';
import { countriesOf } from './world-countries';

const atlas: unknown = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('world-atlas/countries-50m.json'), 'utf8'),
);

test('the atlas has the countries of the world, each with its shape and a place in it for its name', () => {
  const countries = countriesOf(atlas);
  expect(countries.length).toBeGreaterThan(230);
  for (const [{ label }, shape] of countries) {
    expect(shape.getExtent().every(Number.isFinite) && shape.intersectsCoordinate(label)).toBe(true);
  }
  const [kazakhstan] = countries.find(([one]) => one.name === 'Kazakhstan') ?? [];
  const [lon = 0, lat = 0] = toLonLat(kazakhstan?.label ?? []);
  expect(lon > 50 && lon < 85 && lat > 43 && lat < 54).toBe(true);
});

test('a name stands in the largest part', () => {
  const square = (x: number, size: number) => [[x, 0], [x + size, 0], [x + size, size], [x, size], [x, 0]];
  const two = {
    type: 'Topology',
    arcs: [square(0, 10), square(40, 20)],
    objects: {
      countries: {
        type: 'GeometryCollection',
        geometries: [
          { type: 'MultiPolygon', properties: { name: 'Isles' }, arcs: [[[0]], [[1]]] },
          { type: 'Polygon', properties: { name: 'Rock' }, arcs: [[0]] },
        ],
      },
    },
  };
  const [isles, rock] = countriesOf(two);
  expect(toLonLat(isles?.[0].label ?? [])[0]).toBeCloseTo(50);
  expect([isles?.[1].getEndss(), rock?.[0].name, rock?.[1].getEndss()]).toEqual([[[10], [20]], 'Rock', [[10]]]);
});
