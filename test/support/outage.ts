import { expect } from '@jest/globals';
import { eventually } from './eventually.js';
import type { RunningSystem } from './running-system.js';

const HOUR_MS = 3_600_000;

/** What was seen while the portal was away. */
export interface OutageSeen {
  readonly probes: number;
  readonly mostOpenBatches: number;
}

/** Time of a province that a test moves on by hand; what was due meanwhile is due at once. */
export class VirtualTime {
  constructor(
    private readonly system: RunningSystem,
    private now: Date,
  ) {}

  async goTo(instant: Date): Promise<void> {
    this.now = instant;
    await this.system.query(`UPDATE app_clock SET virtual_now = '${instant.toISOString()}'`);
    await this.system.query('NOTIFY lane_due');
  }

  async goOn(ms: number): Promise<void> {
    await this.goTo(new Date(this.now.getTime() + ms));
  }

  /** Back to the real time of day. */
  async end(): Promise<void> {
    await this.system.query('UPDATE app_clock SET virtual_now = NULL');
  }
}

interface Breaker {
  readonly breaker: string;
  readonly until: Date;
  readonly opens: number;
}

const breakerOf = async (system: RunningSystem): Promise<Breaker> => {
  const [row] = await system.query<Breaker>(
    'SELECT breaker, breaker_until AS until, breaker_opens AS opens FROM portal_account',
  );
  if (!row) throw new Error('There is no account');
  return row;
};

/** Lets hours pass from one probe to the next; `meanwhile` is what the province does in between. */
export async function passOutage(
  system: RunningSystem,
  time: VirtualTime,
  { hours, meanwhile }: { hours: number; meanwhile: (probe: number) => Promise<void> },
): Promise<OutageSeen> {
  await eventually(async () => {
    expect((await breakerOf(system)).breaker).toBe('open');
  });
  const began = (await breakerOf(system)).until.getTime();
  let mostOpenBatches = 0;
  for (let probes = 0; ; probes += 1) {
    const { until, opens } = await breakerOf(system);
    if (until.getTime() - began > hours * HOUR_MS) return { probes, mostOpenBatches };
    await meanwhile(probes);
    await time.goTo(until);
    await eventually(async () => {
      const seen = await breakerOf(system);
      expect(seen).toMatchObject({ breaker: 'open', opens: opens + 1 });
    });
    const [open] = await system.query<{ n: number }>('SELECT count(*)::int AS n FROM batch WHERE closed_at IS NULL');
    mostOpenBatches = Math.max(mostOpenBatches, open?.n ?? 0);
  }
}

/** Calls under way at once, at most, in each step of `stepMs` after the first call that was answered again. */
export async function callsAtOnce(system: RunningSystem, since: string, stepMs: number): Promise<number[]> {
  const calls = await system.query<{ from: number; to: number; answered: boolean }>(`
    SELECT (extract(epoch FROM b.sent_at) * 1000)::float8 AS from, (extract(epoch FROM b.closed_at) * 1000)::float8 AS to,
      r.http_status IS NOT NULL AS answered
    FROM batch b JOIN exchange x ON x.batch_id = b.id JOIN exchange_reply r ON r.exchange_id = x.id
    WHERE b.sent_at > '${since}'::timestamptz ORDER BY b.sent_at`);
  const reopened = calls.find(({ answered }) => answered)?.to ?? Infinity;
  const most: number[] = [];
  for (const { from } of calls.filter((call) => call.from >= reopened)) {
    const step = Math.floor((from - reopened) / stepMs);
    const together = calls.filter((other) => other.from <= from && other.to > from);
    while (most.length <= step) most.push(0);
    most[step] = Math.max(most[step] ?? 0, together.length);
  }
  return most;
}
