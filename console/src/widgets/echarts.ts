import { BarChart, CustomChart, LineChart } from 'echarts/charts';
import { DataZoomInsideComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { ChartOption } from './chart';

register([BarChart, CustomChart, LineChart, GridComponent, TooltipComponent, DataZoomInsideComponent, CanvasRenderer]);

/** Draws a chart that follows the size of its element; gives back what takes it away again. */
export function draw(element: HTMLElement, option: ChartOption, onPick: (index: number) => void): () => void {
  const chart = init(element, undefined, { renderer: 'canvas' });
  chart.setOption(option);
  chart.on('click', (event) => onPick(event.dataIndex));
  const observer = new ResizeObserver(() => chart.resize());
  observer.observe(element);
  return () => {
    observer.disconnect();
    chart.dispose();
  };
}
