import { addMonths, dateOf, dayFrom, type Day } from '../base/days';
import { rowHeight, type Placed, type PlacedLane, type View } from './lanes-layout';
import { paletteOf } from './theme';

export interface Axis {
  readonly day: (day: Day, style: 'day' | 'month' | 'year') => string;
}

export interface Painting {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly view: View;
  readonly selected: string | undefined;
  readonly today: Day;
  readonly colours: ReturnType<typeof laneColours>;
}

/** The colours of lanes in the theme in force. */
export function laneColours() {
  return paletteOf('accent', 'ink-soft', 'line', 'line-strong', 'paper-raised');
}

const axisHeight = 26;
export { axisHeight };

/** Paints lanes; called for each frame while panning, so it does nothing but draw. */
export function paint(painting: Painting, lanes: readonly PlacedLane[], axis: Axis): void {
  const { context, width, height, colours } = painting;
  context.fillStyle = colours['paper-raised'];
  context.fillRect(0, 0, width, height);
  paintAxis(painting, axis);
  context.save();
  context.beginPath();
  context.rect(0, axisHeight, width, height - axisHeight);
  context.clip();
  context.translate(0, axisHeight);
  for (const lane of lanes) {
    context.fillStyle = colours.line;
    context.fillRect(0, lane.top + lane.height - 1, width, 1);
    paintBins(painting, lane);
    for (const placed of lane.placed) paintItem(painting, lane, placed);
  }
  paintToday(painting);
  context.restore();
}

function xOf({ view, width }: Painting, day: Day): number {
  return ((day - view.from) / Math.max(1, view.to - view.from + 1)) * width;
}

function paintBins(painting: Painting, lane: PlacedLane): void {
  if (lane.lane.items.length > 0) return;
  const { context } = painting;
  for (const bin of lane.lane.bins) {
    if (bin.last < painting.view.from || bin.first > painting.view.to) continue;
    const x = xOf(painting, bin.first);
    const wide = Math.max(1.5, xOf(painting, bin.last + 1) - x - 0.5);
    const tall = Math.max(2, Math.sqrt(bin.count / lane.lane.highest) * (lane.height - 8));
    context.fillStyle = bin.colour;
    context.fillRect(x, lane.top + lane.height - 2 - tall, wide, tall);
  }
}

function paintItem({ context, colours, selected }: Painting, lane: PlacedLane, { item, x, width, row }: Placed): void {
  const y = lane.top + 6 + row * rowHeight;
  const tall = rowHeight - 5;
  context.beginPath();
  if (item.exact) context.arc(x + width / 2, y + tall / 2, tall / 2, 0, Math.PI * 2);
  else context.roundRect(x, y, width, tall, 3);
  if (item.planned) {
    context.fillStyle = colours['paper-raised'];
    context.fill();
    context.setLineDash([3, 2]);
    context.lineWidth = 1.5;
    context.strokeStyle = colours['ink-soft'];
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = 0.45;
  }
  context.fillStyle = item.exact ? item.colour : fuzzy(context, x, width, item);
  context.fill();
  context.globalAlpha = 1;
  if (!item.planned) {
    context.lineWidth = 1;
    context.strokeStyle = colours['line-strong'];
    context.globalAlpha = item.exact ? 1 : 0.45;
    context.stroke();
    context.globalAlpha = 1;
  }
  if (item.id === selected) {
    context.lineWidth = 2.5;
    context.strokeStyle = colours.accent;
    context.stroke();
  }
}

/** A date that may be any day of a stretch fades towards the ends of what it may be; an open end fades away altogether. */
function fuzzy(context: CanvasRenderingContext2D, x: number, width: number, item: { colour: string; first: Day | undefined; last: Day | undefined }): CanvasGradient {
  const gradient = context.createLinearGradient(x, 0, x + width, 0);
  const faint = `${item.colour}${item.colour.length === 7 ? '40' : ''}`;
  const none = `${item.colour}${item.colour.length === 7 ? '00' : ''}`;
  gradient.addColorStop(0, item.first === undefined ? none : faint);
  gradient.addColorStop(item.first === undefined ? 0.7 : 0.3, item.colour);
  gradient.addColorStop(item.last === undefined ? 0.3 : 0.7, item.colour);
  gradient.addColorStop(1, item.last === undefined ? none : faint);
  return gradient;
}

function paintToday(painting: Painting): void {
  const x = xOf(painting, painting.today);
  if (x < 0 || x > painting.width) return;
  painting.context.fillStyle = painting.colours.accent;
  painting.context.fillRect(x, 0, 1, painting.height);
}

function paintAxis(painting: Painting, axis: Axis): void {
  const { context, width, height, view, colours } = painting;
  context.font = '12px system-ui, sans-serif';
  context.textBaseline = 'middle';
  const { ticks, style } = ticksOf(view, width);
  for (const day of ticks) {
    const x = xOf(painting, day);
    context.fillStyle = colours.line;
    context.fillRect(x, axisHeight - 6, 1, height);
    context.fillStyle = colours['ink-soft'];
    context.fillText(axis.day(day, style), x + 4, axisHeight / 2);
  }
}

/** Days that get a label: years, quarters, months, weeks or days, whatever leaves room for words. */
export function ticksOf(view: View, width: number): { readonly ticks: readonly Day[]; readonly style: 'day' | 'month' | 'year' } {
  const perTick = (view.to - view.from) / Math.max(2, width / 96);
  const ticks: Day[] = [];
  if (perTick > 20) {
    const steps = [1, 3, 6, 12, 24, 60, 120, 300, 600];
    const months = steps.find((one) => one * 30.5 >= perTick) ?? 1200;
    const date = dateOf(view.from);
    const start = Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months) * months;
    let day = dayFrom(Math.floor(start / 12), (start % 12) + 1, 1) ?? view.from;
    for (; day <= view.to && ticks.length < 200; day = addMonths(day, months)) ticks.push(day);
    return { ticks, style: months >= 12 ? 'year' : 'month' };
  }
  const days = [1, 2, 7, 14].find((one) => one >= perTick) ?? 28;
  for (let day = Math.ceil(view.from / days) * days; day <= view.to && ticks.length < 200; day += days) ticks.push(day);
  return { ticks, style: 'day' };
}

