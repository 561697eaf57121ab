import { Injectable } from '@nestjs/common';
import type { Delivery } from '../faults/delivery.js';
import type { BatchPlan } from '../faults/effects/batch-plan.js';
import { effectOf } from '../faults/effects/effect-table.js';
import type { Firing } from '../faults/fault-board.js';
import { JournalChain } from '../journal/journal-chain.js';
import { UnclearCommitError } from '../records/together.js';
import type { AppendedEntry } from '../records/journal.repository.js';
import type { Repositories } from '../records/portal-records.js';
import type { CallRecord } from './call-record.js';
import { dressAnswer } from './dress-answer.js';
import { laterStepsOf, storeLater } from './later-steps.js';
import type { PortalAnswer } from './portal-answer.js';
import type { PortalCall } from './portal-call.js';
import { shapeReply } from './shape-reply.js';

export type Work = (repositories: Repositories) => Promise<PortalAnswer> | PortalAnswer;

/** A call on its way to the commit. */
export interface CommittedCall {
  /** As it came: what draws are made with. */
  readonly call: PortalCall;
  /** As a fault leaves it to the handler. */
  handled: PortalCall;
  /** What is to become of single items; null where no fault has hit one. */
  plan: BatchPlan | null;
  readonly record: CallRecord;
}

/** The end of a call, with the faults that act there. */
export interface Ending {
  /** Decides what goes out. */
  readonly firing: Firing | null;
  /** Lets the answer out, and does something of its own later. */
  readonly aftermath: Firing | null;
  /** True where no record changes. */
  readonly isReading: boolean;
}

export interface Committed {
  readonly sent: Delivery;
  readonly appended: AppendedEntry;
}

/** Stores what a call brings and its journal line, all or none. */
@Injectable()
export class CallCommit {
  constructor(private readonly chain: JournalChain) {}

  /** @throws {UnclearCommitError} Nobody knows whether it is stored. */
  async commit(exchange: CommittedCall, ending: Ending, work: Work): Promise<Committed> {
    const isSmall = ending.isReading && !ending.aftermath && !exchange.plan && backMsOf(ending) === undefined;
    const committed = isSmall ? this.together(exchange, ending, work) : this.alone(exchange, ending, work);
    return committed.catch((cause: unknown) => {
      this.chain.doubt();
      throw cause;
    });
  }

  /** Reads, and shares a commit with others that read. */
  private async together(exchange: CommittedCall, { firing }: Ending, work: Work): Promise<Committed> {
    const { call, record } = exchange;
    const { records, clock } = call.space;
    const answer = dressAnswer(call, await work(records.direct));
    const replies = shapeReply(exchange, firing, answer);
    const entry = record.toEntry(answer, replies);
    const appended = await records.endings.ask({ entry, committedAt: clock.now(), session: answer.session ?? null });
    return { sent: replies.sent, appended };
  }

  private async alone(exchange: CommittedCall, ending: Ending, work: Work): Promise<Committed> {
    const { space, isMagic } = exchange.call;
    let isAnswered = false;
    return space.records
      .inTransaction(async (repositories) => {
        if (space.faults.looksBack || isMagic) await repositories.past.keep(space.clock.now());
        const worked = await workAsOf(exchange, ending, () => work(repositories), repositories);
        const answer = dressAnswer(exchange.call, worked);
        const replies = shapeReply(exchange, ending.firing, answer);
        const entry = exchange.record.toEntry(answer, replies);
        if (answer.session) await repositories.sessions.open([answer.session]);
        const appended = await repositories.journal.append(entry, space.clock.now());
        const later = ending.aftermath ? laterStepsOf(ending.aftermath.fault) : [];
        await storeLater(later, exchange.handled, { entry, answer, repositories });
        isAnswered = true;
        return { sent: replies.sent, appended };
      })
      .catch((cause: unknown) => {
        throw isAnswered ? new UnclearCommitError('The commit did not come back.', { cause }) : cause;
      });
  }
}

function backMsOf({ firing }: Ending): number | undefined {
  return firing ? effectOf(firing.fault.effect).readsBackMs?.(firing.fault.effect) : undefined;
}

async function workAsOf(
  { call }: CommittedCall,
  ending: Ending,
  work: () => Promise<PortalAnswer> | PortalAnswer,
  { past }: Repositories,
): Promise<PortalAnswer> {
  const backMs = backMsOf(ending);
  if (backMs === undefined) return work();
  return past.readAsOf(new Date(call.space.clock.now().getTime() - backMs), async () => work());
}
