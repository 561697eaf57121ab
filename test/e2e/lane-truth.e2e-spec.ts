import type { Outcome } from '@dvc/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { LaneModel } from '../support/lane-model.js';
import { LaneRig, changeOf } from '../support/lane-rig.js';

let rig: LaneRig;
let last = 0;
/** A service code that no other test has. */
const newCode = (): string => `9.${String(++last).padStart(6, '0')}.01`;

beforeAll(async () => {
  rig = await LaneRig.open('lane_truth');
});
afterAll(async () => {
  await rig.close();
});

async function committed(...texts: readonly string[]): Promise<string> {
  await rig.query(`UPDATE lane SET held_at = app_now() WHERE held_at IS NULL AND batch_id IS NULL`);
  const code = newCode();
  for (const text of texts) await rig.commit(changeOf(code, text));
  return code;
}
const counts = async (): Promise<unknown> =>
  rig.query(
    `SELECT (SELECT count(*) FROM lane) lanes, (SELECT count(*) FROM outbox) changes, (SELECT count(*) FROM ledger) told`,
  );

describe('a committed change', () => {
  it('travels as the newest of its lane, and once acknowledged supersedes the older ones', async () => {
    const code = await committed('một', 'hai', 'ba');
    const intent = await rig.send(await rig.claim());
    expect(intent?.batch.items.map(({ version }) => version)).toEqual([3]);
    await rig.answer(intent, 'OK');
    expect(await rig.outboxStates(code)).toEqual(['superseded', 'superseded', 'acked']);
    expect(await rig.lane(code)).toMatchObject({ acked_version: 3, next_op: null, is_known: true });
  });

  it('that comes before the batch is taken travels with it', async () => {
    const code = await committed('một');
    const batchId = await rig.claim();
    await rig.commit(changeOf(code, 'hai'));
    expect((await rig.send(batchId))?.batch.items[0]?.version).toBe(2);
  });

  it('that comes while its lane is under way is sent next, as an update', async () => {
    const code = await committed('một');
    const first = await rig.send(await rig.claim());
    await rig.commit(changeOf(code, 'hai'));
    expect(await rig.claim()).toBeNull();
    await rig.answer(first, 'OK');
    const second = await rig.send(await rig.claim());
    expect(second?.batch).toMatchObject({ isUpdating: true, items: [{ version: 2 }] });
    await rig.answer(second, 'OK');
    expect(await rig.outboxStates(code)).toEqual(['acked', 'acked']);
  });

  it('that comes while its lane is in doubt waits for the end of the doubt', async () => {
    const code = await committed('một');
    await rig.call('IN_DOUBT');
    await rig.commit(changeOf(code, 'hai'));
    await rig.query('UPDATE lane SET next_at = app_now() WHERE code = $1', [code]);
    const read = await rig.send(await rig.claim());
    expect(read?.batch).toMatchObject({ op: 'read', items: [{ version: 1 }] });
    await rig.answerRead(read, 'SAME');
    expect((await rig.send(await rig.claim()))?.batch.items[0]?.version).toBe(2);
  });

  it('with the same bytes is none; back to older bytes is one', async () => {
    const code = await committed('một');
    const before = await counts();
    expect(await rig.commit(changeOf(code, 'một'))).toBe(0);
    expect(await counts()).toEqual(before);
    expect([await rig.commit(changeOf(code, 'hai')), await rig.commit(changeOf(code, 'một'))]).toEqual([1, 1]);
    expect(await rig.lane(code)).toMatchObject({ version: 3, next_op: 'services' });
  });

  it('leaves no trace where its transaction is rolled back', async () => {
    const before = await counts();
    const code = newCode();
    const work = rig.store.inTransaction(async ({ outbox }) => {
      await outbox.appendServices([changeOf(code, 'một')], 'test');
      throw new Error('rolled back');
    });
    await expect(work).rejects.toThrow('rolled back');
    expect(await counts()).toEqual(before);
  });
});

describe('the ledger', () => {
  it('is a chain that anybody can follow', async () => {
    await committed('một', 'hai');
    await rig.call('FLIP');
    await rig.call('OK');
    const rows = await rig.query(`
      SELECT g.lane_id, g.n, extract(epoch FROM g.at)::text AS at, g.actor, g.event, g.detail::text AS detail,
        encode(g.chain, 'hex') AS chain, encode(l.chain, 'hex') AS head, l.ledger_n
      FROM ledger g JOIN lane l ON l.id = g.lane_id ORDER BY g.lane_id, g.n`);
    const heads = new Map<unknown, { n: number; chain: Buffer }>();
    for (const { lane_id: laneId, n, at, actor, event, detail, chain } of rows) {
      const before = heads.get(laneId) ?? { n: 0, chain: Buffer.alloc(0) };
      const entry = `[${String(n)}, ${String(at)}, ${JSON.stringify(actor)}, ${JSON.stringify(event)}, ${String(detail)}]`;
      const after = createHash('sha256').update(before.chain).update(entry).digest();
      expect([n, chain]).toEqual([before.n + 1, after.toString('hex')]);
      heads.set(laneId, { n: before.n + 1, chain: after });
    }
    for (const { lane_id: laneId, head, ledger_n: n } of rows) {
      expect([n, head]).toEqual([heads.get(laneId)?.n, heads.get(laneId)?.chain.toString('hex')]);
    }
    expect(rows.length).toBeGreaterThan(4);
  });

  it.each(['ledger', 'exchange', 'exchange_reply', 'attempt', 'attempt_result'])(
    'and all evidence is for good: %s takes no change',
    async (table) => {
      const [column] = await rig.query('SELECT column_name FROM information_schema.columns WHERE table_name = $1', [
        table,
      ]);
      const name = String(column?.['column_name']);
      const attempts = [`UPDATE ${table} SET ${name} = ${name}`, `DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`];
      for (const attempt of attempts) await expect(rig.query(attempt)).rejects.toThrow('append-only');
    },
  );
});

describe('what a lane sends next', () => {
  const outcome = fc.constantFrom<Outcome>('OK', 'FLIP', 'NOT_SENT', 'RATE', 'IN_DOUBT', 'REJECT', 'CONFIG', 'WHOLE');
  const step = fc.oneof(
    fc.constantFrom('change', 'same', 'unmapped', 'die', 'SAME', 'ABSENT', 'quarantined ABSENT'),
    fc.constant('change'),
    outcome,
  );

  it('is what a model of its history says, in 200 histories', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
        const model = new LaneModel(rig, await committed('một'));
        for (const next of steps) {
          await model.take(next);
          await model.expectSame();
        }
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });
});
