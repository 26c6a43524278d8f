import { describe, expect, test } from 'vitest';
import { latitudeOf, longitudeOf, xOf, yOf } from './mercator';
import { weightsOf } from './simplify';

describe('weights of a line', () => {
  test('ends are kept, what stands out counts for how far it does', () => {
    expect([...weightsOf([0, 0, 1, 3, 2, 0.5, 4, 0])]).toEqual(
      [Infinity, 3, 1.5 / Math.sqrt(2), Infinity].map((one) => expect.closeTo(one, 0) as unknown as number),
    );
    expect(weightsOf([0, 0, 1, 3, 4, 0])[1]).toBe(3);
  });
  test('what lies on the way counts for nothing', () =>
    expect([...weightsOf([0, 0, 1, 1, 2, 2])]).toEqual([Infinity, 0, Infinity]));
  test('no point counts for more than the one that its stretch hangs on', () => {
    const weights = weightsOf([0, 0, 1, 1, 2, -9, 3, 1, 4, 0]);
    expect(Math.max(weights[1] ?? 0, weights[3] ?? 0)).toBeLessThanOrEqual(weights[2] ?? 0);
  });
  test('a ring of one line keeps its shape', () =>
    expect(weightsOf([0, 0, 4, 0, 4, 4, 0, 4, 0, 0])[2]).toBeGreaterThan(4));
  test('nothing has no weights', () => expect(weightsOf([])).toHaveLength(0));
});

test('degrees come back from the square of the world', () => {
  expect([xOf(-180), xOf(180), yOf(0)]).toEqual([0, 1, 0.5]);
  expect(longitudeOf(xOf(76.93))).toBeCloseTo(76.93, 9);
  expect(latitudeOf(yOf(43.25))).toBeCloseTo(43.25, 9);
  expect(yOf(90)).toBeCloseTo(0, 6);
});
