// How fast the console is in a browser, with the ledger of a running server: time to the first view, time of a step of the
// date slider, frames a second while the map and the timeline are panned, with what each frame costs the page itself
// (scripts, styles, layout: the main thread), and how long every page takes to show itself.
//
//     node tools/measure.mjs http://127.0.0.1:8321 [first slider pan pages]
import { chromium } from 'playwright-core';

const [address, ...asked] = process.argv.slice(2);
if (!address) {
  console.error('node tools/measure.mjs http://127.0.0.1:8321 [first slider pan pages]');
  process.exit(2);
}
const flags = ['--no-sandbox', '--disable-gpu', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-background-networking'];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });
const round = (value) => Math.round(value * 10) / 10;
const at = (values, share) => [...values].sort((left, right) => left - right)[Math.min(values.length - 1, Math.floor(values.length * share))];

async function fresh() {
  const context = await browser.newContext({ viewport: { width: 1360, height: 860 } });
  return { context, page: await context.newPage() };
}

/** From the request for the page to the first cell of the matrix, in a browser that knows nothing yet. */
async function firstView() {
  const times = [];
  for (let run = 0; run < 5; ++run) {
    const { context, page } = await fresh();
    await page.goto(`${address}/#/`);
    await page.waitForSelector('.cell', { timeout: 120_000 });
    times.push(await page.evaluate(() => performance.now()));
    await context.close();
  }
  console.log(`first view: median ${Math.round(at(times, 0.5))} ms of ${times.map(Math.round).join(', ')}`);
}

/** From the input of the slider to the frame after the matrix was drawn again. */
async function slider() {
  const { context, page } = await fresh();
  await page.goto(`${address}/#/`);
  await page.waitForSelector('.cell', { timeout: 120_000 });
  const { cells, times } = await page.evaluate(async () => {
    const input = document.querySelector('.slider-track input');
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    const [low, high] = [Number(input.min), Number(input.max)];
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const times = [];
    for (let step = 0; step < 60; ++step) {
      await frame();
      const begun = performance.now();
      set.call(input, String(Math.round(low + ((high - low) * ((step * 37) % 60)) / 60)));
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await frame();
      times.push(performance.now() - begun);
    }
    return { cells: document.querySelectorAll('.cell').length, times };
  });
  console.log(`date slider, ${cells} cells: median ${round(at(times, 0.5))} ms, 95th ${round(at(times, 0.95))} ms, worst ${round(Math.max(...times))} ms a step`);
  await context.close();
}

/** Frames while something is dragged to and fro for three seconds. */
async function pan(name, place, selector) {
  const { context, page } = await fresh();
  await page.goto(`${address}/#${place}`);
  await page.waitForSelector(selector, { timeout: 120_000 });
  await page.waitForFunction(() => !document.querySelector('.skeleton, [aria-busy="true"], [data-ready="false"]'), undefined, { timeout: 120_000 });
  await page.waitForTimeout(1500);
  const box = await page.locator(selector).first().boundingBox();
  const y = box.y + Math.min(box.height, 500) / 2;
  const debug = await context.newCDPSession(page);
  await debug.send('Performance.enable');
  const spent = async () => Object.fromEntries((await debug.send('Performance.getMetrics')).metrics.map((one) => [one.name, one.value]));
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.down();
  const counted = page.evaluate(() => new Promise((done) => {
    let frames = 0;
    const begun = performance.now();
    const count = () => {
      ++frames;
      if (performance.now() - begun > 3000) done({ frames, rate: (frames * 1000) / (performance.now() - begun) });
      else requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  }));
  const before = await spent();
  for (let step = 0; step < 150; ++step) {
    await page.mouse.move(box.x + box.width / 2 + 200 * Math.sin(step / 12), y);
    await page.waitForTimeout(16);
  }
  const { frames, rate } = await counted;
  const after = await spent();
  const each = (metric) => round(((after[metric] - before[metric]) * 1000) / frames);
  console.log(`${name}: ${Math.round(rate)} frames a second while panning; of each the main thread has ${each('TaskDuration')} ms, scripts ${each('ScriptDuration')} ms, styles and layout ${round(each('RecalcStyleDuration') + each('LayoutDuration'))} ms`);
  await page.mouse.up();
  await context.close();
}

/** From going to a page until nothing on it waits any more; and what it fetched for that. */
async function pages() {
  const { context, page } = await fresh();
  const first = async (path, list) => {
    const answer = await page.request.get(`${address}/api/v1/${path}${path.includes('?') ? '&' : '?'}limit=1`, { timeout: 600_000 });
    return encodeURIComponent((await answer.json())[list][0]?.id ?? '');
  };
  const places = [
    '/', '/?since=2025-01-01', '/map', '/timeline', '/timeline?lane=sector', '/network', '/network?level=actor', `/events/${await first('events', 'events')}`,
    `/reports/${await first('reports', 'reports')}`, `/actors/${await first('actors', 'actors')}`, `/assets/${await first('assets', 'assets')}`,
    `/outlets/${await first('outlets', 'outlets')}`, '/actors', '/assets', '/outlets', '/reports', '/search?q=agreement', '/drop', '/initiatives', '/gaps', '/review',
  ];
  let bytes = 0;
  const debug = await context.newCDPSession(page);
  await debug.send('Network.enable');
  debug.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength; });
  for (const place of places) {
    bytes = 0;
    const begun = Date.now();
    await page.goto('about:blank');
    await page.goto(`${address}/#${place}`);
    const settled = () => document.querySelector('h1') && !document.querySelector('.skeleton, .boot, [aria-busy="true"], [data-ready="false"]');
    const done = await page.waitForFunction(settled, undefined, { timeout: Number(process.env.PATIENCE ?? 120) * 1000 }).then(() => true, () => false);
    const elements = await page.evaluate(() => document.querySelectorAll('*').length);
    const failed = await page.locator('.notice-bad').count();
    console.log(`${place.slice(0, 40)}: ${done ? `${Date.now() - begun} ms` : `nothing after ${Date.now() - begun} ms`}, ${Math.round(bytes / 1000)} kB, ${elements} elements${failed ? ', AN ERROR IS SHOWN' : ''}`);
    if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${place.replace(/[^a-z]+/gi, '-').slice(0, 30)}.png` });
  }
  await context.close();
}

const measures = {
  first: firstView,
  slider,
  pan: async () => {
    await pan('map', '/map', '.map-surface canvas');
    await pan('timeline', '/timeline', '.lane-canvas');
    await pan('timeline of a month', '/timeline?from=2025-05-20&to=2025-06-20', '.lane-canvas');
  },
  pages,
};
for (const name of asked.length > 0 ? asked : Object.keys(measures)) await measures[name]();
await browser.close();
