import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, launch, open, settled, shoot, visit, type Visit } from './browser';
import { inject } from 'vitest';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function during(run: (visit: Visit) => Promise<void>, options: Parameters<typeof visit>[1] = {}): Promise<void> {
  const visited = await visit(browser, options);
  try {
    await run(visited);
    expect(visited.faults).toEqual([]);
  } catch (error) {
    await shoot(visited.page, `failed-${expect.getState().currentTestName?.replace(/\W+/g, '-').slice(0, 60)}`);
    throw error;
  } finally {
    await visited.context.close();
  }
}

/** Opens the queue, and waits until its keys are listened to: after the frame in which the first case is drawn. */
async function openReview(page: Page): Promise<void> {
  await open(page, '/review');
  await keysHeard(page);
}

async function keysHeard(page: Page): Promise<void> {
  await page.locator('.case-card h2').waitFor();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
}

/** Stages of the matrix, cell by cell, as they are shown. Trends come in a moment later, and are not asked for here. */
function shown(page: Page): Promise<string[]> {
  return page.locator('.matrix .cell .stage').allInnerTexts();
}

describe('from the matrix to the words', () => {
  test('in three clicks', () => during(async ({ page }) => {
    await open(page, '/');
    const cell = page.getByRole('button', { name: /^Russia, Kazakhstan, nuclear power:/ });
    await cell.click();
    await settled(page);
    await page.locator('.panel .event-link').first().click();
    await settled(page);
    const words = page.locator('.told-words').first();
    const said = (await words.locator('mark').innerText()).trim();
    expect(said.length).toBeGreaterThan(10);
    await words.click();
    await settled(page);
    const chosen = page.locator('.report-text mark.is-chosen');
    await expect.poll(() => chosen.count()).toBeGreaterThan(0);
    const highlighted = (await chosen.allInnerTexts()).join('');
    expect(highlighted.replace(/\s+/g, ' ')).toContain(said.replace(/\s+/g, ' ').slice(0, 40));
    expect(await page.locator('.claim-row.is-chosen').count()).toBe(1);
    // And back: the row leads to the words.
    await page.locator('.claim-row:not(.is-chosen) .claim-words').first().click();
    await expect.poll(async () => (await chosen.allInnerTexts()).join('')).not.toBe(highlighted);
  }));

  test('highlighted words are the bytes of the claim', () => during(async ({ page }) => {
    const { reports } = await ask<{ reports: { id: string; outlet: string | null }[] }>('reports?limit=50');
    for (const report of reports) {
      const detail = await ask<{ text: string; claims: { id: string; evidence: { begin: number; end: number } }[] }>(`reports/${encodeURIComponent(report.id)}`);
      const bytes = new TextEncoder().encode(detail.text);
      for (const claim of detail.claims.slice(0, 3)) {
        await open(page, `/reports/${encodeURIComponent(report.id)}?claim=${encodeURIComponent(claim.id)}&hide=names,dates,chains,remarks`);
        const expected = new TextDecoder().decode(bytes.slice(claim.evidence.begin, claim.evidence.end));
        const found = await page.locator('.report-text mark.is-chosen').allTextContents();
        // Control characters are shown by name; the rest has to be the same, byte for byte.
        const plain = (text: string) => text.replace(/U\+[0-9A-F]{4,6}|\p{Cf}|\s/gu, '');
        expect(plain(found.join(''))).toBe(plain(expected));
      }
    }
  }), 240_000);
});

describe('replay', () => {
  test('to a date, by the field and by the address', () => during(async ({ page }) => {
    await open(page, '/');
    const now = await shown(page);
    await page.locator('.date-field').fill('2024-12-31');
    await page.keyboard.press('Enter');
    await expect.poll(() => shown(page)).not.toEqual(now);
    const then = await shown(page);
    expect(page.url()).toContain('as_of=2024-12-31');
    const { cells } = await ask<{ cells: unknown[] }>('standings?as_of=2024-12-31');
    expect(then.length).toBe(cells.length);
    await page.reload();
    await settled(page);
    expect(await shown(page)).toEqual(then);
    await page.getByRole('button', { name: 'Now' }).click();
    await expect.poll(() => shown(page)).toEqual(now);
  }));

  test('every step of the slider shows what the server says', () => during(async ({ page }) => {
    await open(page, '/');
    const slider = page.locator('.slider-track input');
    await slider.focus();
    const back = page.getByRole('button', { name: 'To the change before' });
    for (let step = 0; step < 4; ++step) {
      await back.click();
      const day = /as_of=([\d-]+)/.exec(page.url())?.[1];
      const { cells } = await ask<{ cells: { stage: string }[] }>(`standings?as_of=${day}`);
      const stages = await page.locator('.matrix .cell .stage').allInnerTexts();
      expect(stages.sort()).toEqual(cells.map((one) => one.stage).sort());
    }
  }));

  test('known by a date asks what had been published', () => during(async ({ page }) => {
    await open(page, '/?replay=known_by&known_by=2025-06-14');
    const { cells } = await ask<{ cells: unknown[] }>('standings?known_by=2025-06-14');
    expect((await shown(page)).length).toBe(cells.length);
    expect(await page.locator('.lead').innerText()).toContain('14 Jun 2025');
  }));

  test('what changed since a date', () => during(async ({ page }) => {
    await open(page, '/?since=2025-06-01');
    expect(await page.locator('.moves li').count()).toBeGreaterThan(0);
    expect(await page.locator('.matrix td.is-changed').count()).toBeGreaterThan(0);
  }));
});

describe('review', () => {
  test('accept by key, undo by key', () => during(async ({ page }) => {
    await openReview(page);
    const waiting = () => page.locator('.queue > p').innerText();
    const before = await waiting();
    const title = await page.locator('.case-card h2').innerText();
    await page.keyboard.press('a');
    await page.locator('.toast', { hasText: 'Done: Accept' }).waitFor();
    await expect.poll(waiting).not.toBe(before);
    await expect.poll(() => page.locator('.case-card h2').innerText()).not.toBe(title);
    await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(waiting).toBe(before);
  }, { writer: true }));

  test('correct a stage with a reason; the matrix follows; undo', () => during(async ({ page }) => {
    await openReview(page);
    const id = decodeURIComponent(/review\/([^?]*)/.exec(await page.locator('.queue-item').first().getAttribute('href') ?? '')?.[1] ?? '');
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Stage').selectOption('mention');
    await dialog.getByLabel('Reason').fill('the words assert no more');
    await dialog.getByRole('button', { name: 'Correct' }).click();
    await page.locator('.toast', { hasText: 'Done: Correct' }).waitFor();
    // Views follow a decision a moment later: the stream tells the page when they have.
    const stage = async () => (await ask<{ event: { stage: string } }>(`events/${encodeURIComponent(id)}`)).event.stage;
    await expect.poll(stage).toBe('mention');
    const { decisions } = await ask<{ decisions: { words: string }[] }>(`events/${encodeURIComponent(id)}`);
    expect(decisions[0]?.words).toContain('A. Reader');
    await page.locator('.decisions li', { hasText: 'mention' }).getByRole('button', { name: 'Undo' }).first().click();
    await page.locator('.toast', { hasText: 'Taken back' }).waitFor();
    await expect.poll(stage).not.toBe('mention');
  }, { writer: true }));

  test('without a name the settings are asked for', () => during(async ({ page }) => {
    await openReview(page);
    await page.keyboard.press('a');
    await page.getByRole('dialog', { name: 'Settings' }).waitFor();
  }));
});

describe('dropping a report', () => {
  test('text is read before the eyes, and kept', () => during(async ({ page }) => {
    const text = readFileSync(new URL('reports/dropped.txt', import.meta.url), 'utf8');
    await open(page, '/drop');
    await page.getByLabel('The report').fill(text);
    await page.getByRole('button', { name: 'Read', exact: true }).click();
    await page.locator('.steps .is-done').nth(3).waitFor({ timeout: 60_000 });
    expect(await page.locator('.claim-row').count()).toBeGreaterThan(0);
    await page.getByRole('link', { name: 'Open the report' }).click();
    await settled(page);
    expect(await page.locator('h1').innerText()).toContain('France');
    // The matrix has it without being asked.
    await open(page, '/?partner=FR');
    await page.getByRole('button', { name: /^France, Kazakhstan, uranium:.*memorandum/s }).waitFor();
  }, { writer: true }));

  test('a page that is only tried is not kept', () => during(async ({ page }) => {
    const before = await ask<{ total: number }>('reports?limit=1');
    await open(page, '/drop');
    await page.getByRole('radio', { name: 'HTML' }).click();
    await page.getByLabel('The report').fill('<html><body><article><p>Uzbekistan and South Korea signed an agreement on tungsten in Tashkent on May 5, 2025, Uzbekistan\'s Mining Ministry said.</p></article></body></html>');
    await page.getByLabel('Keep it in the ledger').uncheck();
    await page.getByRole('button', { name: 'Read', exact: true }).click();
    await page.getByRole('heading', { name: 'Read, not kept' }).waitFor({ timeout: 60_000 });
    expect((await ask<{ total: number }>('reports?limit=1')).total).toBe(before.total);
  }, { writer: true }));

  test('a wrong token is said so', () => during(async ({ page, faults }) => {
    await page.addInitScript(() => sessionStorage.setItem('tamga.token', 'wrong wrong wrong wrong'));
    await open(page, '/drop');
    await page.getByLabel('The report').fill('Kazakhstan chose Rosatom.');
    await page.getByRole('button', { name: 'Read', exact: true }).click();
    await page.getByRole('dialog', { name: 'Settings' }).waitFor();
    faults.length = 0;
  }));
});

describe('text that means harm', () => {
  test('is text', () => during(async ({ page }) => {
    page.on('dialog', () => { throw new Error('a script of a report ran'); });
    const { reports } = await ask<{ reports: { id: string; outlet: string | null }[] }>('reports?limit=50');
    const hostile = reports.find((one) => one.outlet?.includes('onerror'));
    await open(page, `/reports/${encodeURIComponent(hostile?.id ?? '')}`);
    expect(await page.locator('.report-text').innerText()).toContain('<script>document.title="owned"</script>');
    expect(await page.locator('h1 img, h1 script, .report-text script, .report-text b').count()).toBe(0);
    expect(await page.title()).not.toBe('owned');
    const text = await page.locator('h1, .report-text').allTextContents();
    expect(text.join('')).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/);
  }));
});

describe('by keyboard alone', () => {
  test('from the top of the page to the words', () => during(async ({ page }) => {
    await open(page, '/');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    const focusOn = async (selector: string) => {
      for (let step = 0; step < 60; ++step) {
        await page.keyboard.press('Tab');
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
      }
      throw new Error(`Tab does not reach ${selector}`);
    };
    await focusOn('.cell');
    await page.keyboard.press('ArrowDown');
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
    expect(outline).toBe('solid');
    await page.keyboard.press('Enter');
    await settled(page);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('cell-title');
    await focusOn('.panel .event-link');
    await page.keyboard.press('Enter');
    await settled(page);
    await page.waitForSelector('.told-words');
    await focusOn('.told-words');
    await page.keyboard.press('Enter');
    await settled(page);
    await page.waitForFunction(() => document.activeElement?.matches('.report-text mark'));
  }));

  test('keys: help, search, pages', () => during(async ({ page }) => {
    await open(page, '/');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.waitForURL(/#\/review/);
    await keysHeard(page);
    await page.keyboard.press('j');
    await page.waitForURL(/#\/review\/./);
    await page.keyboard.press('/');
    await page.keyboard.type('ulken');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#\/search\?q=ulken/);
    await settled(page);
    expect(await page.locator('.hits li').count()).toBeGreaterThan(0);
  }));
});

describe('maps, lanes, networks', () => {
  test('the map shows, and its brush narrows it', () => during(async ({ page }) => {
    await open(page, '/map');
    const count = () => page.locator('.map-list li').count();
    const all = await count();
    expect(all).toBeGreaterThan(1);
    await page.getByRole('slider', { name: 'From' }).fill(String(Math.floor(Date.parse('2025-11-01') / 86_400_000)));
    await expect.poll(count).toBeLessThan(all);
    expect(page.url()).toContain('from=2025-11-01');
  }));

  test('the map is moved by hand, wheel and keys, and points are chosen on it', () => during(async ({ page }) => {
    const { features } = await ask<{ features: { geometry: { coordinates: number[] } | null }[] }>('map?limit=3000');
    const [lon = 0, lat = 0] = features.find((one) => one.geometry)?.geometry?.coordinates ?? [];
    await open(page, `/map?at=${lon},${lat},6`);
    const at = () => new URLSearchParams(page.url().split('?')[1]).get('at')?.split(',').map(Number) ?? [];
    const surface = page.locator('.map-surface');
    const box = (await surface.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await surface.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => (at()[0] ?? 0) - lon).toBeCloseTo((100 / (512 * 2 ** 6)) * 360, 1);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 60, y, { steps: 4 });
    await page.mouse.move(x + 100, y, { steps: 4 });
    await page.waitForTimeout(150); // a hand that has come to rest lets go without a throw
    await page.mouse.up();
    await expect.poll(() => at()[0]).toBeCloseTo(lon, 0); // the first step of a drag tells that it is one
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, -450);
    await expect.poll(() => at()[2]).toBeGreaterThan(6.5);
    expect(at()[1]).toBeCloseTo(lat, 1);
    await page.getByRole('button', { name: 'Zoom out' }).click();
    await expect.poll(() => at()[2]).toBeLessThan(6.5);
    await open(page, `/map?at=${lon},${lat},6`);
    await page.reload();
    await settled(page);
    await page.locator('.map-surface canvas').first().waitFor();
    await page.locator('[data-ready="true"]').first().waitFor();
    await page.waitForTimeout(400);
    const again = (await surface.boundingBox()) ?? box;
    await page.mouse.click(again.x + again.width / 2, again.y + again.height / 2);
    await page.locator('.map-list-head', { hasText: 'chosen' }).waitFor();
    expect(await page.locator('.map-list li').count()).toBeGreaterThan(0);
  }));

  test('lanes zoom from years to days', () => during(async ({ page }) => {
    await open(page, '/timeline');
    const said = () => page.locator('.lane-tools p').innerText();
    const whole = await said();
    await page.locator('.lane-canvas').focus();
    for (let step = 0; step < 9; ++step) await page.keyboard.press('+');
    await settled(page);
    expect(await said()).not.toBe(whole);
    await page.getByRole('button', { name: 'Whole time' }).click();
    await expect.poll(said).toBe(whole);
  }));

  test('a tie of the network leads to its events', () => during(async ({ page }) => {
    await open(page, '/network');
    await page.locator('.edge-list button').first().click();
    await settled(page);
    expect(await page.locator('.map-side .event-link').count()).toBeGreaterThan(0);
  }));
});

describe('taking along', () => {
  const save = async (page: Page, item: string) => {
    await page.locator('.page-tools, .lane-tools').getByRole('button', { name: 'Export' }).click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: item, exact: true }).click()]);
    const path = join(inject('artefacts'), file.suggestedFilename());
    await file.saveAs(path);
    return readFileSync(path);
  };
  test('the matrix as CSV, SVG and a brief', () => during(async ({ page }) => {
    await open(page, '/?host=KZ');
    const csv = (await save(page, 'CSV')).toString();
    expect(csv.split('\r\n')[0]).toBe('host,sector,partner,stage,claimed,evidenced,since');
    expect(csv).toContain('Kazakhstan');
    expect(csv).not.toContain('Uzbekistan,');
    expect((await save(page, 'SVG picture')).toString()).toMatch(/^<svg[^>]*>[\s\S]*<\/svg>/);
    expect((await save(page, 'Brief (Markdown)')).toString()).toContain('Kazakhstan');
  }));
  test('pictures are pictures', () => during(async ({ page }) => {
    for (const place of ['/map', '/timeline', '/network']) {
      await open(page, place);
      const png = await save(page, 'PNG');
      expect(png.subarray(1, 4).toString()).toBe('PNG');
      expect(png.length).toBeGreaterThan(5000);
    }
  }));
});

test('language and colours are chosen and kept', () => during(async ({ page }) => {
  await open(page, '/');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('Language').selectOption('ru');
  await page.getByLabel('Colours').selectOption('dark');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'Хронология' }).waitFor();
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  await page.reload();
  await settled(page);
  expect(await page.locator('html').getAttribute('lang')).toBe('ru');
}));

test('a server that is away is said so, and can be tried again', () => during(async ({ page, faults }) => {
  await open(page, '/');
  await page.route('**/api/v1/timeline*', (route) => route.abort());
  await open(page, '/timeline');
  await page.getByRole('alert').waitFor();
  await page.unroute('**/api/v1/timeline*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('.lane-canvas').waitFor();
  faults.length = 0;
}));
