import type { EventBrief, Timeline } from '../../api/types';
import { dayOf, isoOf, lastOfMonth, yearOf, dateOf, type Day } from '../../base/days';
import { isExact, spanOf } from '../../base/edtf';
import { visibleText } from '../../base/visible';
import { laneOf, type Lane, type LaneBin, type LaneItem, type View } from '../../widgets/lanes-layout';

export type LaneBy = 'partner' | 'host' | 'sector';
export type BinSpan = 'year' | 'quarter' | 'month' | 'day';

/** Which lanes an event is in. */
export function lanesOfEvent(event: EventBrief, by: LaneBy): readonly string[] {
  switch (by) {
    case 'partner':
      return event.partners;
    case 'host':
      return event.host;
    case 'sector':
      return event.sector;
  }
}

/** An event as something to draw: a point for a day, a stretch for what may be any day of it. */
export function itemOf(event: EventBrief, colourOf: (stage: string | null) => string, say: (event: EventBrief) => string): LaneItem {
  const span = event.when === null ? undefined : spanOf(event.when);
  const first = span ? span.first : dayOf(event.first);
  const last = span ? span.last : dayOf(event.last);
  return {
    id: event.id,
    first,
    last,
    exact: event.dated && span !== undefined && isExact(span),
    colour: colourOf(event.stage),
    planned: event.status !== 'actual',
    label: visibleText(say(event)),
  };
}

/** How wide bins should be for a view, so that there are a hundred or so. */
export function spanFor(view: View): BinSpan {
  const days = view.to - view.from;
  if (days > 365 * 30) return 'year';
  if (days > 365 * 8) return 'quarter';
  if (days > 200) return 'month';
  return 'day';
}

/** The last day of a bin that begins on a day. */
export function endOfBin(first: Day, span: BinSpan): Day {
  const year = yearOf(first);
  const month = dateOf(first).getUTCMonth() + 1;
  switch (span) {
    case 'day':
      return first;
    case 'month':
      return lastOfMonth(year, month) ?? first;
    case 'quarter':
      return lastOfMonth(year, Math.min(12, month + 2)) ?? first;
    case 'year':
      return lastOfMonth(year, 12) ?? first;
  }
}

/** The stage in the middle of a bin's events, on the ladder: the furthest of thousands would be the same in every bin. */
export function middle(stages: Readonly<Record<string, number>>, rung: (stage: string) => number | undefined): string | null {
  const onLadder = Object.entries(stages).filter(([stage]) => rung(stage) !== undefined).sort(([left], [right]) => (rung(left) ?? 0) - (rung(right) ?? 0));
  const half = onLadder.reduce((sum, [, count]) => sum + count, 0) / 2;
  let passed = 0;
  for (const [stage, count] of onLadder) {
    passed += count;
    if (passed >= half) return stage;
  }
  return Object.keys(stages)[0] ?? null;
}

export function binsOf(lane: Timeline['lanes'][number], span: BinSpan, colourOf: (stage: string | null) => string, rung: (stage: string) => number | undefined): LaneBin[] {
  return lane.bins.flatMap((bin) => {
    const first = dayOf(bin.day);
    if (first === undefined) return [];
    return [{ first, last: endOfBin(first, span), count: bin.events, colour: colourOf(middle(bin.stages, rung)) }];
  });
}

/** Lanes for drawing: each event where there are few enough, else how many there are. */
export function lanesOf(
  timeline: Timeline,
  events: readonly EventBrief[] | undefined,
  by: LaneBy,
  words: {
    readonly name: (id: string) => string;
    readonly say: (event: EventBrief) => string;
    readonly colourOf: (stage: string | null) => string;
    readonly rung: (stage: string) => number | undefined;
  },
): Lane[] {
  const items = new Map<string, LaneItem[]>();
  for (const event of events ?? []) {
    const item = itemOf(event, words.colourOf, words.say);
    for (const lane of lanesOfEvent(event, by)) {
      const list = items.get(lane);
      if (list) list.push(item);
      else items.set(lane, [item]);
    }
  }
  return timeline.lanes.slice(0, 40).map((lane) => laneOf(
    lane.id,
    words.name(lane.id),
    events ? (items.get(lane.id) ?? []) : [],
    events ? [] : binsOf(lane, timeline.span, words.colourOf, words.rung),
  ));
}

/** The days that all lanes cover, with a margin; what is far off is left out of the first view. */
export function wholeView(timeline: Timeline, today: Day): View {
  const days = timeline.lanes.flatMap((lane) => lane.bins.flatMap((bin) => dayOf(bin.day) ?? [])).sort((left, right) => left - right);
  const first = days[0] ?? today - 365;
  const last = days.at(-1) ?? today;
  const margin = Math.max(15, Math.round((last - first) * 0.04));
  return { from: first - margin, to: last + 31 + margin };
}

/** A view with as much again on either side, so that there is something to pan to, on bounds that small moves leave alone. */
export function around(view: View): View {
  const length = Math.max(1, view.to - view.from);
  const step = 2 ** Math.ceil(Math.log2(length));
  return { from: Math.floor((view.from - length) / step) * step, to: Math.ceil((view.to + length) / step) * step };
}

/** About how many events a view has, by the bins of all time. */
export function aboutHowMany(timeline: Timeline, span: BinSpan, view: View): number {
  let sum = 0;
  for (const { bins } of timeline.lanes) {
    for (const bin of bins) {
      const first = dayOf(bin.day);
      if (first !== undefined && first <= view.to && endOfBin(first, span) >= view.from) sum += bin.events;
    }
  }
  return sum;
}

/** A view as parameters of the API. */
export function rangeOf(view: View): { from: string; to: string } {
  return { from: isoOf(view.from), to: isoOf(view.to) };
}
