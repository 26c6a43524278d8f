// How fast the console is in a browser, with the ledger of a running server: time to the first view, time of a step of the
// date slider, frames a second while the map and the timeline are panned.
//
//     node tools/measure.mjs http://127.0.0.1:8321
import { chromium } from 'playwright-core';

const [address] = process.argv.slice(2);
if (!address) {
  console.error('node tools/measure.mjs http://127.0.0.1:8321');
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
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.down();
  const counted = page.evaluate(() => new Promise((done) => {
    let frames = 0;
    const begun = performance.now();
    const count = () => {
      ++frames;
      if (performance.now() - begun > 3000) done((frames * 1000) / (performance.now() - begun));
      else requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  }));
  for (let step = 0; step < 150; ++step) {
    await page.mouse.move(box.x + box.width / 2 + 200 * Math.sin(step / 12), y);
    await page.waitForTimeout(16);
  }
  console.log(`${name}: ${Math.round(await counted)} frames a second while panning`);
  await page.mouse.up();
  await context.close();
}

await firstView();
await slider();
await pan('map', '/map', '.map-canvas canvas');
await pan('timeline', '/timeline', '.lane-canvas');
await browser.close();
