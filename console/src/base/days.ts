/** Days as whole numbers since 1970-01-01, so that dates are compared, drawn and slid without time zones. */
export type Day = number;

const millisecondsPerDay = 86_400_000;

/** The day of an ISO date (`2025-03-17`), undefined when it is none. */
export function dayOf(iso: string | null | undefined): Day | undefined {
  const parts = /^(-?\d{4,})-(\d{2})-(\d{2})/.exec(iso ?? '');
  if (!parts) return undefined;
  return dayFrom(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

/** The day of a year, month and day of the month; undefined when there is no such day. */
export function dayFrom(year: number, month: number, day: number): Day | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  // Days of the years and months before, counted from March on so that the leap day comes last; one cycle is 400 years.
  const since = month > 2 ? year : year - 1;
  const cycle = Math.floor(since / 400);
  const inCycle = since - cycle * 400;
  const inYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return cycle * 146_097 + inCycle * 365 + Math.floor(inCycle / 4) - Math.floor(inCycle / 100) + inYear - 719_468;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function isoOf(day: Day): string {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
}

export function dateOf(day: Day): Date {
  return new Date(day * millisecondsPerDay);
}

export function yearOf(day: Day): number {
  return dateOf(day).getUTCFullYear();
}

/** The first day of the year after. */
export function nextYear(day: Day): Day {
  return dayFrom(yearOf(day) + 1, 1, 1) ?? day + 365;
}

/** The last day of a month, 1 to 12. */
export function lastOfMonth(year: number, month: number): Day | undefined {
  const next = month === 12 ? dayFrom(year + 1, 1, 1) : dayFrom(year, month + 1, 1);
  return next === undefined ? undefined : next - 1;
}

export function addMonths(day: Day, months: number): Day {
  const date = dateOf(day);
  const total = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const year = Math.floor(total / 12);
  const month = (total % 12) + 1;
  const last = lastOfMonth(year, month) ?? day;
  return Math.min(dayFrom(year, month, date.getUTCDate()) ?? last, last);
}
