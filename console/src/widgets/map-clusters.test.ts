import { describe, expect, test } from 'vitest';
import { worldSize } from '../base/mercator';
import { Clusters, type Spot } from './map-clusters';

/** Spots so many pixels apart from the first, at a zoom. */
const at = (zoom: number, ...pixels: number[]): Spot[] =>
  pixels.map((x, index) => ({ x: 0.5 + x / worldSize(zoom), y: 0.4, count: index + 1 }));

describe('clusters', () => {
  test('hold what is near at their zoom, in the middle, with all their events', () => {
    const found = new Clusters(at(5, 0, 20, 200)).at(5.7);
    expect(found.map((one) => [one.count, one.spots])).toEqual([
      [3, [0, 1]],
      [3, [2]],
    ]);
    expect(found[0]?.x).toBeCloseTo(0.5 + 10 / worldSize(5), 9);
  });
  test('part where their spots have come far enough from one another', () => {
    const clusters = new Clusters(at(5, 0, 30));
    const [whole] = clusters.at(3);
    expect(whole?.spots).toEqual([0, 1]);
    expect(clusters.at(6)).toHaveLength(2);
    expect(whole && clusters.partsAt(whole)).toBe(6);
  });
  test('of one place never part by zooming, and are shown each for itself at last', () => {
    const clusters = new Clusters(at(5, 0, 0));
    const [whole] = clusters.at(10.9);
    expect(whole?.spots).toHaveLength(2);
    expect(whole && clusters.partsAt(whole)).toBe(11);
    expect(clusters.at(11)).toHaveLength(2);
  });
  test('lose nobody', () => {
    const spots = Array.from({ length: 2000 }, (_, index) => ({
      x: ((index * 7919) % 1000) / 1000,
      y: ((index * 104_729) % 997) / 997,
      count: 1,
    }));
    for (let zoom = 0; zoom <= 12; ++zoom) {
      const found = new Clusters(spots).at(zoom).flatMap((one) => one.spots);
      expect(new Set(found).size).toBe(2000);
      expect(found).toHaveLength(2000);
    }
  });
  test('whose circles would hide one another are one', () => {
    const spots = at(5, 0, 45).map((one) => ({ ...one, count: 900 }));
    expect(new Clusters(at(5, 0, 45)).at(5)).toHaveLength(2);
    expect(new Clusters(spots).at(5).map((one) => one.count)).toEqual([900, 900]);
    expect(new Clusters(spots.map((one) => ({ ...one, count: 5000 }))).at(5).map((one) => one.count)).toEqual([10_000]);
  });
  test('of nothing are none', () => expect(new Clusters([]).at(3)).toEqual([]));
});
