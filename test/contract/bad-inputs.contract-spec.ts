import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeSync } from 'node:fs';
import { BadInputRig, type Route } from '../support/bad-inputs/bad-input-rig.js';
import { tellGenerated } from '../support/bad-inputs/generated-category.js';
import { ItemCategories, readFields } from '../support/bad-inputs/item-categories.js';
import {
  tellAddresses,
  tellBodies,
  tellExamples,
  tellJsonTexts,
  tellStructures,
} from '../support/bad-inputs/route-categories.js';
import { tellFrames } from '../support/bad-inputs/socket-category.js';
import { WRITE_SERVICES } from '../support/bad-inputs/write-services.js';

/** Generated items, all services together. */
const GENERATED = Number(process.env['BAD_INPUTS_GENERATED'] ?? 2_400);
const SEED = Number(process.env['BAD_INPUTS_SEED'] ?? 20_260_701);
const rig = new BadInputRig();
let routes: readonly Route[] = [];

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

/** What went wrong while it was told. */
async function violationsOf(telling: () => Promise<void>): Promise<string[]> {
  const before = rig.judge.violations.length;
  await telling();
  return rig.judge.violations.slice(before);
}

const SERVICES = WRITE_SERVICES.map((service) => [service.name, service] as const);

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
    300_000,
  );

  it.each(SERVICES)(
    '%s are so when they are generated from the table of fields too',
    async (name, service) => {
      const lines = (await readFields(rig)).get(name) ?? [];
      const share = service.most === 1 ? 40 : WRITE_SERVICES.length - 1;

      const violations = await violationsOf(() =>
        tellGenerated(rig, service, { lines, count: Math.ceil(GENERATED / share), seed: SEED }),
      );

      expect(violations).toEqual([]);
    },
    300_000,
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
    300_000,
  );
});
