// Lighthouse against a running console: performance, accessibility, best practices of the pages named, each at least 95.
//
//     npm install --no-save lighthouse@12.2.3
//     node tools/audit.mjs http://127.0.0.1:8321 [desktop|mobile] ['#/map' ...]
import { pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';

const [address, form = 'desktop', ...places] = process.argv.slice(2);
if (!address || !['desktop', 'mobile'].includes(form)) {
  console.error("node tools/audit.mjs http://127.0.0.1:8321 [desktop|mobile] ['#/map' ...]");
  process.exit(2);
}
const require = createRequire(import.meta.url);
const { default: lighthouse, desktopConfig } = await import(pathToFileURL(require.resolve('lighthouse')).href).catch(() => {
  console.error('lighthouse is not there: npm install --no-save lighthouse@12.2.3');
  process.exit(2);
});
const { launch } = await import('chrome-launcher');
const browser = await launch({
  chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
});
let low = false;
for (const place of places.length > 0 ? places : ['#/']) {
  const options = { port: browser.port, onlyCategories: ['performance', 'accessibility', 'best-practices'], output: 'json', logLevel: 'error' };
  const { lhr } = await lighthouse(`${address}/${place}`, options, form === 'desktop' ? desktopConfig : undefined);
  const scores = Object.values(lhr.categories).map((one) => `${one.id} ${Math.round(one.score * 100)}`);
  console.log(`${form} ${place}: ${scores.join(', ')}; first paint ${lhr.audits['first-contentful-paint'].displayValue}, largest ${lhr.audits['largest-contentful-paint'].displayValue}, blocking ${lhr.audits['total-blocking-time'].displayValue}`);
  for (const category of Object.values(lhr.categories)) {
    if (category.score < 0.95) low = true;
    for (const { id, weight } of category.auditRefs) {
      const { score, title, displayValue = '' } = lhr.audits[id];
      if (weight > 0 && score !== null && score < 0.9) console.log(`  ${category.id}: ${id}: ${title} ${displayValue}`);
    }
  }
}
await browser.kill();
process.exit(low ? 1 : 0);
