import { expect, it } from '@jest/globals';
import { describeOnEachBackEnd } from '../support/back-ends.js';
import { dossierCodes, expectAtPortal, expectNothingLost, untilSettled } from '../support/dossier-story.js';
import { MovingDossiers } from '../support/moving-dossiers.js';

const CODES = dossierCodes(20);
type Effect = Readonly<Record<string, unknown>>;

const on = (service: string, phase: string, effect: Effect, schedule: object): object => {
  return { id: `${service} ${phase}`, service, phase, effect, schedule };
};
const ALWAYS = { always: true };
const STATE = 'DongBoHoSoMC';
const STEPS = 'CapNhatTienDoHoSoMC';
const onBoth = (phase: string, effect: Effect, schedule: object): object[] =>
  [STATE, STEPS].map((service) => on(service, phase, effect, schedule));

const TROUBLES: readonly (readonly [string, readonly object[]])[] = [
  ['has nothing wrong with it', []],
  ['loses its replies after it has stored', onBoth('after-commit', { type: 'connection-reset' }, { first: 2 })],
  [
    'stores late, long after we have given up',
    onBoth('before-commit', { type: 'late-commit', ms: 1_100 }, { first: 2 }),
  ],
  [
    'says 429 with Retry-After',
    onBoth('before-commit', { type: 'throttle', status: 429, retryAfterS: 1, form: 'seconds' }, { nth: [1, 3] }),
  ],
  ['answers 500 before it stores', onBoth('before-commit', { type: 'reply', status: 500 }, { first: 2 })],
  ['answers 500 after it has stored', onBoth('after-commit', { type: 'reply', status: 500 }, { first: 2 })],
  ['ends the session', onBoth('before-auth', { type: 'expire-session', scope: 'all' }, { nth: [2] })],
  ['leaves items out of its list', onBoth('on-reply', { type: 'result-list', kind: 'truncated' }, { first: 2 })],
  [
    'refuses items that it has stored all the same',
    onBoth('within-batch', { type: 'item-errors', count: 1, stored: true }, { first: 2 }),
  ],
];

describeOnEachBackEnd('dossiers that move in the province', (backEnd) => {
  const moving = MovingDossiers.forStories(backEnd);

  it.each(TROUBLES)(
    'reach a portal that %s: last status once, every step in order',
    async (_, faults) => {
      const { system, flow } = moving;
      await system.portal.setFaults(faults);

      await flow.work(CODES, { clerks: 4, changes: 20, seed: 20_260_105 });
      await untilSettled(system);

      const fired = await system.portal.fired();
      expect(Object.values(fired).filter((times) => times === 0)).toEqual([]);
      await expectAtPortal(system, flow, CODES);
      await expectNothingLost(system, flow);
    },
    90_000,
  );

  it('leave behind the one that the portal refuses, and it goes when its data are right', async () => {
    const { system, flow } = moving;
    const [wrong = '', ...others] = CODES;
    await flow.move(wrong, 2, { fieldCode: 'G18-ZZ999' });
    await flow.work(others, { clerks: 2, changes: 10, seed: 3 });
    await untilSettled(system);
    await expectAtPortal(system, flow, others);
    await expect(system.portal.dossier(wrong)).rejects.toThrow('404');
    const sql = `SELECT last_class, last_code FROM lane WHERE code = '${wrong}'`;
    expect(await system.query(sql)).toEqual([{ last_class: 'CONFIG', last_code: '206' }]);

    await flow.move(wrong, 1);
    await untilSettled(system);

    await expectAtPortal(system, flow, [wrong]);
  }, 90_000);

  it('whose step is refused stop their journal there, and their state goes on', async () => {
    const { system, flow } = moving;
    const [code = ''] = CODES;
    await flow.move(code, 1);
    await untilSettled(system);
    await system.portal.setFaults([
      on(STEPS, 'within-batch', { type: 'item-errors', count: 1, errorCode: 500 }, ALWAYS),
    ]);
    await flow.move(code, 1);
    await untilSettled(system);
    await system.portal.setFaults([]);
    await flow.move(code, 2);
    await untilSettled(system);

    const { current, progress } = await system.portal.dossier(code);
    expect({ status: current[0]?.status, steps: progress.length }).toEqual({ status: '4', steps: 1 });
    const journal = await system.query<{ state: string }>(
      `SELECT state FROM outbox WHERE stream = 'journal' ORDER BY seq`,
    );
    expect(journal.map(({ state }) => state)).toEqual(['acked', 'rejected', 'pending', 'pending']);
  }, 90_000);

  it('are created anew, steps and all, where the portal has lost one', async () => {
    const { system, flow } = moving;
    const [code = ''] = CODES;
    await flow.move(code, 1);
    await untilSettled(system);
    await system.portal.reset();

    await flow.move(code, 2);
    await untilSettled(system);

    const { current, progress } = await system.portal.dossier(code);
    expect(current.map(({ status }) => status)).toEqual([String(flow.statuses.get(code))]);
    expect(progress.map(({ NoiDungXuLy }) => NoiDungXuLy)).toEqual(flow.told.get(code)?.slice(1));
  }, 90_000);
});
