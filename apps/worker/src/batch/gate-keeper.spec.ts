import { DispatchConfig, loadConfig } from '@dvc/config';
import type { Outcome, Verdict } from '@dvc/domain';
import type { Reading } from '@dvc/gateway';
import type { Repositories } from '@dvc/persistence';
import { describe, expect, it } from '@jest/globals';
import type { CallEnd } from './call-end.js';
import { GateKeeper } from './gate-keeper.js';

const gate = new GateKeeper(loadConfig(DispatchConfig, {}));
const BREAKER = { failures: 5, firstMs: 10_000, maxMs: 300_000 };
const EXCHANGED = { httpStatus: 200, body: '', error: null, totalMs: 1 };
const say = (outcome: Outcome, code = '7'): Verdict => ({ outcome, code, field: '', message: 'lời Cổng' });

/** Writes down what would be written to the account and the session. */
class GateDiary {
  readonly entries: unknown[][] = [];

  asRepositories(isSessionNew = true): Repositories {
    const note =
      (name: string) =>
      (...told: unknown[]): Promise<boolean> => {
        this.entries.push([name, ...told]);
        return Promise.resolve(isSessionNew);
      };
    const names = ['hold', 'pause', 'recordAnswer', 'recordFailure', 'recordSessionRefused'];
    const account = Object.fromEntries(names.map((name) => [name, note(name)]));
    return { account, sessions: { expire: note('expire') } } as unknown as Repositories;
  }
}

async function entriesAfter(end: CallEnd, isSessionNew?: boolean): Promise<unknown[][]> {
  const diary = new GateDiary();
  await gate.moveAfter(diary.asRepositories(isSessionNew), end, 4);
  return diary.entries;
}

function answered(verdicts: readonly Verdict[], holdMs = 0): CallEnd {
  const keyed = new Map(verdicts.map((verdict, i) => [`s${String(i)}`, verdict]));
  return { kind: 'written', answer: { verdicts: keyed, holdMs }, exchanged: EXCHANGED };
}
const read = (reading: Reading | Verdict, holdMs = 0): CallEnd => ({
  kind: 'read',
  reading,
  holdMs,
  exchanged: EXCHANGED,
});

const MOVES: [Outcome, unknown[][]][] = [
  ['OK', [['recordAnswer']]],
  ['REJECT', [['recordAnswer']]],
  ['WHOLE', [['recordAnswer']]],
  ['RATE', [['recordAnswer']]],
  ['NOT_SENT', [['recordFailure', BREAKER]]],
  ['IN_DOUBT', [['recordFailure', BREAKER]]],
  ['ACCOUNT', [['pause', '7 lời Cổng']]],
  [
    'SESSION',
    [
      ['expire', 4],
      ['recordSessionRefused', BREAKER],
    ],
  ],
];

describe('the gate after a call', () => {
  it.each(MOVES)('that was %s for all items moves by that', async (outcome, entries) => {
    const verdict = say(outcome);
    expect(await entriesAfter(answered([verdict, verdict, verdict]))).toEqual(entries);
    expect(await entriesAfter(read(verdict))).toEqual(entries);
  });

  it('whose items were told one by one knows that the portal is there, whatever was said of them', async () => {
    expect(await entriesAfter(answered([say('IN_DOUBT'), say('IN_DOUBT')]))).toEqual([['recordAnswer']]);
    expect(await entriesAfter(answered([say('ACCOUNT'), say('OK')]))).toEqual([['recordAnswer']]);
  });

  it.each<Reading>(['SAME', 'DIFFERENT', 'ABSENT'])('that read %s knows that the portal is there', async (reading) => {
    expect(await entriesAfter(read(reading))).toEqual([['recordAnswer']]);
  });

  it('holds everybody first, for as long as told, in trouble as well', async () => {
    const held = ['hold', 30_000, '7 lời Cổng'];
    expect(await entriesAfter(answered([say('RATE')], 30_000))).toEqual([held, ['recordAnswer']]);
    expect(await entriesAfter(answered([say('IN_DOUBT')], 30_000))).toEqual([held, ['recordFailure', BREAKER]]);
    expect(await entriesAfter(read(say('RATE'), 30_000))).toEqual([held, ['recordAnswer']]);
  });

  it('counts one refusal of a session once, though many calls meet it', async () => {
    expect(await entriesAfter(answered([say('SESSION')]), false)).toEqual([['expire', 4]]);
  });

  it('that did not leave stays where it is', async () => {
    expect(await entriesAfter({ kind: 'unsent', why: 'late' })).toEqual([]);
  });
});
