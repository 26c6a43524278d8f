import { useMemo } from 'preact/hooks';
import { clamp } from '../base/collections';
import type { Day } from '../base/days';
import { useI18n } from './i18n';

interface BrushProps {
  readonly label: string;
  readonly first: Day;
  readonly last: Day;
  readonly from: Day | undefined;
  readonly to: Day | undefined;
  /** How many there are on which days, in any order. */
  readonly counts: readonly DayCount[];
  readonly onChange: (from: Day | undefined, to: Day | undefined, done: boolean) => void;
}

/** A day, or so many days from it on, with how many there are. */
export interface DayCount {
  readonly day: Day;
  readonly days?: number;
  readonly count: number;
}

const bins = 120;

/** Chooses a stretch of time over a histogram, by two sliders. */
export function Brush({ label, first, last, from, to, counts, onChange }: BrushProps) {
  const { t, day } = useI18n();
  const low = clamp(from ?? first, first, last);
  const high = clamp(to ?? last, first, last);
  const heights = useMemo(() => histogram(counts, first, last), [counts, first, last]);
  const most = Math.max(1, ...heights);
  const place = (value: Day) => ((value - first) / Math.max(1, last - first)) * 1000;
  const setLow = (value: number, done: boolean) => onChange(value <= first ? undefined : Math.min(value, high), to, done);
  const setHigh = (value: number, done: boolean) => onChange(from, value >= last ? undefined : Math.max(value, low), done);
  return (
    <div class="brush" role="group" aria-label={label}>
      <svg viewBox="0 0 1000 60" preserveAspectRatio="none" aria-hidden="true" class="brush-bars">
        <rect class="brush-range" x={place(low)} y={0} width={Math.max(2, place(high) - place(low))} height={60} />
        {heights.map((height, index) => height > 0 && (
          <rect key={index} class="brush-bar" x={(index * 1000) / bins} width={1000 / bins - 1} y={60 - Math.max(3, (height / most) * 56)} height={Math.max(3, (height / most) * 56)} />
        ))}
      </svg>
      <div class="brush-sliders">
        <input
          type="range" min={first} max={last} value={low} aria-label={t('brush.from')} aria-valuetext={day(low)}
          onInput={(event) => setLow(Number(event.currentTarget.value), false)} onChange={(event) => setLow(Number(event.currentTarget.value), true)}
        />
        <input
          type="range" min={first} max={last} value={high} aria-label={t('brush.to')} aria-valuetext={day(high)}
          onInput={(event) => setHigh(Number(event.currentTarget.value), false)} onChange={(event) => setHigh(Number(event.currentTarget.value), true)}
        />
      </div>
      <p class="brush-label"><span>{day(low)}</span> <span>{day(high)}</span></p>
    </div>
  );
}

/** How high each bar is; what lies on several days is spread over the bars that these fall into. */
export function histogram(counts: readonly DayCount[], first: Day, last: Day): number[] {
  const heights = new Array<number>(bins).fill(0);
  const width = Math.max(1, last - first);
  for (const { day, days = 1, count } of counts) {
    if (day > last || day + days - 1 < first) continue;
    // By how much of it lies in each bar: months and bars are of about one length, and shares by number would look like a comb.
    const begin = (Math.max(day - first, 0) / width) * bins;
    const end = days === 1 ? begin : Math.min(bins, ((day + days - first) / width) * bins);
    const low = Math.min(bins - 1, Math.floor(begin));
    const high = Math.min(bins - 1, Math.max(low, Math.ceil(end) - 1));
    for (let index = low; index <= high; ++index) {
      const part = low === high ? 1 : (Math.min(end, index + 1) - Math.max(begin, index)) / (end - begin);
      heights[index] = (heights[index] ?? 0) + count * part;
    }
  }
  return heights;
}
