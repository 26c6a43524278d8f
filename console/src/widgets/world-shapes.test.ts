import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { latitudeOf, longitudeOf } from '../base/mercator';
import { boxAt, shapesOf, touch, type Atlas } from './world-shapes';

/** Two squares side by side with one border in common; the eastern one has an island of its own, which is larger. */
const two: Atlas = {
  arcs: [
    [
      [10, 0],
      [10, 10],
    ],
    [
      [10, 10],
      [0, 10],
      [0, 0],
      [10, 0],
    ],
    [
      [10, 0],
      [20, 0],
      [20, 10],
      [10, 10],
    ],
    [
      [40, 0],
      [60, 0],
      [60, 20],
      [40, 20],
      [40, 0],
    ],
  ],
  objects: {
    countries: {
      geometries: [
        { type: 'Polygon', properties: { name: 'West' }, arcs: [[0, 1]] },
        { type: 'MultiPolygon', properties: { name: 'East' }, arcs: [[[2, -1]], [[3]]] },
        { type: null },
      ],
    },
  },
};

describe('shapes', () => {
  const shapes = shapesOf(two);
  test('a border of two countries is one line', () => {
    expect(shapes.countries.map(({ name, rings }) => [name, rings.map((ring) => [...ring])])).toEqual([
      ['West', [[0, 1]]],
      ['East', [[2, -1], [3]]],
    ]);
    expect(shapes.levels.every((level) => level.starts.length === 5)).toBe(true);
  });
  test('a name stands in the largest part', () => {
    const label = shapes.countries[1]?.label;
    expect([longitudeOf(label?.x ?? 0), latitudeOf(label?.y ?? 0), label?.size]).toEqual([
      expect.closeTo(50),
      expect.closeTo(10),
      400,
    ]);
  });
  test('boxes hold their lines', () => {
    expect(touch(boxAt(shapes.boxes, 0), shapes.countries[0]?.box ?? [0, 0, 0, 0])).toBe(true);
    expect(touch(boxAt(shapes.boxes, 3), shapes.countries[0]?.box ?? [0, 0, 0, 0])).toBe(false);
  });
});

test('the atlas is coarser from far, with every border still there', () => {
  const atlas = JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve('world-atlas/countries-50m.json'), 'utf8'),
  ) as Atlas;
  const { levels, countries } = shapesOf(atlas);
  const points = levels.map((level) => level.points.length / 2);
  expect(points.every((count, index) => index === 0 || count > (points[index - 1] ?? 0))).toBe(true);
  expect(points[0]).toBeLessThan((points.at(-1) ?? 0) / 3);
  for (const level of levels)
    expect(level.starts.every((start, index) => index === 0 || start - (level.starts[index - 1] ?? 0) >= 4)).toBe(true);
  expect(countries.filter((one) => one.label).length).toBeGreaterThan(200);
});
