import { existsSync } from 'node:fs';
import { describe } from '@jest/globals';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const WAYS = 'install it (Debian: apt-get install chromium) or set CHROMIUM_PATH';
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const executablePath = [process.env['CHROMIUM_PATH'] ?? '', ...PLACES].find((path) => path !== '' && existsSync(path));

/** Tells a story that needs a Chromium. Without one it is skipped and says so; where REQUIRE_BROWSER=1, it fails. */
export function describeInBrowser(story: string, tell: () => void): void {
  if (executablePath !== undefined) {
    describe(story, tell);
    return;
  }
  if (process.env['REQUIRE_BROWSER'] === '1') throw new Error(`REQUIRE_BROWSER=1, but there is no Chromium: ${WAYS}`);
  process.stderr.write(`Skipped: ${story}. There is no Chromium: ${WAYS}.\n`);
  describe.skip(`${story} (skipped: no Chromium)`, tell);
}

/** @throws {Error} where there is none. */
export async function openBrowser(): Promise<Browser> {
  if (executablePath === undefined) throw new Error(`No Chromium: ${WAYS}`);
  return chromium.launch({ executablePath, args: QUIET });
}

export type Looks = Pick<BrowserContextOptions, 'viewport' | 'colorScheme'>;

interface Wish extends Looks {
  /** The only place the page may talk to. */
  readonly origin: string;
}

export const DESK = { width: 1280, height: 900 };
export const PHONE = { width: 360, height: 800 };

/** A fresh page. `faults` collects what must not happen: errors, broken policies, calls to other hosts. */
export async function openPage(
  browser: Browser,
  { origin, ...looks }: Wish,
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({
    ...looks,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') faults.push(line.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) faults.push(`asked ${request.url()}`);
  });
  return { page, faults };
}
