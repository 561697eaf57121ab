import type { Outcome } from '@dvc/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CHANGES, DossierModel, READINGS } from '../support/dossier-model.js';
import { LaneRig, changeOf, dossierChangeOf } from '../support/lane-rig.js';

let rig: LaneRig;
let last = 0;
/** A dossier code that no other test has; all that came before is out of the way. */
async function newCode(): Promise<string> {
  await rig.query(`UPDATE lane SET held_at = app_now() WHERE held_at IS NULL AND batch_id IS NULL`);
  last += 1;
  return `H97.12-260101-${String(last).padStart(4, '0')}`;
}

beforeAll(async () => {
  rig = await LaneRig.open('dossier_truth');
});
afterAll(async () => {
  await rig.close();
});

async function committed(...statuses: readonly number[]): Promise<string> {
  const code = await newCode();
  await rig.commitDossiers(...statuses.map((status) => dossierChangeOf(code, status, `Bước ${String(status)}`)));
  return code;
}

describe('a dossier', () => {
  it('is created with its newest state, then its steps follow in one call, in order', async () => {
    const code = await committed(2, 4, 9);
    const create = await rig.send(await rig.claim());
    expect(create?.batch).toMatchObject({ op: 'dossiers', isUpdating: false, items: [{ code, version: 5 }] });
    await rig.answer(create, 'OK');
    const steps = await rig.send(await rig.claim());
    expect(steps?.batch).toMatchObject({ op: 'steps', items: [{ fromSeq: 1, toSeq: 3, rows: 3 }] });
    expect(steps?.call.request.match(/Bước \d/g)).toEqual(['Bước 2', 'Bước 4', 'Bước 9']);
    await rig.answer(steps, 'OK');
    expect(await rig.outboxStates(code)).toEqual(['superseded', 'acked', 'superseded', 'acked', 'acked', 'acked']);
    expect(await rig.lane(code)).toMatchObject({ next_op: null, is_known: true, step_settled: 3 });
  });

  it('with more than ten steps sends ten, then the others', async () => {
    const code = await committed(...Array.from({ length: 12 }, () => 4));
    await rig.call('OK');
    const sizes: unknown[] = [];
    for (let calls = 0; calls < 2; calls += 1) {
      const intent = await rig.send(await rig.claim());
      sizes.push(intent?.batch.items[0]?.rows);
      await rig.answer(intent, 'OK');
    }
    expect(sizes).toEqual([10, 2]);
    expect(await rig.lane(code)).toMatchObject({ next_op: null, step_settled: 12 });
  });

  it('shares a call of steps with others, ten rows in all, each with its own in a row', async () => {
    await newCode();
    const codes: string[] = [];
    for (const steps of [4, 4, 4]) {
      last += 1;
      const code = `H97.12-260101-${String(last).padStart(4, '0')}`;
      codes.push(code);
      await rig.commitDossiers(...Array.from({ length: steps }, () => dossierChangeOf(code, 4, 'Thẩm định')));
    }
    await rig.call('OK');
    const first = await rig.send(await rig.claim());
    expect(first?.batch.items.map(({ code, rows }) => [code, rows])).toEqual([
      [codes[0], 4],
      [codes[1], 4],
    ]);
    await rig.answer(first, 'OK');
    expect(await rig.call('OK')).toEqual({ OK: 1 });
  });

  it('whose step is refused stops its journal there, not its state', async () => {
    const code = await committed(2);
    await rig.call('OK');
    await rig.call('REJECT');
    await rig.commitDossiers(dossierChangeOf(code, 4, 'Thẩm định'));
    expect((await rig.send(await rig.claim()))?.batch).toMatchObject({ op: 'dossiers', isUpdating: true });
  });

  it('that the portal loses goes there again before its steps; lost twice, its journal stops at the first of them', async () => {
    const code = await committed(2, 4);
    await rig.call('OK');
    await rig.call('FLIP');
    const again = await rig.send(await rig.claim());
    expect(again?.batch).toMatchObject({ op: 'dossiers', isUpdating: false, items: [{ code, version: 5 }] });
    await rig.answer(again, 'OK');
    expect(await rig.call('FLIP')).toEqual({ CONFLICT: 1 });
    expect(await rig.outboxStates(code)).toEqual(['superseded', 'rejected', 'acked', 'pending', 'acked']);
    expect(await rig.lane(code)).toMatchObject({ next_op: null, last_class: 'CONFLICT' });
  });

  it('waits for its online service where the account says so, and goes when the portal has that', async () => {
    const code = await newCode();
    await rig.query('UPDATE portal_account SET service_first = true');
    await rig.commitDossiers({ ...dossierChangeOf(code, 2), serviceCode: '9.999001.01' });
    expect(await rig.lane(code)).toMatchObject({ next_op: null });
    await rig.commit(changeOf('9.999001.01', 'một'));
    await rig.call('OK');
    expect(await rig.lane(code)).toMatchObject({ next_op: 'dossiers', is_due: true });
    await rig.query('UPDATE portal_account SET service_first = false');
  });

  it('in doubt with steps that may be there goes on step by step, and says so where they may be there twice', async () => {
    const code = await committed(2, 4);
    await rig.call('OK');
    await rig.answer(await rig.send(await rig.claim(), { quarantineMs: 0 }), 'IN_DOUBT');
    await rig.query('UPDATE lane SET next_at = app_now() WHERE code = $1', [code]);
    const read = await rig.send(await rig.claim());
    expect(read?.batch.items[0]).toMatchObject({ stream: 'journal', rows: 2, shown: { bodies: [] } });
    await rig.answerRead(read, 'UNCLEAR');
    const told = await rig.query(
      `SELECT detail FROM ledger g JOIN lane l ON l.id = g.lane_id WHERE code = $1 AND event = 'EXPIRED'`,
      [code],
    );
    expect(told).toMatchObject([{ detail: { steps: [1, 2], mayRepeat: true } }]);
    expect((await rig.send(await rig.claim()))?.batch.items[0]).toMatchObject({ fromSeq: 1, rows: 1 });
  });
});

describe('why a dossier is not at the portal', () => {
  const reasonOf = async (code: string): Promise<unknown> => {
    return (await rig.store.direct.reasons.findByDossier(code))?.reason;
  };

  it('is told by the first thing that stands in its way', async () => {
    const code = await committed(2);
    const told = [await reasonOf(code)];
    const batchId = await rig.claim();
    told.push(await reasonOf(code));
    const intent = await rig.send(batchId);
    told.push(await reasonOf(code));
    await rig.answer(intent, 'IN_DOUBT');
    told.push(await reasonOf(code));
    await rig.query('UPDATE lane SET next_at = app_now() WHERE code = $1', [code]);
    await rig.answerRead(await rig.send(await rig.claim()), 'SAME');
    await rig.call('NOT_SENT');
    await rig.query(`UPDATE lane SET next_at = app_now() + interval '1 hour' WHERE code = $1`, [code]);
    told.push(await reasonOf(code));
    await rig.query('UPDATE lane SET next_at = app_now() WHERE code = $1', [code]);
    await rig.call('OK');
    told.push(await reasonOf(code));
    expect(told).toEqual(['OUTBOX_WAITING', 'QUEUED', 'IN_FLIGHT', 'IN_DOUBT', 'RETRYING', 'NONE']);
  });

  it('names what only people can mend', async () => {
    const refused = await committed(2);
    await rig.call('REJECT');
    expect(await reasonOf(refused)).toBe('REJECTED');
    const blocked = await committed(2);
    await rig.call('OK');
    await rig.call('REJECT');
    expect(await reasonOf(blocked)).toBe('BLOCKED_BY_STEP');
    const unmapped = await newCode();
    await rig.commitDossiers({ ...dossierChangeOf(unmapped, 2), body: null, fault: 'Thiếu mã' });
    expect(await reasonOf(unmapped)).toBe('CONFIG_ERROR');
    expect(await rig.store.direct.reasons.findByDossier('H97.12-260101-9999')).toBeNull();
  });
});

describe('the ledger', () => {
  const tamper = async (sql: string, code: string): Promise<void> => {
    await rig.query('ALTER TABLE ledger DISABLE TRIGGER append_only');
    await rig.query(sql, [code]);
    await rig.query('ALTER TABLE ledger ENABLE TRIGGER append_only');
  };
  const entry = '(SELECT id FROM lane WHERE code = $1)';

  it('names the lane and the entry that somebody has changed, or taken away', async () => {
    const [changed, cut] = [await committed(2), await committed(2)];
    await rig.call('OK');
    const before = await rig.store.direct.ledger.verify();
    expect(before.broken).toEqual([]);
    expect(before.entries).toBeGreaterThan(3);
    await tamper(`UPDATE ledger SET detail = '{"status": 9}' WHERE n = 1 AND lane_id = ${entry}`, changed);
    await tamper(`DELETE FROM ledger WHERE n = 2 AND lane_id = ${entry}`, cut);
    expect((await rig.store.direct.ledger.verify()).broken).toEqual([
      { code: changed, n: 1 },
      { code: cut, n: 2 },
    ]);
  });
});

describe('what a dossier sends next', () => {
  const outcome = fc.constantFrom<Outcome>('OK', 'OK', 'FLIP', 'NOT_SENT', 'IN_DOUBT', 'REJECT', 'WHOLE');
  const readings = fc.constantFrom(...READINGS, ...READINGS.slice(1).map((reading) => `quarantined ${reading}`));
  const step = fc.oneof(fc.constantFrom(...CHANGES, 'step', 'step'), fc.constant('die'), readings, outcome, outcome);

  it('is what a model of its history says, in 150 histories', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 9 }), async (steps) => {
        const model = new DossierModel(rig, await newCode());
        for (const next of ['step', ...steps]) {
          await model.take(next);
          await model.expectSame();
        }
      }),
      { numRuns: 150, endOnFailure: true },
    );
  });
});
