import { describe, expect, test } from 'vitest';
import { boxOf, mostOf, placePoints, type MapItem, type Place } from './points';

const place = (events: number, groups: Record<string, number>): Place => ({ lat: 43.25654, lon: 76.92848, name: 'Almaty', events, groups });
const asset: MapItem = {
  type: 'Feature', id: 'asset-1', geometry: { type: 'Point', coordinates: [68.1, 43.6] },
  properties: { kind: 'asset', name: 'A\u202eMine', country: 'KZ', sector: ['uranium'], events: 4, partners: ['RU'], stage: 'operation', first: null, last: null },
};

describe('places', () => {
  test('have the number of their events and the colour of most of them; assets stand behind', () => {
    const points = placePoints([place(120, { offer: 20, agreement: 100 }), place(1, {})], [asset], (one) => mostOf(one.groups) ?? 'none', () => 'asset');
    expect(points.features.map(({ properties: of }) => [of.index, of.kind, of.colour, of.count])).toEqual([
      [0, 'place', 'agreement', 120], [1, 'place', 'none', 1], [2, 'asset', 'asset', 1],
    ]);
    expect(points.features[0]?.geometry.coordinates).toEqual([76.92848, 43.25654]);
    expect(points.features[2]?.properties.name).toContain('U+202E');
  });
  test('of equals the first is the most', () => expect(mostOf({ a: 2, b: 2, c: 1 })).toBe('a'));
  test('a box holds its place and little else', () => {
    const [west = 0, south = 0, east = 0, north = 0] = boxOf(place(1, {})).split(',').map(Number);
    expect(west < 76.92848 && east > 76.92848 && south < 43.25654 && north > 43.25654).toBe(true);
    expect(east - west).toBeLessThan(0.002);
  });
});
