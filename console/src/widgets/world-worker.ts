import { getCenter, getWidth } from 'ol/extent';
import CanvasImmediateRenderer from 'ol/render/canvas/Immediate';
import Fill from 'ol/style/Fill';
import Stroke from 'ol/style/Stroke';
import Style from 'ol/style/Style';
import { compose, create } from 'ol/transform';
import atlas from 'world-atlas/countries-50m.json';
import type { Answer, Order } from './world';
import { countriesOf } from './world-countries';

// A worker: reading the atlas and painting it would hold up the page.
const self = globalThis as unknown as {
  postMessage(answer: Answer, held?: readonly ImageBitmap[]): void;
  onmessage: (event: MessageEvent<Order>) => void;
};
const countries = countriesOf(atlas);

self.onmessage = ({ data: order }) => {
  const picture = paint(order);
  self.postMessage({ order: order.order, picture }, [picture]);
};
self.postMessage({ countries: countries.map(([one]) => one) });

function paint({ extent, width, height, scale, sea, land, host, border, hosts }: Order): ImageBitmap {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('The browser has no canvas to draw on');
  context.fillStyle = sea;
  context.fillRect(0, 0, width, height);
  const pixel = getWidth(extent) / width;
  const [x = 0, y = 0] = getCenter(extent);
  const toPixels = compose(create(), width / 2, height / 2, 1 / pixel, -1 / pixel, 0, -x, -y);
  // What moves a line by less than half a pixel is left out.
  const renderer = new CanvasImmediateRenderer(context, scale, extent, toPixels, 0, (pixel / 2) ** 2);
  const style = (fill: string) =>
    new Style({ fill: new Fill({ color: fill }), stroke: new Stroke({ color: border, width: 0.8 }) });
  for (const [fill, ofHosts] of [[land, false], [host, true]] as const) {
    renderer.setStyle(style(fill));
    for (const [{ name }, shape] of countries) if (hosts.includes(name) === ofHosts) renderer.drawMultiPolygon(shape);
  }
  return canvas.transferToImageBitmap();
}
