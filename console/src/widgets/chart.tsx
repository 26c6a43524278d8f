import { useEffect, useRef, useState } from 'preact/hooks';
import type { EChartsCoreOption } from 'echarts/core';
import { Skeleton } from './load';
import { useTheme } from './theme';

export type ChartOption = EChartsCoreOption;

interface ChartProps {
  readonly label: string;
  /** Made again when the theme changes, so that colours can be read from the style sheets. */
  readonly option: () => ChartOption;
  readonly height: number;
  readonly onReady?: (canvas: () => HTMLCanvasElement | null) => void;
  readonly onPick?: (index: number) => void;
  /** Changes when the option does. */
  readonly version: string;
}

/** A chart of ECharts, which is fetched when the first is shown. Tables beside it say the same for those who cannot see it. */
export function Chart({ label, option, height, onReady, onPick, version }: ChartProps) {
  const theme = useTheme();
  const host = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState(false);
  const latest = useRef({ option, onReady, onPick });
  latest.current = { option, onReady, onPick };
  useEffect(() => {
    let dispose: (() => void) | undefined;
    let gone = false;
    void import('./echarts').then(({ draw }) => {
      if (gone || !host.current) return;
      const element = host.current;
      setReady(true);
      dispose = draw(element, latest.current.option(), (index) => latest.current.onPick?.(index));
      latest.current.onReady?.(() => element.querySelector('canvas'));
    });
    return () => {
      gone = true;
      dispose?.();
    };
  }, [theme, version]);
  return (
    <div class="chart" role="img" aria-label={label}>
      {!ready && <Skeleton lines={4} />}
      <div ref={host} class={`chart-canvas chart-${height}`} />
    </div>
  );
}
