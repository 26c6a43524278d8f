import { describe, expect, test } from 'vitest';
import { dayFrom, dayOf, isoOf } from './days';

describe('dayFrom', () => {
  test('counts as the dates of the language do, for every day of eight centuries', () => {
    const last = Date.UTC(2400, 0, 1) / 86_400_000;
    for (let day = Date.UTC(1600, 0, 1) / 86_400_000; day < last; ++day) {
      const date = new Date(day * 86_400_000);
      if (dayFrom(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()) !== day) expect(isoOf(day)).toBe('counted otherwise');
    }
    expect(dayFrom(1970, 1, 1)).toBe(0);
  });

  test.each([[2025, 2, 29], [1900, 2, 29], [2025, 4, 31], [2025, 0, 1], [2025, 13, 1], [2025, 1, 0]])('there is no %i-%i-%i', (year, month, day) => {
    expect(dayFrom(year, month, day)).toBeUndefined();
  });

  test('years before the first', () => expect(dayFrom(-1, 3, 1)).toBe(new Date('-000001-03-01').getTime() / 86_400_000));
});

test('a date is read from what begins with one', () => {
  expect(dayOf('2024-02-29')).toBe(19_782);
  expect(dayOf('2024-02-29T10:00:00Z')).toBe(19_782);
  expect(dayOf('2024-02')).toBeUndefined();
  expect(dayOf(null)).toBeUndefined();
});
