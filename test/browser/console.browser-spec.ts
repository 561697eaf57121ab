import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { PlanProgressDto } from '../../apps/console/src/progress/progress.dto.js';
import { eventually } from '../support/eventually.js';
import { openBrowser, openPage } from './open-browser.js';
import { runningConsole } from './running-console.js';

const PICTURES = join(import.meta.dirname, '../../coverage/pictures');
const PLAN = '/plans/tuyen-quang-2020';

const { url, token } = runningConsole();
let browser: Browser;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function signIn(widthPx: number): Promise<{ page: Page; faults: string[] }> {
  const opened = await openPage(browser, { widthPx, origin: url });
  await opened.page.goto(`${url}${PLAN}?token=${token}`);
  await opened.page.getByTestId('bars').locator('svg').waitFor();
  return opened;
}

async function progressOf(page: Page): Promise<PlanProgressDto> {
  const reply = await page.request.get(`${url}/api${PLAN}/progress`);
  return (await reply.json()) as PlanProgressDto;
}

const numberIn = (text: string | null): number => Number((text ?? '').replaceAll('.', ''));

describe.each([1280, 360])('the page of a plan, %i px wide', (widthPx) => {
  it('shows the figures of the ledger, fits, and asks nobody else', async () => {
    const { page, faults } = await signIn(widthPx);

    await eventually(async () => {
      const { published, total, percentText, buckets } = await progressOf(page);
      const bigFigure = await page.getByTestId('big-figure').innerText();
      expect(bigFigure.replace(/\s+/g, ' ')).toContain(`${String(published)}/${String(total)}`);
      expect(bigFigure).toContain(percentText);
      for (const { key, count } of buckets) {
        expect(numberIn(await page.getByTestId(`bucket-${key}`).locator('.count').textContent())).toBe(count);
      }
    });
    await page.screenshot({ path: join(PICTURES, `plan-${String(widthPx)}.png`), fullPage: true });
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(page.url()).not.toContain('token');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('opens behind a figure exactly its rows, and the same after a reload', async () => {
    const { page, faults } = await signIn(widthPx);

    await page.getByTestId('by-quarter').locator('tbody .count').first().click();
    await page.getByTestId('rows-total').waitFor();
    const { byQuarter } = await progressOf(page);
    const quarter = byQuarter[0];
    expect(numberIn((await page.getByTestId('rows-total').innerText()).split(' ')[0] ?? '')).toBe(quarter?.total);
    expect(page.url()).toContain(`quarter=${String(quarter?.key)}`);
    await page.screenshot({ path: join(PICTURES, `rows-${String(widthPx)}.png`) });

    const csv = await page.request.get(
      `${url}${String(await page.getByRole('link', { name: 'Tải CSV' }).getAttribute('href'))}`,
    );
    const rows = (await csv.text()).trimEnd().split('\r\n').slice(1);
    expect(rows).toHaveLength(quarter?.total ?? -1);

    await page.reload();
    await page.getByTestId('rows-total').waitFor();
    expect(numberIn((await page.getByTestId('rows-total').innerText()).split(' ')[0] ?? '')).toBe(quarter?.total);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe('somebody without a mouse', () => {
  it('opens a list with Enter, closes it with Esc and is back at the figure', async () => {
    const { page } = await signIn(1280);
    const figure = page.getByTestId('bucket-published').locator('.count');

    await figure.focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('rows-total').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });

    expect(await figure.evaluate((element) => element.matches(':focus'))).toBe(true);
    await page.context().close();
  });

  it('turns the chart into a table with T', async () => {
    const { page } = await signIn(1280);

    await page.keyboard.press('t');

    await page.getByTestId('chart').locator('table').waitFor();
    expect(page.url()).toContain('look=table');
    await page.context().close();
  });
});

describe('a page whose server goes silent', () => {
  it('keeps its figures, says since when they are old, and mends itself', async () => {
    const { page } = await signIn(1280);
    const before = await page.getByTestId('big-figure').innerText();

    await page.route('**/api/plans/*/progress', (route) => route.abort());
    await page.getByText('Không lấy được số liệu mới').waitFor({ timeout: 20_000 });
    expect(await page.getByTestId('big-figure').innerText()).toBe(before);
    await page.screenshot({ path: join(PICTURES, 'plan-stale.png') });

    await page.unroute('**/api/plans/*/progress');
    await page.getByText('Không lấy được số liệu mới').waitFor({ state: 'detached', timeout: 20_000 });
    await page.context().close();
  });
});

describe('somebody who is not signed in', () => {
  it('gets a form, and the page after the right token', async () => {
    const { page } = await openPage(browser, { widthPx: 360, origin: url });

    await page.goto(`${url}${PLAN}`);
    await page.screenshot({ path: join(PICTURES, 'sign-in-360.png') });
    await page.getByLabel('Mã đăng nhập').fill(token);
    await page.keyboard.press('Enter');

    await page.getByTestId('big-figure').waitFor();
    expect(page.url()).toBe(`${url}${PLAN}`);
    await page.context().close();
  });
});
