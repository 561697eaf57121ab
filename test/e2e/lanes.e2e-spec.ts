import type { Repositories } from '@dvc/persistence';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LaneRig, changeOf } from '../support/lane-rig.js';

let rig: LaneRig;
let last = 0;
/** A service code that no other test has. */
const newCode = (): string => `9.${String(++last).padStart(6, '0')}.01`;
const newCodes = (count: number): string[] => Array.from({ length: count }, newCode);

beforeAll(async () => {
  rig = await LaneRig.open('lanes');
});
afterAll(async () => {
  await rig.close();
});

async function committed(count = 1, text = 'một'): Promise<string[]> {
  await rig.query(`UPDATE lane SET held_at = app_now() WHERE held_at IS NULL AND batch_id IS NULL`);
  const codes = newCodes(count);
  await rig.commit(...codes.map((code) => changeOf(code, text)));
  return codes;
}
/** Everything that a late answer could spoil. */
const truth = async (): Promise<unknown> =>
  Promise.all(
    ['lane', 'outbox', 'batch', 'attempt_result', 'ledger'].map((table) =>
      rig.query(`SELECT md5(string_agg(t::text, ' ' ORDER BY t::text)) AS ${table} FROM ${table} t`),
    ),
  );

describe('dealing lanes out', () => {
  it('gives each of 2 000 lanes to one batch, with eight claimers at once', async () => {
    const codes = await committed(2_000);
    const isDue = async (): Promise<boolean> => {
      const sql = 'SELECT 1 FROM lane WHERE code = ANY($1) AND batch_id IS NULL LIMIT 1';
      return (await rig.query(sql, [codes])).length > 0;
    };
    const claimed: string[] = [];
    const claimAll = async (): Promise<void> => {
      while (await isDue()) {
        const batchId = await rig.claim();
        if (batchId !== null) claimed.push(batchId);
      }
    };
    await Promise.all(Array.from({ length: 8 }, claimAll));
    const batches = await rig.query(
      `SELECT b.id, b.size, count(l.id)::int AS lanes FROM batch b LEFT JOIN lane l ON l.batch_id = b.id
       WHERE b.id = ANY($1) GROUP BY b.id`,
      [claimed],
    );
    expect(new Set(claimed).size).toBe(claimed.length);
    expect(batches.filter(({ size, lanes }) => size !== lanes || Number(size) > 50)).toEqual([]);
    expect(batches.reduce((sum, { size }) => sum + Number(size), 0)).toBe(2_000);
  });

  it('lets one of eight senders take a batch, and one only', async () => {
    await committed(3);
    const batchId = await rig.claim();
    const intents = await Promise.all(Array.from({ length: 8 }, () => rig.send(batchId)));
    expect(intents.filter((intent) => intent !== null)).toHaveLength(1);
    expect(await rig.send(batchId)).toBeNull();
    expect(await rig.query('SELECT 1 FROM exchange WHERE batch_id = $1', [batchId])).toHaveLength(1);
  });

  it('never mixes creates with updates, nor whole batches with halved ones', async () => {
    const [fresh = '', known = '', halved = ''] = await committed(3);
    await rig.query('UPDATE lane SET is_known = true WHERE code = $1', [known]);
    await rig.query('UPDATE lane SET batch_cap = 7 WHERE code = $1', [halved]);
    const batches = [await rig.claim(), await rig.claim(), await rig.claim()];
    expect(new Set(batches).size).toBe(3);
    const lanes = await Promise.all([fresh, known, halved].map((code) => rig.lane(code)));
    expect(new Set(lanes.map((lane) => lane['batch_id']))).toEqual(new Set(batches));
  });

  it('does not deadlock changes that name the same new services the other way round', async () => {
    const changes = newCodes(400).map((code) => changeOf(code, 'một'));
    const reversed = [...changes].reverse();
    const rounds = Array.from({ length: 6 }, (_, i) => rig.commit(...(i % 2 === 0 ? changes : reversed)));
    expect((await Promise.all(rounds)).sort()).toEqual([0, 0, 0, 0, 0, 400]);
  });
});

describe('a batch whose lease is over', () => {
  it('that was not sent leaves its lanes due as before', async () => {
    const [code = ''] = await committed();
    const batchId = await rig.claim(50, 1);
    await rig.giveUp();
    expect(await rig.lane(code)).toMatchObject({ batch_id: null, next_op: 'services', lost: 1, intent_id: null });
    expect(await rig.send(batchId)).toBeNull();
    expect(await rig.call('OK')).toEqual({ OK: 1 });
  });

  it('that was sent leaves its lanes in doubt: due for a read, halved, quarantined, with a result of its own', async () => {
    const [code = '', other = ''] = await committed(2);
    await rig.dieSending(await rig.claim());
    for (const lane of [await rig.lane(code), await rig.lane(other)]) {
      expect(lane).toMatchObject({ batch_id: null, next_op: 'read', is_due: true, deaths: 0, batch_cap: 1 });
      const results = await rig.query('SELECT n, class, source FROM attempt_result WHERE attempt_id = $1', [
        lane['intent_id'],
      ]);
      expect(results).toEqual([{ n: 1, class: 'IN_DOUBT', source: 'takeover' }]);
    }
  });

  it('takes no answer any more: a late one changes nothing', async () => {
    const [code = ''] = await committed();
    const intent = await rig.dieSending(await rig.claim());
    const before = await truth();
    expect(await rig.answer(intent, 'OK')).toEqual({});
    expect(await truth()).toEqual(before);
    expect(await rig.outboxStates(code)).toEqual(['pending']);
  });

  it('settles all of its lanes or none where an answer meets the giving up', async () => {
    const codes = await committed(20);
    const intent = await rig.send(await rig.claim(), { leaseMs: 1 });
    const [counts] = await Promise.all([
      rig.answer(intent, 'OK'),
      rig.store.inTransaction(giveUp),
      rig.store.inTransaction(giveUp),
    ]);
    const states = await Promise.all(codes.map((code) => rig.outboxStates(code)));
    const told = counts.OK === undefined ? 'pending' : 'acked';
    expect(new Set(states.flat())).toEqual(new Set([told]));
  });

  it('parks a lane that three senders died of while it was alone, though doubts ran out in between', async () => {
    const [code = ''] = await committed();
    for (const deaths of [1, 2]) {
      await rig.dieSending(await rig.claim(), 0);
      await rig.answerRead(await rig.send(await rig.claim()), 'ABSENT');
      expect(await rig.lane(code)).toMatchObject({ deaths, parked_at: null, next_op: 'services', intent_id: null });
    }
    await rig.dieSending(await rig.claim(), 0);
    const lane = await rig.lane(code);
    expect(lane['parked_at']).not.toBeNull();
    expect(await rig.claim()).toBeNull();
  });

  it('forgets deaths once the portal has answered', async () => {
    const [code = ''] = await committed();
    await rig.dieSending(await rig.claim());
    await rig.answerRead(await rig.send(await rig.claim()), 'SAME');
    expect(await rig.lane(code)).toMatchObject({ deaths: 0, next_op: null, acked_version: 1 });
  });

  it('travels in halves until the poison is alone, however the doubts end', async () => {
    const codes = await committed(8);
    const sizes: number[] = [];
    while (sizes.length < 4) {
      const intent = await rig.send(await rig.claim(), { quarantineMs: 0 });
      sizes.push(intent?.batch.items.length ?? 1);
      await rig.answer(intent, 'IN_DOUBT');
      for (let doubts = sizes.at(-1) ?? 0; doubts > 0; doubts -= 1) {
        await rig.query('UPDATE lane SET next_at = app_now() WHERE code = ANY($1)', [codes]);
        await rig.answerRead(await rig.send(await readOf(codes)), 'ABSENT');
      }
      await rig.query('UPDATE lane SET held_at = app_now() WHERE code = ANY($1) AND code <> ALL($2)', [
        codes,
        intent?.call.codes,
      ]);
    }
    expect(sizes).toEqual([8, 4, 2, 1]);
  });
});

const giveUp = async ({ batches }: Repositories): Promise<number> => batches.giveUpLost();

/** The next read, put before the writes that are due as well. */
async function readOf(codes: readonly string[]): Promise<string | null> {
  await rig.query(`UPDATE lane SET next_at = app_now() - interval '1 hour' WHERE code = ANY($1) AND next_op = 'read'`, [
    codes,
  ]);
  return rig.claim();
}
