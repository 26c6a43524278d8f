import { describe, expect, test } from 'vitest';
import type { Timeline } from '../../api/types';
import { dayOf } from '../../base/days';
import { aboutHowMany, around, lanesOf, middle } from './lanes-of';

const day = (iso: string) => dayOf(iso) ?? 0;
const months: Timeline = {
  lane: 'partner', span: 'month', total: 900, lanes: [
    { id: 'RU', name: 'Russia', events: 700, bins: [{ day: '2025-01-01', events: 300, planned: 0, stages: { offer: 1 } }, { day: '2025-02-01', events: 400, planned: 0, stages: {} }] },
    { id: 'CN', name: 'China', events: 200, bins: [{ day: '2025-02-01', events: 200, planned: 0, stages: {} }] },
  ],
};

describe('what is asked for', () => {
  test('about how many events a view has, by the months that it touches', () => {
    expect(aboutHowMany(months, 'month', { from: day('2025-01-31'), to: day('2025-01-31') })).toBe(300);
    expect(aboutHowMany(months, 'month', { from: day('2025-01-20'), to: day('2025-02-03') })).toBe(900);
    expect(aboutHowMany(months, 'month', { from: day('2025-03-01'), to: day('2025-04-01') })).toBe(0);
  });
  test('as much again on either side, and the same after a small move', () => {
    const view = { from: day('2025-01-10'), to: day('2025-03-10') };
    const wide = around(view);
    expect(wide.from).toBeLessThanOrEqual(view.from - 59);
    expect(wide.to).toBeGreaterThanOrEqual(view.to + 59);
    expect(wide.to - wide.from).toBeLessThan(8 * 59);
    const moves = Array.from({ length: 59 }, (_, by) => JSON.stringify(around({ from: view.from + by, to: view.to + by })));
    expect(new Set(moves).size).toBeLessThanOrEqual(4);
  });
});

test('bins are as wide as the answer says, and know the highest of their lane', () => {
  const words = { name: (id: string) => id, say: () => '', colourOf: () => '#000000', rung: () => 1 };
  const [first] = lanesOf(months, undefined, 'partner', words);
  expect(first?.bins.map((bin) => [bin.first, bin.last, bin.count])).toEqual([[day('2025-01-01'), day('2025-01-31'), 300], [day('2025-02-01'), day('2025-02-28'), 400]]);
  expect(first?.highest).toBe(400);
});

test('a bin has the colour of the stage in its middle', () => {
  const rung = (stage: string) => ({ offer: 2, talks: 3, operation: 12 })[stage];
  expect(middle({ operation: 1, offer: 10, talks: 2 }, rung)).toBe('offer');
  expect(middle({ operation: 5, offer: 1, talks: 2 }, rung)).toBe('operation');
  expect(middle({ stalled: 5 }, rung)).toBe('stalled');
  expect(middle({}, rung)).toBeNull();
});
