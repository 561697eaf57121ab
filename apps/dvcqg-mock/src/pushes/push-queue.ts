import type { Repositories } from '../records/portal-records.js';
import type { PushEntity } from '../records/push.entity.js';
import type { Space } from '../spaces/space.js';
import type { NewTimer } from '../spaces/timer-board.js';
import type { NewPush } from './push-record.js';

/** Kind of the timers that stand for a call to a province. */
export const PUSH_TIMER = 'push';

/** Puts a group of calls to provinces into the queue of a space, in this order. @returns their numbers. */
export async function queuePushes(
  space: Space,
  given: { readonly pushes: readonly NewPush[]; readonly ordered: boolean },
  repositories: Repositories,
): Promise<number[]> {
  const added = await repositories.pushes.add(given.pushes, given.ordered, space.clock.now());
  // In an ordered group each sets the timer of the one after it.
  const first = given.ordered ? added.slice(0, 1) : added;
  await space.timers.set(first.map(timerOf), repositories);
  return added.map(({ n }) => n);
}

export function timerOf({ n, kind, nextAt }: Pick<PushEntity, 'n' | 'kind' | 'nextAt'>): NewTimer {
  return { kind: PUSH_TIMER, ref: `${String(n)} ${kind}`, dueAt: nextAt, payload: { n } };
}
