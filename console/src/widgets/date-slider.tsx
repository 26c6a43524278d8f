import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { clamp } from '../base/collections';
import { dayOf, isoOf, type Day } from '../base/days';
import { useI18n } from './i18n';
import { Icon } from './icon';

interface DateSliderProps {
  readonly label: string;
  readonly first: Day;
  readonly last: Day;
  /** Undefined: now, all the way to the right. */
  readonly value: Day | undefined;
  readonly onChange: (day: Day | undefined, done: boolean) => void;
  /** Days worth stopping at, in order: where something changed. */
  readonly stops: readonly Day[];
}

/** Of more than these nothing could be told but a bar. */
const mostTicks = 300;

/** A slider over days, a field for a date, and a way to play from change to change. */
export function DateSlider({ label, first, last, value, onChange, stops }: DateSliderProps) {
  const { t, day } = useI18n();
  const [playing, setPlaying] = useState(false);
  const now = value === undefined ? last : clamp(value, first, last);
  const latest = useRef({ now, stops, onChange, last });
  latest.current = { now, stops, onChange, last };
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setInterval(() => {
      const state = latest.current;
      const next = state.stops.find((stop) => stop > state.now);
      if (next === undefined) {
        setPlaying(false);
        state.onChange(undefined, true);
      } else state.onChange(next, false);
    }, 700);
    return () => clearInterval(timer);
  }, [playing]);
  const ticks = useMemo(() => {
    const places = thinned(stops, first, last);
    return (
      <svg class="slider-stops" viewBox="0 0 1000 6" preserveAspectRatio="none" aria-hidden="true">
        {places.length <= mostTicks && <path d={places.map((x) => `M${x} 0h1.5v6h-1.5z`).join('')} />}
      </svg>
    );
  }, [stops, first, last]);
  const play = () => {
    if (!playing && value === undefined && stops[0] !== undefined) onChange(stops[0], false);
    setPlaying(!playing);
  };
  const step = (forward: boolean) => {
    const next = forward ? stops.find((stop) => stop > now) : stops.findLast((stop) => stop < now);
    onChange(next ?? (forward ? undefined : first), true);
  };
  return (
    <div class="date-slider">
      <div class="button-group">
        <button type="button" class="button" onClick={() => step(false)} aria-label={t('slider.back')} title={t('slider.back')}>‹</button>
        <button type="button" class="button" onClick={play} aria-pressed={playing} aria-label={t('slider.play')} title={t('slider.play')}>
          <Icon of={playing ? 'pause' : 'play'} />
        </button>
        <button type="button" class="button" onClick={() => step(true)} aria-label={t('slider.forward')} title={t('slider.forward')}>›</button>
      </div>
      <div class="slider-track">
        <input
          type="range"
          aria-label={label}
          aria-valuetext={value === undefined ? t('slider.now') : day(now)}
          min={first}
          max={last}
          step={1}
          value={now}
          onInput={(event) => onChange(atEnd(Number(event.currentTarget.value), last), false)}
          onChange={(event) => onChange(atEnd(Number(event.currentTarget.value), last), true)}
        />
        {ticks}
      </div>
      <input
        type="date"
        class="date-field"
        aria-label={label}
        value={value === undefined ? '' : isoOf(now)}
        onChange={(event) => onChange(dayOf(event.currentTarget.value), true)}
      />
      <button type="button" class="button button-quiet" disabled={value === undefined} onClick={() => onChange(undefined, true)}>
        {t('slider.now')}
      </button>
    </div>
  );
}

function atEnd(day: Day, last: Day): Day | undefined {
  return day >= last ? undefined : day;
}

/** Places of the stops on a scale of a thousand, so that ten thousand stops are drawn as a thousand at most. */
function thinned(stops: readonly Day[], first: Day, last: Day): number[] {
  const width = Math.max(1, last - first);
  const places = stops.filter((stop) => stop >= first && stop <= last).map((stop) => Math.round(((stop - first) / width) * 998));
  return [...new Set(places)];
}
