import { describe, expect, test } from 'vitest';
import { LabelPlaces } from './graph-labels';

describe('names of a graph', () => {
  const place = (places: LabelPlaces, x: number, y: number) => places.place(x, y, 5, 50, 14, 200);
  test('stand right of their node, and left where they would be cut off', () => {
    const places = new LabelPlaces();
    expect(place(places, 20, 20)).toBe(28);
    expect(place(places, 190, 20)).toBe(132);
  });
  test('never lie over one another', () => {
    const places = new LabelPlaces();
    expect(place(places, 100, 20)).toBe(108);
    expect(place(places, 100, 25)).toBe(42);
    expect(place(places, 100, 30)).toBeUndefined();
    places.clear();
    expect(place(places, 100, 30)).toBe(108);
  });
});
