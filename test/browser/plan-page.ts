import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { DEMO_PLAN } from '../../apps/cli/src/demo-plan.js';
import { eventually } from '../support/eventually.js';
import type { RunningSystem } from '../support/running-system.js';
import { DESK, openPage, type Looks } from './open-browser.js';

const PICTURES = join(import.meta.dirname, '../../coverage/pictures');
export const PLAN = DEMO_PLAN.id;
export const PLAN_NAME = DEMO_PLAN.name;

/** The plan's page, signed in by the link that `npm start` prints, chart and all. */
export async function openPlanPage(
  browser: Browser,
  system: RunningSystem,
  looks: Looks = { viewport: DESK },
): Promise<{ page: Page; faults: string[] }> {
  const url = new URL(system.consoleUrl);
  const opened = await openPage(browser, { origin: url.origin, ...looks });
  url.pathname = `/plans/${PLAN}`;
  await opened.page.goto(url.href);
  await untilDrawn(opened.page);
  return opened;
}

/** The chart comes after the figures, and once more when it knows its width. */
export async function untilDrawn(page: Page): Promise<void> {
  const bars = page.getByTestId('bars');
  await bars.locator('svg').waitFor();
  await eventually(async () => {
    expect((await bars.locator('svg').boundingBox())?.width).toBe(Math.floor((await bars.boundingBox())?.width ?? 0));
    expect(await wholesBehindBars(page)).not.toEqual([]);
  });
}

/** The `28/38` of each bar of the chart, from the top. */
export async function wholesBehindBars(page: Page): Promise<string[]> {
  const texts = await page.getByTestId('bars').locator('svg text').allTextContents();
  return texts.filter((text) => /^\d+\/\d+$/.test(text));
}

/** What somebody sees without scrolling, for people: coverage/pictures. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

/** The whole plan's page. The window is made as high as the page: a full-page picture narrows it to 1 px for a moment. */
export async function wholePicture(page: Page, name: string): Promise<void> {
  const window = page.viewportSize() ?? DESK;
  await page.setViewportSize({ ...window, height: await page.evaluate(() => document.body.scrollHeight) });
  await untilDrawn(page);
  await picture(page, name);
  await page.setViewportSize(window);
}
