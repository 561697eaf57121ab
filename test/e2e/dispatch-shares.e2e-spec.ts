import { shareOf } from '@dvc/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LaneRig, dossierChangeOf } from '../support/lane-rig.js';

let rig: LaneRig;
let last = 0;

beforeAll(async () => {
  rig = await LaneRig.open('shares', 1); // one connection, so that its statistics are seen at once
});
afterAll(async () => {
  await rig.close();
});
beforeEach(async () => {
  await rig.query('UPDATE lane SET held_at = app_now() WHERE held_at IS NULL');
});

async function committed(cause: string, count: number): Promise<string[]> {
  const codes = Array.from({ length: count }, () => `H60.15-260105-${String(++last).padStart(6, '0')}`);
  const changes = codes.map((code) => dossierChangeOf(code, 2));
  await rig.store.inTransaction(({ dossierOutbox }) => dossierOutbox.commitChanges(changes, cause));
  return codes;
}

/** Priorities of the batches that so many rounds deal, with calls of five. */
async function dealt(rounds: number): Promise<number[]> {
  const priorities: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const batchId = await rig.claim(5, 60_000, shareOf(round));
    const [batch] = await rig.query('SELECT priority FROM batch WHERE id = $1', [batchId]);
    priorities.push(Number(batch?.['priority'] ?? 0));
  }
  return priorities;
}
const count = (priorities: readonly number[], wanted: number): number =>
  priorities.filter((priority) => priority === wanted).length;

describe('dealing while more is due than can be sent', () => {
  it('gives a backlog its share, and today’s work never waits behind it', async () => {
    await committed('backfill:1', 500);
    await committed('replay:1', 200);
    await committed('change', 500);
    const priorities = await dealt(60);
    expect(count(priorities, 5)).toBe(42);
    expect(count(priorities, 10)).toBe(6);
    expect(count(priorities, 20)).toBe(12); // the oldest of all
  });

  it('serves whom somebody waits for first', async () => {
    const [waiting = ''] = await committed('change', 30);
    await rig.query('UPDATE lane SET priority = 1 WHERE code = $1', [waiting]);
    expect((await dealt(2))[0]).toBe(1);
  });

  it('never lets the backfill starve behind replays that do not end', async () => {
    await committed('backfill:1', 10);
    await committed('replay:1', 400);
    const priorities = await dealt(10);
    expect(count(priorities, 20)).toBe(2);
    expect(count(priorities, 10)).toBe(8);
  });

  it('uses every round where only a backlog is due', async () => {
    await committed('backfill:1', 100);
    expect(await dealt(20)).toEqual(Array.from({ length: 20 }, () => 20));
  });
});

describe('a lane', () => {
  const priorityOf = async (code: string): Promise<unknown> => (await rig.lane(code))['priority'];

  it('of a backfill is live as soon as the dossier moves, and stays so', async () => {
    const [code = ''] = await committed('backfill:1', 1);
    expect(await priorityOf(code)).toBe(20);
    await rig.commitDossiers(dossierChangeOf(code, 4));
    expect(await priorityOf(code)).toBe(5);
    await rig.store.inTransaction(({ dossierOutbox }) =>
      dossierOutbox.commitChanges([dossierChangeOf(code, 4)], 'replay:1'),
    );
    expect(await priorityOf(code)).toBe(5);
  });

  it('that has sent everything takes the priority of what comes next', async () => {
    const [code = ''] = await committed('change', 1);
    await rig.call('OK');
    await rig.store.inTransaction(({ dossierOutbox }) =>
      dossierOutbox.commitChanges([dossierChangeOf(code, 4)], 'replay:1'),
    );
    expect(await priorityOf(code)).toBe(10);
  });
});

describe('a claim', () => {
  it('reads as many rows of the index as it deals, with 30 000 lanes due at the same moment', async () => {
    await committed('change', 1);
    await rig.query(`
      INSERT INTO lane (account_id, kind, code, version, next_op, next_at)
      SELECT 1, 'D', 'H60.15-990101-' || n, 1, 'dossiers', '2026-01-05' FROM generate_series(1, 30000) n`);
    await rig.query('ANALYZE lane');
    await rig.claim();
    const before = await indexReads();
    await rig.claim();
    expect((await indexReads()) - before).toBeLessThan(500);
  });

  const indexReads = async (): Promise<number> => {
    await rig.query('SELECT pg_stat_force_next_flush()');
    const [row] = await rig.query(`
      SELECT (SELECT seq_tup_read FROM pg_stat_user_tables WHERE relname = 'lane')
        + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname = 'lane') AS rows`);
    return Number(row?.['rows']);
  };
});
