import { Injectable, Logger } from '@nestjs/common';
import type { Outcome } from '@dvc/domain';
import { Store, type Settlement } from '@dvc/persistence';
import { WorkerIdentity } from '../worker-identity.js';
import type { CallEnd } from './call-end.js';
import { GateKeeper } from './gate-keeper.js';
import type { Intent } from './intent-recorder.js';
import { SettlementRules } from './settlement-rules.js';

/** Lanes per outcome, for the queue's board. */
export type BatchCounts = Readonly<Partial<Record<Outcome, number>>>;

/** Writes down what became of a batch, in one transaction, if the batch is still ours. */
@Injectable()
export class BatchSettler {
  private readonly log = new Logger(BatchSettler.name);

  constructor(
    private readonly store: Store,
    private readonly rules: SettlementRules,
    private readonly gate: GateKeeper,
    private readonly me: WorkerIdentity,
  ) {}

  async settle(intent: Pick<Intent, 'batch' | 'attempts'>, end: CallEnd, sessionEpoch: number): Promise<BatchCounts> {
    const { batch } = intent;
    const settlements = this.rules.settlementsOf(intent, end);
    const counts = countOutcomes(settlements);
    const isOurs = await this.store.inTransaction(async (repositories) => {
      if (end.kind !== 'unsent') await repositories.settlement.recordReply(batch.id, end.exchanged);
      const isClosed = await repositories.settlement.close(batch, counts);
      if (isClosed) await repositories.settlement.settle(batch.id, settlements, this.me.id);
      await this.gate.moveAfter(repositories, end, sessionEpoch);
      return isClosed;
    });
    if (!isOurs) this.log.warn(`Batch ${batch.id} was taken from us; its answer came too late and is dropped`);
    return isOurs ? counts : {};
  }
}

function countOutcomes(settlements: readonly Settlement[]): BatchCounts {
  const counts: Partial<Record<Outcome, number>> = {};
  for (const { move } of settlements) counts[move.verdict.outcome] = (counts[move.verdict.outcome] ?? 0) + 1;
  return counts;
}
