import type { Move } from '../../api/types';
import { dayOf, type Day } from '../../base/days';
import type { ChartOption } from '../../widgets/chart';
import { colour } from '../../widgets/theme';

export interface HistoryWords {
  readonly stage: (id: string) => string;
  readonly day: (day: Day) => string;
  readonly claimed: string;
  readonly evidenced: string;
}

/** One step of a line: from this day on, so far. */
export interface Step {
  readonly day: Day;
  readonly rung: number;
}

const millisecondsPerDay = 86_400_000;

/** Whether there is anything to draw: a dated move on the ladder. */
export function hasHistory(moves: readonly Move[]): boolean {
  return moves.some((one) => dayOf(one.day) !== undefined && one.stage !== null && one.status === 'actual');
}

/** The furthest rung by day, of actual moves; of the evidenced alone where asked. Setbacks do not lower it. */
export function stepsOf(moves: readonly Move[], ladder: readonly string[], evidencedOnly: boolean): Step[] {
  const steps: Step[] = [];
  let furthest = -1;
  for (const move of moves) {
    const day = dayOf(move.day);
    const rung = move.stage === null ? -1 : ladder.indexOf(move.stage);
    if (day === undefined || rung < 0 || move.status !== 'actual' || (evidencedOnly && move.evidence.length === 0)) continue;
    if (rung <= furthest) continue;
    furthest = rung;
    steps.push({ day, rung });
  }
  return steps;
}

/** Stage by day as two stairs: what was claimed, and what is evidenced. */
export function stageHistory(moves: readonly Move[], ladder: readonly string[], words: HistoryWords): ChartOption {
  const days = moves.flatMap((one) => dayOf(one.day) ?? []);
  const last = Math.max(...days);
  const first = Math.min(...days);
  const pad = Math.max(20, Math.round((last - first) * 0.06));
  const line = (name: string, evidencedOnly: boolean, shade: string, dashed: boolean) => {
    const steps = stepsOf(moves, ladder, evidencedOnly);
    const end = steps.at(-1);
    const data = [...steps, ...(end ? [{ day: last + pad, rung: end.rung }] : [])].map((one) => [one.day * millisecondsPerDay, one.rung]);
    return {
      name, type: 'line', step: 'end', data, symbol: 'circle', symbolSize: 7, showSymbol: true,
      lineStyle: { color: shade, width: 2, type: dashed ? 'dashed' : 'solid' }, itemStyle: { color: shade },
    };
  };
  const ink = colour('ink-soft');
  const top = Math.max(...moves.map((one) => ladder.indexOf(one.stage ?? '')), 4);
  return {
    animation: false,
    grid: { left: 112, right: 18, top: 12, bottom: 30 },
    tooltip: {
      trigger: 'item', renderMode: 'richText',
      formatter: (item: { seriesName: string; value: [number, number] }) =>
        `${words.day(Math.round(item.value[0] / millisecondsPerDay))}\n${item.seriesName}: ${words.stage(ladder[item.value[1]] ?? '')}`,
    },
    xAxis: {
      type: 'time', min: (first - pad) * millisecondsPerDay, max: (last + pad) * millisecondsPerDay,
      axisLabel: { color: ink, hideOverlap: true, formatter: (value: number) => words.day(Math.round(value / millisecondsPerDay)) },
      axisLine: { lineStyle: { color: colour('line-strong') } }, splitLine: { show: false }, splitNumber: 4,
    },
    yAxis: {
      type: 'value', min: 0, max: top, interval: 1,
      axisLabel: { color: ink, formatter: (value: number) => words.stage(ladder[value] ?? '') },
      splitLine: { lineStyle: { color: colour('line') } },
    },
    series: [line(words.claimed, false, colour('claimed'), true), line(words.evidenced, true, colour('evidenced'), false)],
  };
}
