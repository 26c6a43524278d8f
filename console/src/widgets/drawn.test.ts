import { describe, expect, test } from 'vitest';
import { dayOf, isoOf } from '../base/days';
import { histogram } from './brush';
import { layOutGraph } from './graph-layout';
import { ticksOf } from './lanes-draw';
import { itemAt, laneOf, panned, placeLanes, rowHeight, zoomed, type LaneItem } from './lanes-layout';

const day = (iso: string) => dayOf(iso) ?? 0;
const item = (id: string, first: number | undefined, last: number | undefined): LaneItem =>
  ({ id, first, last, exact: first !== undefined && first === last, colour: '#000000', planned: false, label: id });
const lane = (items: LaneItem[]) => [laneOf('RU', 'Russia', items, [])];

describe('lanes', () => {
  const view = { from: 0, to: 99 };
  test('items that overlap stand in rows of their own', () => {
    const [placed] = placeLanes(lane([item('a', 0, 50), item('b', 20, 60), item('c', 70, 90)]), view, 1000);
    expect(placed?.placed.map((one) => [one.item.id, one.row])).toEqual([['a', 0], ['b', 1], ['c', 0]]);
  });
  test('open ends reach the border', () => {
    const [placed] = placeLanes(lane([item('open', undefined, 10), item('plan', 80, undefined)]), view, 1000);
    expect(placed?.placed.map((one) => [Math.round(one.x), Math.round(one.x + one.width)])).toEqual([[0, 110], [800, 1000]]);
  });
  test('what lies outside is not drawn, what finds no row is counted', () => {
    const crowd = Array.from({ length: 9 }, (_, index) => item(`x${index}`, 10, 20));
    const [placed] = placeLanes(lane([...crowd, item('far', 500, 600)]), view, 1000);
    expect(placed?.placed).toHaveLength(6);
    expect(placed?.hidden).toBe(3);
  });
  test('what is under the pointer is found', () => {
    const lanes = placeLanes(lane([item('a', 0, 50), item('b', 20, 60)]), view, 1000);
    expect(itemAt(lanes, 300, 6 + rowHeight * 0.5)?.id).toBe('a');
    expect(itemAt(lanes, 300, 6 + rowHeight * 1.5)?.id).toBe('b');
    expect(itemAt(lanes, 900, 10)).toBeUndefined();
  });
  test('zooming keeps the middle, and ends at days and centuries', () => {
    expect(zoomed(view, 0.5, 0.5)).toEqual({ from: 25, to: 75 });
    expect(zoomed(view, 0.0001, 0.5).to - zoomed(view, 0.0001, 0.5).from).toBe(6);
    const widest = zoomed(view, 1e9, 0.5);
    expect(widest.to - widest.from).toBe(146_000);
    expect(panned(view, 0.5)).toEqual({ from: 50, to: 149 });
  });
  test.each([
    ['1950-01-01', '2035-01-01', 'year'], ['2024-01-01', '2025-12-31', 'month'], ['2025-03-01', '2025-03-20', 'day'],
  ])('labels from %s to %s are %ss, with room for words', (from, to, style) => {
    const found = ticksOf({ from: day(from), to: day(to) }, 900);
    expect(found.style).toBe(style);
    expect(found.ticks.length).toBeGreaterThan(1);
    expect(found.ticks.length).toBeLessThanOrEqual(11);
    if (style === 'year') expect(found.ticks.every((one) => isoOf(one).endsWith('-01-01'))).toBe(true);
  });
});

test('a histogram counts each day once, and nothing from outside', () => {
  const counts = histogram([...[0, 5, 119, 120, -1, 999].map((at) => ({ day: at, count: 1 })), { day: 0, count: 1 }], 0, 120);
  expect(counts.reduce((sum, one) => sum + one, 0)).toBe(5);
  expect(counts[0]).toBe(2);
  expect(counts.at(-1)).toBe(2);
});

test('what lies on many days is spread over their bars', () => {
  const counts = histogram([{ day: 0, days: 60, count: 12 }, { day: 60, days: 61, count: 6 }], 0, 120);
  expect(Math.round(counts.reduce((sum, one) => sum + one, 0))).toBe(18);
  expect(counts.every((one) => one > 0)).toBe(true);
});

test('months of as many events have bars of one height, whatever days the bars end on', () => {
  const months = Array.from({ length: 120 }, (_, index) => ({ day: Math.round(index * 30.4), days: 30, count: 300 }));
  const counts = histogram(months, 0, 3648).slice(1, -1);
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThan(30);
});

test('a graph looks the same each time, and has no place twice', () => {
  const nodes = ['RU', 'KZ', 'CN', 'US', 'FR'].map((id) => ({ id, label: id, size: 5, colour: '#000', group: id }));
  const edges = [['RU', 'KZ'], ['CN', 'KZ'], ['US', 'KZ'], ['RU', 'KZ'], ['KZ', 'KZ'], ['FR', 'nobody']].map(([source = '', target = ''], index) =>
    ({ id: `${index}`, source, target, weight: index + 1, colour: '#000' }));
  const places = () => layOutGraph(nodes, edges).mapNodes((id, at) => `${id} ${(at['x'] as number).toFixed(6)} ${(at['y'] as number).toFixed(6)}`);
  expect(places()).toEqual(places());
  expect(new Set(places()).size).toBe(5);
  expect(layOutGraph(nodes, edges).size).toBe(3);
});
