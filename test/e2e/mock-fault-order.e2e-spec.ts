import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SpaceRig, dossierOf, numbered, viaAxios } from '../support/fault-rig.js';
import { shuffled } from '../support/chance.js';
import { MockRig, type Reply } from '../support/running-mock.js';

const portal = new MockRig();
let space: SpaceRig;
beforeAll(async () => {
  await portal.start();
  space = await SpaceRig.make(portal, { id: 'order', seed: 20_260_701 });
}, 60_000);
afterAll(() => portal.stop());

const DOSSIERS = 1_000;
const AT_ONCE = 8;
const RATE = { rate: 0.05, keyedBy: ['MaHoSo', 'attempt'] };
const on = { service: 'DongBoHoSoMC' };
/** 5 % each; the seed is that of the space. */
const FAULTS = [
  { id: 'lost-reply', on, phase: 'after-commit', effect: { type: 'connection-reset' }, schedule: RATE },
  { id: 'front-door', on, phase: 'before-auth', effect: { type: 'reply', errorCode: 900 }, schedule: RATE },
  { id: 'cut', on, phase: 'on-reply', effect: { type: 'truncate', mode: 'json' }, schedule: RATE },
  { id: 'item', on, phase: 'within-batch', effect: { type: 'item-errors', errorCode: 500 }, schedule: RATE },
];
/** All that an entry says, but for its number and its times. */
const COMPARED = [
  'service',
  'madonvi',
  'isUpdating',
  'keys',
  'rule',
  'attempt',
  'request',
  'reply',
  'commit',
  'fault',
  'outcomeCode',
  'errorCode',
  'httpStatus',
  'items',
  'warnings',
  'committedRows',
  'faults',
  'draws',
  'insideRetryAfter',
  'retryUntil',
];

/** Creates every dossier, `AT_ONCE` at a time in this order, and once more each one whose reply was no plain success. */
async function run(order: readonly number[]): Promise<void> {
  await space.sim('POST', 'reset');
  space.session = await space.login();
  await space.arm(...FAULTS);
  const waiting = [...order];
  const work = async (): Promise<void> => {
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) await createTwice(number);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function createTwice(number: number): Promise<void> {
  const body = space.bodyOf('DongBoHoSoMC', { isUpdating: 'False', data: [dossierOf(numbered(number))] });
  const first = await viaAxios(space.callUrl, body, 30_000);
  if (!first.text.startsWith('{"error_code":0') || !first.text.endsWith('}'))
    await viaAxios(space.callUrl, body, 30_000);
}

/** The journal by key; entries of one key stay in their order, which is that of its attempts. */
async function journalByKey(): Promise<Record<string, unknown>[]> {
  const entries: Record<string, unknown>[] = [];
  for (let cursor: number | null = 0; cursor !== null;) {
    const path = `journal?service=DongBoHoSoMC&cursor=${String(cursor)}`;
    const { data }: Reply = await space.sim('GET', path);
    entries.push(...(data['entries'] as Record<string, unknown>[]));
    cursor = data['next'] as number | null;
  }
  return entries
    .map((entry) => Object.fromEntries(COMPARED.map((name) => [name, entry[name]])))
    .sort((a, b) => String(a['keys']).localeCompare(String(b['keys'])));
}

const hitsIn = (journal: Record<string, unknown>[]): string[] =>
  journal.flatMap(({ keys, faults }) => (faults as { id: string }[]).map(({ id }) => `${String(keys)} ${id}`));

describe('the same seed and the same calls, in two orders of arrival', () => {
  it('hit the same keys with the same faults, and leave the same journal but for numbers and times', async () => {
    const numbers = Array.from({ length: DOSSIERS }, (_, i) => i + 1);

    await run(shuffled(numbers, 1));
    const [first, firstCounts] = [await journalByKey(), await space.counts()];
    await run(shuffled(numbers, 2));
    const [second, secondCounts] = [await journalByKey(), await space.counts()];

    expect(first.length).toBeGreaterThan(DOSSIERS);
    expect(new Set(hitsIn(first).map((hit) => hit.split(' ')[1]))).toEqual(new Set(FAULTS.map(({ id }) => id)));
    expect(hitsIn(first).length).toBeGreaterThan(DOSSIERS * 0.1);
    expect(hitsIn(second)).toEqual(hitsIn(first));
    expect(second).toEqual(first);
    expect(secondCounts).toEqual(firstCounts);
  }, 600_000);
});
