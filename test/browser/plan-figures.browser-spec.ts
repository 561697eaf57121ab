import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { formatPercent } from '@dvc/domain';
import type { PlanProgress } from '@dvc/persistence';
import type { Browser, Page } from 'playwright-core';
import { eventually } from '../support/eventually.js';
import { RunningSystem, TUYEN_QUANG } from '../support/running-system.js';
import { faintTexts, namelessParts } from './contrast.js';
import { askCommand, figuresOf, figuresOfCommand, figuresOfRows, figuresOnPage } from './figures.js';
import { DESK, PHONE, describeInBrowser, openBrowser } from './open-browser.js';
import { PLAN, PLAN_NAME, openPlanPage, picture, untilDrawn, wholePicture, wholesBehindBars } from './plan-page.js';

/** The portal takes its time over small batches, so that there is something to watch. */
const SLOWLY = { DISPATCH_BATCH_SIZE: '8', DISPATCH_OPEN_BATCHES: '2' };
const SLOW_PORTAL = {
  id: 'slow',
  service: 'DongBoDVC',
  phase: 'before-commit',
  effect: { type: 'delay', ms: 250 },
  schedule: { first: 10_000 },
};

describeInBrowser('the page of a plan of 277 services', () => {
  let system: RunningSystem;
  let browser: Browser;
  let watched: Page;

  beforeAll(async () => {
    Object.assign(process.env, SLOWLY);
    system = await RunningSystem.start('postgres');
    browser = await openBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await system.stop();
    for (const name of Object.keys(SLOWLY)) Reflect.deleteProperty(process.env, name);
  });

  const hold = (until: string): Promise<unknown> =>
    system.query(`UPDATE portal_account SET hold_until = ${until}, hold_reason = 'story'`);

  /** Page = province's interface = command = rows, figure by figure. Nothing may be on the wire. */
  async function expectSameFigures(page: Page): Promise<PlanProgress> {
    const progress = await system.progress(PLAN);
    const answer = await askCommand(system, PLAN);
    await page.keyboard.press('t');
    await page.getByTestId('chart').locator('table').waitFor();
    await eventually(async () => {
      expect((await figuresOnPage(page))['bucket=published']).toBe(progress.published);
    });
    const shown = await figuresOnPage(page);
    const shownBy = (names: object): object =>
      Object.fromEntries(Object.keys(names).map((name) => [name, shown[name] ?? `${name} is not on the page`]));
    const expected = figuresOf(progress);
    const fromCommand = figuresOfCommand(answer, new Map(progress.byAgency.map(({ label, key }) => [label, key])));
    expect(shown).toEqual(Object.fromEntries(Object.keys(shown).map((name) => [name, expected[name]])));
    expect(shownBy(fromCommand)).toEqual(fromCommand);
    expect(shown).toEqual(await figuresOfRows(system, PLAN, shown));
    expect(Object.keys(shown).length).toBeGreaterThan(100);
    await page.keyboard.press('t');
    await untilDrawn(page);
    return progress;
  }

  it('has nothing green on it before the first success', async () => {
    await hold(`'infinity'`);
    await system.portal.setFaults([SLOW_PORTAL]);
    expect(await system.importPlan(PLAN, TUYEN_QUANG, PLAN_NAME)).toMatchObject({ added: 277, faultsTotal: 0 });

    watched = (await openPlanPage(browser, system)).page;

    await wholePicture(watched, 'plan-start-1280');
    expect(await watched.getByTestId('big-figure').innerText()).toMatch(/^0\/277\s+dịch vụ đã tích hợp\s+= 0,00 %$/);
    expect(await greenParts(watched)).toEqual([]);
  }, 30_000);

  it('fills up while the services are published, each look adding up to the whole', async () => {
    await hold(`'-infinity'`);

    const seen: number[] = [];
    while ((seen.at(-1) ?? 0) < 100) {
      const green = await greenParts(watched);
      const figures = await figuresOnPage(watched);
      const states = Object.entries(figures).filter(([what]) => /^bucket=\w+$/.test(what));
      expect(states.reduce((sum, [, count]) => sum + count, 0)).toBe(277);
      const published = figures['bucket=published'] ?? -1;
      expect(published).toBeGreaterThanOrEqual(seen.at(-1) ?? 0);
      expect(green.length === 0 || published > 0).toBe(true);
      if (published !== seen.at(-1)) seen.push(published);
    }
    await hold(`'infinity'`);

    expect(seen.length).toBeGreaterThan(2);
    expect(await greenParts(watched)).toContain('big-figure');
  }, 60_000);

  it('shows a half done plan as the command, the interface and the rows do', async () => {
    await eventually(async () => {
      expect((await system.progress(PLAN)).buckets.inFlight).toBe(0);
    }, 20_000);

    const { published } = await expectSameFigures(watched);

    expect(published).toBeLessThan(277);
    await wholePicture(watched, 'plan-half-1280');
  }, 60_000);

  it.each([
    ['1280', { viewport: DESK }],
    ['360', { viewport: PHONE }],
    ['1280-dark', { viewport: DESK, colorScheme: 'dark' as const }],
  ])(
    'shows the finished plan as they do, fits, and can be read and heard: %s',
    async (name, looks) => {
      await hold(`'-infinity'`);
      await system.portal.setFaults([]);
      await system.untilPublished(PLAN);
      const { page, faults } = await openPlanPage(browser, system, looks);

      const { published, total, byAgency } = await expectSameFigures(page);

      await picture(page, `plan-${name}`);
      await wholePicture(page, `plan-${name}-whole`);
      expect(await page.getByTestId('big-figure').innerText()).toContain(formatPercent(published, total));
      expect(await wholesBehindBars(page)).toEqual(
        byAgency.map((agency) => `${String(agency.total)}/${String(agency.total)}`),
      );
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(await faintTexts(page)).toEqual([]);
      expect(await namelessParts(page)).toEqual([]);
      expect(faults).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  it.each(['push-services', 'push-dossiers'])(
    'counts the queue %s as the database does',
    async (job) => {
      const { page } = await openPlanPage(browser, system);
      const queue = page.getByTestId(`queue-${job}`);
      await queue.waitFor();
      const [row] = await system.query<{ batches: number }>(
        `SELECT count(*)::int AS batches FROM batch WHERE job = '${job}'`,
      );

      await eventually(async () => {
        const facts = (await queue.locator('dl > div').allInnerTexts()).map((text) => text.replace(/\s*\n\s*/, ': '));
        expect(facts).toEqual([
          'Đến lượt gửi: 0',
          'Chờ đến giờ: 0',
          'Lô đang mở: 0',
          'Lô đang gửi: 0',
          'Chờ lâu nhất: không có',
          'Việc chờ: 0',
          'Việc đang chạy: 0',
          `Việc đã xong: ${String(row?.batches)}`,
          'Việc hỏng: 0',
        ]);
      });
      await page.context().close();
    },
    30_000,
  );
});

/** Where on the page the colour of success is, but for the keys that explain it. */
async function greenParts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'var(--state-published)';
    const green = getComputedStyle(probe).color;
    probe.remove();
    const parts = [...document.querySelectorAll('body *:not(.legend *, thead *)')].filter((element) => {
      const { color, backgroundColor, fill } = getComputedStyle(element);
      const { width, height } = element.getBoundingClientRect();
      return width * height > 0 && [color, backgroundColor, fill].includes(green);
    });
    return [
      ...new Set(parts.map((part) => part.closest('[data-testid]')?.getAttribute('data-testid') ?? part.outerHTML)),
    ];
  });
}
