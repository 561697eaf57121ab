import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ProvinceClient } from '../../apps/cli/src/province-client.js';
import { RunningSystem, TUYEN_QUANG } from '../support/running-system.js';
import { faintTexts, namelessParts } from './contrast.js';
import { DESK, PHONE, describeInBrowser, openBrowser, openPage } from './open-browser.js';
import { PLAN, PLAN_NAME, openPlanPage, picture } from './plan-page.js';

describeInBrowser('somebody at the page of a plan', () => {
  let system: RunningSystem;
  let browser: Browser;

  beforeAll(async () => {
    system = await RunningSystem.start('postgres');
    await system.importPlan(PLAN, TUYEN_QUANG, PLAN_NAME);
    await system.untilPublished(PLAN);
    browser = await openBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  const shownTotal = async (page: Page): Promise<number> =>
    Number.parseInt(await page.getByTestId('rows-total').innerText());

  it.each([
    ['1280', DESK],
    ['360', PHONE],
  ])(
    'opens behind a figure exactly its rows, as list and as file, and the same after a reload: %s',
    async (name, viewport) => {
      const { page, faults } = await openPlanPage(browser, system, { viewport });

      await page.getByTestId('by-quarter').locator('tbody .count').first().click();
      await page.getByTestId('rows-total').waitFor();

      expect(await shownTotal(page)).toBe(180);
      expect(page.url()).toMatch(/quarter=2020-III$/);
      await picture(page, `rows-${name}`);
      expect(await faintTexts(page)).toEqual([]);
      expect(await namelessParts(page)).toEqual([]);
      const link = await page.getByRole('link', { name: 'Tải CSV' }).getAttribute('href');
      const csv = await page.request.get(new URL(link ?? '', page.url()).href);
      expect((await csv.text()).trimEnd().split('\r\n')).toHaveLength(1 + 180);
      expect(csv.headers()['content-disposition']).toContain('GIA-LAP-');
      await page.reload();
      await page.getByTestId('rows-total').waitFor();
      expect(await shownTotal(page)).toBe(180);
      expect(faults).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  it('without a mouse opens a list with Enter, closes it with Esc and is back at the figure', async () => {
    const { page } = await openPlanPage(browser, system);
    const figure = page.getByTestId('bucket-published').locator('.count');

    await figure.focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('rows-total').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });

    expect(await figure.evaluate((element) => element.matches(':focus'))).toBe(true);
    await page.context().close();
  }, 60_000);

  it('keeps the figures when the server goes silent, reads since when, and sees it mend itself', async () => {
    const { page } = await openPlanPage(browser, system);
    const before = await page.getByTestId('big-figure').innerText();
    const notice = page.getByText('Không lấy được số liệu mới');

    await page.route('**/api/plans/*/progress', (route) => route.abort());
    await notice.waitFor({ timeout: 20_000 });
    expect(await page.getByTestId('big-figure').innerText()).toBe(before);
    await picture(page, 'plan-stale-1280');

    await page.unroute('**/api/plans/*/progress');
    await notice.waitFor({ state: 'detached', timeout: 20_000 });
    await page.context().close();
  }, 60_000);

  it('is offered plans of services; a directive has duties only', async () => {
    await new ProvinceClient(system.province).send('/worlds/quang-nam-2021/load');

    const { page } = await openPlanPage(browser, system);
    const answer = await page.request.get(new URL('/api/plans', page.url()).href);

    const { plans } = (await answer.json()) as { plans: { id: string }[] };
    expect(plans.map(({ id }) => id)).toEqual([PLAN]);
    await page.context().close();
  }, 60_000);

  it('gets a form without the link, and the page after the right token', async () => {
    const { origin, searchParams } = new URL(system.consoleUrl);
    const { page } = await openPage(browser, { viewport: PHONE, origin });

    await page.goto(`${origin}/plans/${PLAN}`);
    await picture(page, 'sign-in-360');
    expect(await faintTexts(page)).toEqual([]);
    expect(await namelessParts(page)).toEqual([]);
    await page.getByLabel('Mã đăng nhập').fill(searchParams.get('token') ?? '');
    await page.keyboard.press('Enter');

    await page.getByTestId('big-figure').waitFor();
    expect(page.url()).toBe(`${origin}/plans/${PLAN}`);
    await page.context().close();
  }, 60_000);
});
