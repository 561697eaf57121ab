import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { describeOnEachBackEnd } from '../support/back-ends.js';
import { RunningSystem, TUYEN_QUANG } from '../support/running-system.js';

const fault = (phase: string, effect: object, schedule: object): object => ({
  id: 'trouble',
  service: 'DongBoDVC',
  phase,
  effect,
  schedule,
});
const HTML = {
  type: 'reply',
  status: 200,
  contentType: 'text/html',
  body: '<html><body>Hệ thống bảo trì</body></html>',
};

/** Calls that left after we had been told, and had written down, that nobody calls for a second. */
const SENT_THOUGH_TOLD_TO_WAIT = `
  SELECT x.id FROM exchange x JOIN exchange_reply r ON r.exchange_id = x.id, exchange_reply throttled
  WHERE throttled.http_status = 429 AND x.sent_at > throttled.ended_at
    AND x.sent_at < throttled.ended_at + interval '1 second'`;

/** Name, the fault, and how often it must have struck for the story to mean anything. */
const TROUBLES: readonly (readonly [string, object, number])[] = [
  ['answers 500 before it stores', fault('before-commit', { type: 'reply', status: 500 }, { first: 3 }), 3],
  ['answers 500 after it has stored', fault('after-commit', { type: 'reply', status: 500 }, { first: 3 }), 3],
  ['resets the connection after it has stored', fault('after-commit', { type: 'connection-reset' }, { first: 4 }), 4],
  [
    'stores late, long after we have given up',
    fault('before-commit', { type: 'late-commit', ms: 1_100 }, { first: 2 }),
    2,
  ],
  [
    'says 429 with Retry-After',
    fault('before-commit', { type: 'throttle', status: 429, retryAfterS: 1, form: 'seconds' }, { nth: [1, 4] }),
    2,
  ],
  ['ends the session', fault('before-auth', { type: 'expire-session', scope: 'all' }, { nth: [2, 4] }), 2],
  ['answers HTML with 200', fault('instead-of-handler', HTML, { first: 3 }), 3],
  ['cuts its answer short', fault('on-reply', { type: 'truncate', mode: 'json' }, { first: 3 }), 3],
  ['leaves items out of its list', fault('on-reply', { type: 'result-list', kind: 'truncated' }, { first: 3 }), 3],
  ['names items twice', fault('on-reply', { type: 'result-list', kind: 'duplicated' }, { first: 2 }), 2],
];

describeOnEachBackEnd('a portal that misbehaves', (backEnd) => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await RunningSystem.start(backEnd);
  }, 60_000);
  afterAll(async () => system.stop());

  let story = 0;
  let plan = '';
  beforeEach(() => {
    story += 1;
    plan = `story-${String(story)}`;
  });

  it.each(TROUBLES)(
    '%s: all services arrive, each once in effect',
    async (_, trouble, times) => {
      await system.forgetEverything();
      await system.portal.setFaults([trouble]);

      await system.importPlan(plan, TUYEN_QUANG);
      const progress = await system.untilPublished(plan);

      expect(progress).toMatchObject({ total: 277, published: 277, rejected: 0, inDoubt: 0 });
      expect((await system.portal.fired())['trouble']).toBe(times);
      const services = await system.portal.services();
      expect(services).toHaveLength(277);
      expect(await system.wrongLevels(services)).toEqual([]);
      // What left before the delay was known may arrive inside it: at most the other call of two.
      const throttled = await system.portal.count({ errorCode: 429 });
      expect(await system.portal.count({ insideRetryAfter: true })).toBeLessThanOrEqual(throttled);
      expect(await system.query(SENT_THOUGH_TOLD_TO_WAIT)).toEqual([]);
      expect(await system.unsettledChanges()).toBe(0);
      const [session] = await system.query<{ epoch: number }>('SELECT epoch FROM portal_session');
      expect(await system.portal.count({ service: 'login' })).toBe(session?.epoch);
    },
    90_000,
  );
});
