import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../eventually.js';
import { checkHistory } from './check-history.js';
import type { History, ProgressSample, Verdict } from './history.js';
import { portalFaults, strikesOf, type PlannedStrike } from './nemesis-plan.js';
import { readLanes } from './read-history.js';
import { TIMES, type Stage } from './stage.js';

const DOSSIERS = Array.from({ length: 20 }, (_, n) => `H60.15-260105-${String(n + 1).padStart(4, '0')}`);
const SERVICES = Array.from({ length: 4 }, (_, n) => `9.${String(n + 1).padStart(6, '0')}.01`);
/** Three producers change each lane twice in each round; some of it is rolled back, and 100 and more are left. */
const ROUNDS = 20;
const STRIKES = 8;
const DRAINED_WITHIN_MS = 40_000;
const SAMPLE_EVERY_MS = 100;
/** A machine that is busy lets a portal's answer lie before it is written down (ms). */
const SLACK_MS = 100;

export interface RunEnd {
  readonly verdict: Verdict;
  readonly history: History;
  /** How often each thing went wrong. */
  readonly struck: Readonly<Record<string, number>>;
}

/** One run: changes come in, everything fails, then it is quiet, and what became of it is judged. */
export async function runSeed(stage: Stage, seed: number, rounds = ROUNDS): Promise<RunEnd> {
  await stage.forget();
  await stage.control.setFaults(portalFaults(seed));
  const samples: ProgressSample[] = [];
  let isOver = false;
  const sampling = sampleUntil(() => isOver, stage, samples);
  const production = { seed, rounds, dossiers: DOSSIERS, services: SERVICES, rollBackRate: 0.03 };
  const producing = Promise.all(stage.producers.map((producer) => producer.produce(production)));
  const plan = strikesOf(seed, STRIKES);
  await strikeAll(stage, plan);
  const transactions = (await producing).flat();
  await Promise.all([...stage.workers, stage.portal].map((each) => each.untilUp()));
  await eventually(() => stage.control.setFaults([]));
  await drain(stage);
  isOver = true;
  await sampling;
  samples.push(...(await sampleOnce(stage)));
  const history = await readHistory(stage, { transactions, samples, plan });
  const struck = Object.fromEntries(
    plan.map(({ strike }) => [strike, plan.filter((each) => each.strike === strike).length]),
  );
  return { verdict: checkHistory(history), history, struck };
}

async function strikeAll(stage: Stage, plan: readonly PlannedStrike[]): Promise<void> {
  const revivals: Promise<unknown>[] = [];
  for (const { afterMs, strike, draw } of plan) {
    await sleep(afterMs);
    revivals.push(strikeOnce(stage, strike, draw));
  }
  await Promise.all(revivals);
}

async function strikeOnce(stage: Stage, strike: PlannedStrike['strike'], draw: number): Promise<void> {
  const worker = stage.workers[draw < 0.5 ? 0 : 1];
  if (worker === undefined) throw new Error('There are two workers');
  switch (strike) {
    case 'kill worker':
      await worker.untilUp();
      await worker.kill();
      return worker.start();
    case 'freeze worker': {
      const { runningChild } = worker;
      runningChild.kill('SIGSTOP');
      await sleep(2 * TIMES.lease);
      runningChild.kill('SIGCONT');
      return;
    }
    case 'wipe queue':
      return stage.wipeQueue();
    case 'kill queue':
      return stage.killQueue();
    case 'end sessions':
      return stage.endSessions(0.3 + 0.7 * draw);
    case 'kill portal':
      return stage.restartPortal();
  }
}

/** Nothing is on its way at ours, and nothing is left that the portal means to store later. */
async function drain(stage: Stage): Promise<void> {
  const sql = 'SELECT code FROM lane WHERE next_op IS NOT NULL OR batch_id IS NOT NULL OR intent_id IS NOT NULL';
  const isOpen = async (): Promise<void> => {
    const { rows: open } = await stage.province.query(sql);
    const { rows: late } = await stage.mockDatabase.query(`SELECT 1 FROM timer WHERE kind = 'late-commit'`);
    if (open.length + late.length > 0)
      throw new Error(`${JSON.stringify(open)} and ${String(late.length)} late commits`);
  };
  await eventually(isOpen, DRAINED_WITHIN_MS).catch(() => undefined); // the checker tells
}

async function sampleUntil(isOver: () => boolean, stage: Stage, samples: ProgressSample[]): Promise<void> {
  while (!isOver()) {
    samples.push(...(await sampleOnce(stage)));
    await sleep(SAMPLE_EVERY_MS);
  }
}

async function sampleOnce({ province, store }: Stage): Promise<ProgressSample[]> {
  const { rows } = await province.query(`SELECT 1 FROM plan WHERE id = 'nemesis'`);
  if (rows.length === 0) return [];
  const { total, buckets } = await store.direct.progress.getPlan('nemesis');
  return [{ total, buckets }];
}

async function readHistory(
  stage: Stage,
  { transactions, samples, plan }: Pick<History, 'transactions' | 'samples'> & { plan: readonly PlannedStrike[] },
): Promise<History> {
  const { province, mockDatabase, store } = stage;
  const [recount] = (await province.query<History['recount']>(RECOUNT)).rows;
  const [session] = (await province.query<{ epoch: number }>('SELECT epoch FROM portal_session')).rows;
  const made = await stage.control.count({ service: 'login', outcomeCode: 0 });
  const mayBeLost = plan.filter(({ strike }) => strike !== 'wipe queue').length;
  return {
    transactions,
    lanes: await readLanes(province, mockDatabase),
    samples,
    recount: recount ?? { total: 0, published: 0 },
    logins: { made, epochs: session?.epoch ?? 0, mayBeLost },
    brokenLedgers: (await store.direct.ledger.verify()).broken.map(({ code }) => code),
    quarantineMs: TIMES.timeout + TIMES.quiet + SLACK_MS,
  };
}

/** Published: the newest acknowledged offer of the service reaches the level that the plan wants. */
const RECOUNT = `
  SELECT count(*)::int AS total, count(*) FILTER (WHERE (
    SELECT (o.offer ->> i.agency_code)::int FROM outbox o JOIN lane l ON l.id = o.lane_id
    WHERE l.kind = 'S' AND l.code = i.service_code AND o.state = 'acked' ORDER BY o.version DESC LIMIT 1
  ) >= i.level_rank)::int AS published FROM plan_item i WHERE i.plan_id = 'nemesis' AND i.excluded_at IS NULL`;
