import { expect } from '@jest/globals';
import type { DossierFlow } from './dossier-flow.js';
import { eventually } from './eventually.js';
import type { RunningSystem } from './running-system.js';

/** Dossier codes of one story; the portal takes those of its own province only. */
export const dossierCodes = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `H60.15-260105-${String(n + 1).padStart(4, '0')}`);

/** Waits until no change is on its way any more. */
export async function untilSettled(system: RunningSystem, withinMs = 60_000): Promise<void> {
  await eventually(async () => {
    const lanes = await system.query(
      `SELECT code, next_op, last_class, last_message FROM lane WHERE next_op IS NOT NULL OR batch_id IS NOT NULL`,
    );
    expect(lanes).toEqual([]);
  }, withinMs);
}

/** Every dossier is at the portal once, with its last status and all its steps in order, none missing, none twice. */
export async function expectAtPortal(system: RunningSystem, flow: DossierFlow, codes: Iterable<string>): Promise<void> {
  for (const code of codes) {
    const { current, progress } = await system.portal.dossier(code);
    const steps = progress.map(({ NoiDungXuLy }) => NoiDungXuLy);
    const statuses = current.map(({ status }) => status);
    expect({ code, statuses, steps }).toEqual({
      code,
      statuses: [String(flow.statuses.get(code))],
      steps: flow.told.get(code),
    });
  }
}

/** Every change committed has one end, and only those that nothing newer overtook were acknowledged. */
export async function expectNothingLost(system: RunningSystem, flow: DossierFlow): Promise<void> {
  const committed = [...flow.told.values()].reduce((sum, steps) => sum + steps.length, 0);
  const rows = await system.query<{ stream: string; state: string; n: number }>(
    `SELECT stream, state, count(*)::int AS n FROM outbox WHERE cause = 'change' GROUP BY stream, state`,
  );
  const sum = (stream: string, ...states: string[]): number =>
    rows.filter((row) => row.stream === stream && states.includes(row.state)).reduce((total, { n }) => total + n, 0);
  expect({ states: sum('state', 'acked', 'superseded'), steps: sum('journal', 'acked') }).toEqual({
    states: committed,
    steps: committed,
  });
  expect(await system.query(OUT_OF_ORDER)).toEqual([]);
}

/** Changes that an attempt acknowledged after an earlier attempt had acknowledged a later change of the stream. */
const OUT_OF_ORDER = `
  SELECT older.lane_id, older.seq FROM outbox older
  JOIN outbox newer ON newer.lane_id = older.lane_id AND newer.stream = older.stream AND newer.seq > older.seq
  WHERE older.state = 'acked' AND newer.state = 'acked' AND older.settled_by > newer.settled_by`;
