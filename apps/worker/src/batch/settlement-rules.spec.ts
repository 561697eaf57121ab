import { DispatchConfig, loadConfig } from '@dvc/config';
import type { Outcome, Verdict } from '@dvc/domain';
import type { Reading } from '@dvc/gateway';
import type { Settlement, TakenBatch, TakenItem } from '@dvc/persistence';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CallEnd } from './call-end.js';
import { SettlementRules } from './settlement-rules.js';

const rules = new SettlementRules(loadConfig(DispatchConfig, {}));
const EXCHANGED = { httpStatus: 200, body: '', error: null, totalMs: 1 };
const TROUBLE: readonly Outcome[] = ['IN_DOUBT', 'NOT_SENT', 'RATE', 'SESSION', 'ACCOUNT', 'WHOLE', 'REJECT', 'OK'];
const say = (outcome: Outcome): Verdict => ({ outcome, code: '', field: '', message: '' });

const itemWith = (changes: Partial<TakenItem> = {}): TakenItem => ({
  laneId: '7',
  code: '9.900101.01',
  stream: 'state',
  version: 3,
  fromSeq: 3,
  toSeq: 3,
  rows: 1,
  body: '{}',
  offer: { 'H97.12': 4 },
  isKnown: false,
  flippedVersion: 0,
  fails: 2,
  batchCap: 25,
  reads: 1,
  intentId: '70',
  isQuarantined: true,
  isAmbiguous: false,
  shown: null,
  ...changes,
});
const batchOf = (op: TakenBatch['op'], items: readonly TakenItem[]): TakenBatch => ({
  id: 'b',
  epoch: 1,
  job: 'push-services',
  op,
  isUpdating: false,
  items,
});

function afterRead(reading: Reading | Verdict, changes: Partial<TakenItem> = {}): Settlement {
  const end: CallEnd = { kind: 'read', reading, holdMs: 0, exchanged: EXCHANGED };
  const [settlement] = rules.settlementsOf({ batch: batchOf('read', [itemWith(changes)]), attempts: new Map() }, end);
  if (!settlement) throw new Error('A read settles its one lane');
  return settlement;
}

function afterWrite(end: CallEnd, items: readonly TakenItem[]): Settlement[] {
  const attempts = new Map(items.map(({ laneId }) => [laneId, `${laneId}0`]));
  return rules.settlementsOf({ batch: batchOf('services', items), attempts }, end);
}
const written = (...told: [string, Outcome][]): CallEnd => ({
  kind: 'written',
  answer: { verdicts: new Map(told.map(([code, outcome]) => [code, say(outcome)])), holdMs: 0 },
  exchanged: EXCHANGED,
});

describe('a read of what is in doubt', () => {
  const readings = fc.constantFrom<Reading | Verdict>('SAME', 'DIFFERENT', 'ABSENT', ...TROUBLE.map(say));

  it('that shows just what was sent acknowledges it, in quarantine or after', () => {
    for (const isQuarantined of [true, false]) {
      const { move, attemptId, source, nextInMs, reads } = afterRead('SAME', { isQuarantined });
      expect({ attemptId, source, nextInMs, reads }).toEqual({
        attemptId: '70',
        source: 'read',
        nextInMs: 0,
        reads: 0,
      });
      expect(move).toMatchObject({ verdict: { outcome: 'OK' }, change: 'acked', isKnown: true, isInDoubt: false });
    }
  });

  it.each<[Reading | Outcome, boolean]>([
    ['ABSENT', false],
    ['DIFFERENT', true],
    ['IN_DOUBT', false],
    ['NOT_SENT', false],
    ['RATE', false],
  ])('that gives %s proves nothing while the portal may still commit', (given, isKnown) => {
    const reading = ['ABSENT', 'DIFFERENT'].includes(given) ? (given as Reading) : say(given as Outcome);
    const { move, attemptId, reads, nextInMs } = afterRead(reading);
    expect({ attemptId, reads, nextInMs }).toEqual({ attemptId: null, reads: 2, nextInMs: 10_000 });
    expect(move).toMatchObject({ change: 'pending', isInDoubt: true, next: 'read', isKnown, fails: 2, batchCap: 25 });
  });

  it.each<[Reading, boolean, boolean]>([
    ['ABSENT', true, false],
    ['DIFFERENT', false, true],
  ])('that gives %s once the quarantine is over lets it be sent again, known %p → %p', (reading, before, after) => {
    const { move, attemptId, nextInMs, reads } = afterRead(reading, { isQuarantined: false, isKnown: before });
    expect({ attemptId, nextInMs, reads }).toEqual({ attemptId: '70', nextInMs: 0, reads: 0 });
    expect(move).toMatchObject({ verdict: { outcome: 'EXPIRED' }, change: 'pending', isInDoubt: false, batchCap: 25 });
    expect(move.isKnown).toBe(after);
  });

  it('that shows bytes acknowledged just before counts for nothing', () => {
    expect(afterRead('SAME', { isAmbiguous: true }).move).toMatchObject({ change: 'pending', isInDoubt: true });
    const over = afterRead('SAME', { isAmbiguous: true, isQuarantined: false }).move;
    expect(over).toMatchObject({ verdict: { outcome: 'EXPIRED' }, change: 'pending', isKnown: true });
  });

  it('that could not leave in time leaves the doubt as it was', () => {
    const read = { batch: batchOf('read', [itemWith()]), attempts: new Map<string, string>() };
    const [settlement] = rules.settlementsOf(read, { kind: 'unsent', why: 'late' });
    expect(settlement?.move).toMatchObject({ change: 'pending', isInDoubt: true, fails: 2 });
  });

  it('ends the doubt only by what it shows or by the end of the quarantine', () => {
    fc.assert(
      fc.property(readings, fc.boolean(), fc.boolean(), fc.boolean(), (reading, ...flags) => {
        const [isQuarantined, isAmbiguous, isKnown] = flags;
        const { move, attemptId } = afterRead(reading, { isQuarantined, isAmbiguous, isKnown });
        const isProved = reading === 'SAME' && !isAmbiguous;
        expect(move.change === 'acked').toBe(isProved);
        expect(move.isInDoubt).toBe(isQuarantined && !isProved);
        expect(attemptId).toBe(move.isInDoubt ? null : '70');
      }),
    );
  });
});

describe('a write', () => {
  const items = ['1', '2', '3', '4'].map((laneId) => itemWith({ laneId, code: `s${laneId}`, intentId: null }));

  it('is settled lane by lane, by key', () => {
    const settlements = afterWrite(written(['s3', 'REJECT'], ['s1', 'OK'], ['s2', 'FLIP'], ['s4', 'RATE']), items);
    expect(
      settlements.map(({ item: { laneId }, attemptId, move }) => [laneId, attemptId, move.verdict.outcome]),
    ).toEqual([
      ['1', '10', 'OK'],
      ['2', '20', 'FLIP'],
      ['3', '30', 'REJECT'],
      ['4', '40', 'RATE'],
    ]);
  });

  it('leaves in doubt what nothing was said of, and reads it a second later', () => {
    const [first, second] = afterWrite(written(['s1', 'OK']), items);
    expect(first?.move.isInDoubt).toBe(false);
    expect(second).toMatchObject({ nextInMs: 1_000, reads: 0, move: { isInDoubt: true, next: 'read', batchCap: 2 } });
  });

  it('that did not leave in time leaves every lane due, after a back-off, and nothing in doubt', () => {
    for (const { move, nextInMs, attemptId, item } of afterWrite({ kind: 'unsent', why: 'late' }, items)) {
      expect(move).toMatchObject({ verdict: { outcome: 'NOT_SENT' }, change: 'pending', isInDoubt: false, fails: 3 });
      expect(attemptId).toBe(`${item.laneId}0`);
      expect(nextInMs).toBeGreaterThanOrEqual(0);
      expect(nextInMs).toBeLessThanOrEqual(8_000);
    }
  });

  it('reads back in the measure of the back-off where everything is faster', () => {
    const quick = new SettlementRules(loadConfig(DispatchConfig, { DISPATCH_BACKOFF_MS: '20' }));
    const call = { batch: batchOf('services', items), attempts: new Map<string, string>() };
    expect(quick.settlementsOf(call, written()).map(({ nextInMs }) => nextInMs)).toEqual([20, 20, 20, 20]);
  });
});
