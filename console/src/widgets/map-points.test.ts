import { expect, test } from 'vitest';
import { inLines, radiusOf, shortCount } from './map-points';

test.each([
  [0, '0'], [999, '999'], [1234, '1.2k'], [9949, '9.9k'], [9950, '10k'], [999_499, '999k'], [3_400_000, '3.4m'],
])('%i is short %s', (count, text) => expect(shortCount(count)).toBe(text));

test('more events have a larger circle', () => {
  expect([1, 10, 50, 250, 2500].map(radiusOf)).toEqual([13, 16, 20, 24, 28]);
});

test('names are broken between words only', () => {
  expect(inLines('United Arab Emirates', 14)).toBe('United Arab\nEmirates');
  expect(inLines('Turkmenistan', 8)).toBe('Turkmenistan');
});
