import { describe, expect, test } from 'vitest';
import { dayFrom, isoOf } from './days';
import { isExact, parseDate, spanOf } from './edtf';

function days(edtf: string): string {
  const span = spanOf(edtf);
  if (!span) return 'none';
  const end = (day: number | undefined) => (day === undefined ? '..' : isoOf(day));
  return `${end(span.first)} ${end(span.last)}${span.vague ? ' vague' : ''}`;
}

describe('spanOf', () => {
  test.each([
    ['2025-03-17', '2025-03-17 2025-03-17'],
    ['2025-03', '2025-03-01 2025-03-31'],
    ['2024-02', '2024-02-01 2024-02-29'],
    ['2025', '2025-01-01 2025-12-31'],
    ['2025~', '2025-01-01 2025-12-31 vague'],
    ['2025-03-17?', '2025-03-17 2025-03-17 vague'],
    ['202X', '2020-01-01 2029-12-31 vague'],
    ['2025-XX', '2025-01-01 2025-12-31 vague'],
    ['../2035', '.. 2035-12-31'],
    ['2026-03/..', '2026-03-01 ..'],
    ['2025-03-17/2025-03-20', '2025-03-17 2025-03-20'],
    ['2025-21', '2025-03-01 2025-05-31'],
    ['2025-24', '2025-12-01 2026-02-28'],
    ['2025-36', '2025-10-01 2025-12-31'],
  ])('%s means %s', (edtf, expected) => expect(days(edtf)).toBe(expected));

  test.each(['', 'soon', '2025-13', '2025-02-30x', '/', '../..', '25'])('takes %j for no date', (edtf) => expect(days(edtf)).toBe('none'));

  test('has no such day as 30 February', () => expect(days('2025-02-30')).toBe('none'));
});

test('only a day without doubt is exact', () => {
  const exact = (edtf: string) => isExact(spanOf(edtf) ?? { first: undefined, last: undefined, vague: true });
  expect(exact('2025-03-17')).toBe(true);
  expect(exact('2025-03-17~')).toBe(false);
  expect(exact('2025-03')).toBe(false);
  expect(exact('../2025-03-17')).toBe(false);
});

test('years before the common era and far ahead are days too', () => {
  expect(dayFrom(1970, 1, 1)).toBe(0);
  expect(isoOf(dayFrom(2035, 12, 31) ?? 0)).toBe('2035-12-31');
  expect(parseDate('0099')?.year).toBe('0099');
});
