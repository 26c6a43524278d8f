import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { inject } from 'vitest';

export function launch(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Error(`There is no browser at ${executablePath}: install Debian's chromium, or name one in CHROMIUM`);
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run', '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader', '--font-render-hinting=none',
    ],
  });
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What went wrong in the page: errors, refusals by the policy, requests to elsewhere. */
  readonly faults: string[];
}

export interface VisitOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
  readonly locale?: string;
  /** With a name and the token, so that decisions can be made. */
  readonly writer?: boolean;
}

/** Opens a fresh page that watches itself. */
export async function visit(browser: Browser, options: VisitOptions = {}): Promise<Visit> {
  const address = inject('address');
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1360, height: options.height ?? 860 },
    colorScheme: options.theme ?? 'light',
    locale: options.locale ?? 'en-GB',
    acceptDownloads: true,
  });
  if (options.writer) {
    await context.addInitScript((token) => {
      localStorage.setItem('tamga.settings', JSON.stringify({ author: 'A. Reader' }));
      sessionStorage.setItem('tamga.token', token);
    }, inject('token'));
  }
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !/^(blob|data):/.test(request.url())) faults.push(`request: ${request.url()}`);
  });
  return { page, context, faults };
}

/** Goes to a place of the console and waits until nothing is being loaded. */
export async function open(page: Page, place: string): Promise<void> {
  await page.goto(`${inject('address')}/#${place}`);
  await settled(page);
}

export async function settled(page: Page): Promise<void> {
  await page.waitForSelector('main h1, main .notice');
  await page.waitForFunction(() => !document.querySelector('.skeleton, [aria-busy="true"], [data-ready="false"]'), undefined, { timeout: 60_000 });
}

export async function shoot(page: Page, name: string, fullPage = true): Promise<void> {
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(inject('artefacts'), `${name}.png`), fullPage });
}

/** Something of the ledger, by the API itself, so that journeys do not depend on ids. */
export async function ask<T>(path: string): Promise<T> {
  const response = await fetch(`${inject('address')}/api/v1/${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
