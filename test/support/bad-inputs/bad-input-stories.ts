import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeSync } from 'node:fs';
import { BadInputRig, type Route } from './bad-input-rig.js';
import { tellGenerated } from './generated-category.js';
import { ItemCategories, readFields } from './item-categories.js';
import { tellLogLines } from './log-category.js';
import { tellAddresses, tellBodies, tellExamples, tellJsonTexts, tellStructures } from './route-categories.js';
import type { Scope } from './scope.js';
import { tellFrames } from './socket-category.js';
import { WRITE_SERVICES } from './write-services.js';

const SEED = Number(process.env['BAD_INPUTS_SEED'] ?? 20_260_701);
const SERVICES = WRITE_SERVICES.map((service) => [service.name, service] as const);
const LONGEST_TELLING_MS = 3_600_000;

/**
 * So many cases of each category at least. Not here, for no address of the mock takes them: B10 (what a portal answers:
 * `test/e2e/sync-portal-misbehaves`), B14 (cells that a table would run: `apps/console/src/progress/csv.spec.ts`), B15
 * (addresses that lead inside: `test/e2e/mock-callback-hosts`), B17 (the same verdict by every way into the province).
 */
const LEAST_CASES: Readonly<Record<string, number>> = {
  B1: 340,
  B2: 10_000,
  B3: 60,
  B4: 2_000,
  B5: 400,
  B6: 600,
  B7: 300,
  B8: 150,
  B9: 80,
  B11: 200,
  B12: 200,
  B13: 60,
};

/** The stories of bad inputs at the mock portal, told in this scope. */
export function tellBadInputs(scope: Scope): void {
  const rig = new BadInputRig(scope);
  let routes: readonly Route[] = [];

  /** What went wrong while it was told. */
  const violationsOf = async (telling: () => Promise<void>): Promise<string[]> => {
    const before = rig.judge.violations.length;
    await telling();
    return [...rig.judge.violations.slice(before), ...(await rig.findTraces())];
  };

  beforeAll(async () => {
    await rig.start();
    routes = await rig.routes();
  }, 60_000);
  afterAll(async () => {
    const { judge } = rig;
    const end = `seed ${String(SEED)}, slowest answer ${String(Math.round(judge.slowestMs))} ms`;
    writeSync(2, `${judge.table()}\n${String(judge.violations.length)} violations, ${end}\n`);
    await rig.portal.stop();
  });

  describe('bad inputs in the items of a write service', () => {
    it('go to every service with fields that takes a list of items', async () => {
      const fields = await readFields(rig);
      // Payment and the REST interface have addresses and dialects of their own: they are among the addresses below.
      const isOfItems = (name: string): boolean => /^(DongBo|CapNhatTienDo)/.test(name);
      const written = [...fields].filter(([name, lines]) => lines.length > 0 && isOfItems(name)).map(([name]) => name);

      expect(WRITE_SERVICES.map(({ name }) => name).sort()).toEqual(written.sort());
    });

    it.each(SERVICES)(
      '%s are stored as they were sent, or refused with their field',
      async (name, service) => {
        const categories = new ItemCategories(rig, service, (await readFields(rig)).get(name) ?? []);

        const violations = await violationsOf(async () => {
          await categories.tellTexts();
          await categories.tellNoTexts();
          await categories.tellForms();
        });

        expect(violations).toEqual([]);
      },
      LONGEST_TELLING_MS,
    );

    it.each(SERVICES)(
      '%s are so when they are generated from the table of fields too',
      async (name, service) => {
        const lines = (await readFields(rig)).get(name) ?? [];
        const share = service.most === 1 ? 40 : WRITE_SERVICES.length - 1;
        const count = Math.ceil(scope.generated / share);

        const violations = await violationsOf(() => tellGenerated(rig, service, { lines, count, seed: SEED }));

        expect(violations).toEqual([]);
      },
      LONGEST_TELLING_MS,
    );
  });

  describe('bad inputs at every address of the mock', () => {
    it.each([
      ['JSON texts, right, wrong and either', tellJsonTexts],
      ['structures too deep, too wide, or doubled', tellStructures],
      ['bodies too long, packed, or in another encoding', tellBodies],
      ['addresses and queries', tellAddresses],
      ['examples with a part spoilt', tellExamples],
      ['bytes that are almost HTTP', tellFrames],
    ])(
      '%s are answered below 500, without a word from inside',
      async (_what, telling) => {
        expect(await violationsOf(() => telling(rig, routes))).toEqual([]);
      },
      LONGEST_TELLING_MS,
    );
  });

  it('are, whatever they hold, one line of the log for one failure', async () => {
    const before = rig.judge.violations.length;

    await tellLogLines(rig);

    expect(rig.judge.violations.slice(before)).toEqual([]);
  }, 120_000);

  it('are told in every category, no fewer than the catalogue has', () => {
    const told = rig.judge.casesByCategory();
    const wanted = { ...LEAST_CASES, B16: scope.generated };
    const missing = Object.entries(wanted).filter(([category, least]) => (told[category] ?? 0) < least);

    expect(
      missing.map(([category, least]) => `${category}: ${String(told[category] ?? 0)} < ${String(least)}`),
    ).toEqual([]);
  });
}
