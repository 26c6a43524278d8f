import { dayFrom, lastOfMonth, type Day } from './days';

/** What an EDTF expression leaves open: the days it may mean, and how sure it is. Undefined ends are open. */
export interface Span {
  readonly first: Day | undefined;
  readonly last: Day | undefined;
  /** `~`, `?`, `%`, or digits left open. */
  readonly vague: boolean;
}

/** One date of an expression, before it is made into days. */
export interface EdtfDate {
  readonly year: string;
  readonly month: number | undefined;
  readonly day: number | undefined;
  readonly vague: boolean;
}

const months: Readonly<Record<number, readonly [number, number]>> = {
  21: [3, 5], 22: [6, 8], 23: [9, 11], 24: [12, 2],
  33: [1, 3], 34: [4, 6], 35: [7, 9], 36: [10, 12],
};

/** One date (`2025`, `2025-03~`, `202X`, `2025-21`), undefined when it is none. */
export function parseDate(text: string): EdtfDate | undefined {
  const parts = /^(-?\d{1,4}X{0,3})(?:-(\d{2}|XX))?(?:-(\d{2}|XX))?([~?%])?$/.exec(text);
  if (!parts || !/^-?[\dX]{4}$/.test(parts[1] ?? '')) return undefined;
  const number = (digits: string | undefined) => (digits === undefined || digits === 'XX' ? undefined : Number(digits));
  const month = number(parts[2]);
  if (month !== undefined && !(month >= 1 && month <= 12) && months[month] === undefined) return undefined;
  return { year: parts[1] ?? '', month, day: number(parts[3]), vague: parts[4] !== undefined || text.includes('X') };
}

function firstDay(date: EdtfDate): Day | undefined {
  const year = Number(date.year.replaceAll('X', '0'));
  if (date.month === undefined) return dayFrom(year, 1, 1);
  return dayFrom(year, months[date.month]?.[0] ?? date.month, date.day ?? 1);
}

function lastDay(date: EdtfDate): Day | undefined {
  const year = Number(date.year.replaceAll('X', '9'));
  if (date.month === undefined) return dayFrom(year, 12, 31);
  const season = months[date.month];
  if (season) return lastOfMonth(season[1] < season[0] ? year + 1 : year, season[1]);
  return date.day === undefined ? lastOfMonth(year, date.month) : dayFrom(year, date.month, date.day);
}

/** The two ends of an expression as written: `['', '2035']` for `../2035`, twice the same for a single date. */
export function endsOf(edtf: string): readonly [string, string] {
  const slash = edtf.indexOf('/');
  if (slash < 0) return [edtf, edtf];
  const open = (end: string) => (end === '..' ? '' : end);
  return [open(edtf.slice(0, slash)), open(edtf.slice(slash + 1))];
}

/** The days an expression may mean; undefined when it cannot be read. */
export function spanOf(edtf: string | null | undefined): Span | undefined {
  if (!edtf) return undefined;
  const [from, to] = endsOf(edtf);
  const begin = parseDate(from);
  const end = parseDate(to);
  if ((from !== '' && !begin) || (to !== '' && !end) || (from === '' && to === '')) return undefined;
  const first = begin && firstDay(begin);
  const last = end && lastDay(end);
  if ((begin && first === undefined) || (end && last === undefined)) return undefined;
  return {
    first,
    last,
    vague: (begin?.vague ?? false) || (end?.vague ?? false),
  };
}

/** True when it is one day, said without doubt. */
export function isExact(span: Span): boolean {
  return span.first !== undefined && span.first === span.last && !span.vague;
}
