import { RunningClock } from '@dvc/clock';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Repositories } from '../records/portal-records.js';
import type { PushEntity } from '../records/push.entity.js';
import type { TimerRecord } from '../records/timer.repository.js';
import { SpaceRegistry } from '../spaces/space-registry.js';
import type { Space } from '../spaces/space.js';
import type { AttemptResult } from './push-record.js';
import { PUSH_TIMER, timerOf } from './push-queue.js';
import { progressAfter } from './push-schedule.js';
import { PushSender } from './push-sender.js';

const AFTER_A_FAILURE_MS = 1_000;

/**
 * Makes the calls to provinces when they are due by the clock of their space. A try is written down before it leaves,
 * and its timer stays stored until it is over: who dies or is put back meanwhile makes it again, at worst twice.
 */
@Injectable()
export class PushRunner implements BeforeApplicationShutdown {
  private readonly log = new Logger(PushRunner.name);
  private readonly wall = new RunningClock('real');

  constructor(
    spaces: SpaceRegistry,
    private readonly sender: PushSender,
  ) {
    spaces.onTimer(PUSH_TIMER, (space, timer, repositories) => this.begin(space, timer, repositories));
  }

  beforeApplicationShutdown(): void {
    this.wall.stop();
  }

  private async begin(
    space: Space,
    timer: TimerRecord,
    { pushes, timers }: Repositories,
  ): Promise<(() => Promise<void>) | null> {
    const push = await pushes.begin(Number(timer.payload['n']), space.clock.now());
    if (!push) return null;
    await timers.add([timer]);
    return () => this.deliver(space, timer, push);
  }

  /** A try that is broken off leaves its timer behind, and nothing else. */
  private async deliver(space: Space, timer: TimerRecord, push: PushEntity): Promise<void> {
    const result = await this.sender.send(push, space.end);
    while (!space.end.aborted) {
      try {
        await space.records.inTransaction((repositories) => end(space, { timer, push, result }, repositories));
        return;
      } catch (failure) {
        this.log.error(failure instanceof Error ? failure.message : String(failure));
        await this.wall.sleep(AFTER_A_FAILURE_MS, space.end).catch(() => undefined);
      }
    }
  }
}

interface Tried {
  readonly timer: TimerRecord;
  readonly push: PushEntity;
  readonly result: AttemptResult;
}

/** Writes down how a try ended, and sets the timer of what follows: its next try, or who comes after it in its group. */
async function end(space: Space, { timer, push, result }: Tried, repositories: Repositories): Promise<void> {
  const { pushes, timers } = repositories;
  const now = space.clock.now();
  if (!(await timers.take(timer.id))) return;
  const progress = progressAfter(push, result.outcome, now);
  await pushes.complete(push, result, progress, now);
  const { n, kind } = push;
  const again = { n, kind, nextAt: progress.nextAt };
  const next = progress.state === 'waiting' ? again : push.ordered && (await pushes.findNext(push));
  if (next) await space.timers.set([timerOf(next)], repositories);
}
