import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, open, shoot, visit } from './browser';
import { places } from './places';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

/** What axe finds in a page. It comes in by the debugger, which the page's policy does not bind. */
async function violationsOf(page: Page): Promise<readonly Violation[]> {
  const debug = await page.context().newCDPSession(page);
  await debug.send('Runtime.evaluate', { expression: axe });
  await debug.detach();
  return page.evaluate(async () => {
    const { axe: tester } = globalThis as unknown as { axe: { run: (root: Document, options: object) => Promise<{ violations: Violation[] }> } };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    return (await tester.run(document, { runOnly: tags })).violations;
  });
}

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Every page, in light and dark: WCAG 2.2 AA by axe, nothing refused by the policy, no request to elsewhere, a picture. */
describe.each(['light', 'dark'] as const)('every page in the %s', (theme) => {
  test('has no violation and stays at home', async () => {
    const { page, context, faults } = await visit(browser, { theme, writer: true });
    const found: string[] = [];
    for (const [name, place] of await places()) {
      await open(page, place);
      await shoot(page, `${name}-${theme}`);
      const violations = await violationsOf(page);
      for (const one of violations) found.push(`${name}: ${one.id}: ${one.help}: ${one.nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`).slice(0, 3).join(' | ')}`);
    }
    await context.close();
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
  }, 400_000);
});

describe('narrow screens', () => {
  test.each([360, 768])('nothing is wider than %i pixels', async (width) => {
    const { page, context, faults } = await visit(browser, { width, height: 780, writer: true });
    const wide: string[] = [];
    for (const [name, place] of await places()) {
      await open(page, place);
      await shoot(page, `${name}-${width}`);
      const by = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (by > 0) wide.push(`${name}: ${by} pixels too wide`);
    }
    await context.close();
    expect(wide).toEqual([]);
    expect(faults).toEqual([]);
  }, 400_000);
});

test('every page in Russian', async () => {
  const { page, context, faults } = await visit(browser, { locale: 'ru-RU', writer: true });
  const left: string[] = [];
  for (const [name, place] of await places()) {
    await open(page, place);
    await shoot(page, `${name}-ru`);
    const labels = await page.locator('.menu-main a, .page-tools button, .filters button, h2').allInnerTexts();
    if (!labels.join(' ').match(/[а-я]/i)) left.push(name);
  }
  expect(await page.locator('html').getAttribute('lang')).toBe('ru');
  await context.close();
  expect(left).toEqual([]);
  expect(faults).toEqual([]);
}, 400_000);
