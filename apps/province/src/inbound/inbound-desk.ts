import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Store, type InboundVerdict, type Repositories } from '@dvc/persistence';
import { readMessage, type InboundDoor, type InboundMessage, type Fields } from './message.js';
import { Submissions } from './submissions.js';
import { TaxPapers } from './tax-papers.js';

/** Takes in what the portal sends down. A message, what it changes and its answer are one transaction. */
@Injectable()
export class InboundDesk {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(Submissions) private readonly submissions: Submissions,
    @Inject(TaxPapers) private readonly taxPapers: TaxPapers,
  ) {}

  /**
   * The same bytes again change nothing and hear the same answer; only what was refused is looked at anew, since the
   * reason may be gone.
   */
  async receive(door: InboundDoor, bytes: Buffer, body: Fields): Promise<object> {
    const message = readMessage(door, body);
    const sha256 = createHash('sha256').update(bytes).digest();
    return this.store.inTransaction(async (repositories) => {
      const kept = await repositories.inbound.take(message.kind, bytes, sha256);
      if (kept.reply !== null && kept.outcome !== 'refused') return kept.reply;
      const verdict = await this.answer(message, repositories);
      await repositories.inbound.answer(kept.id, verdict);
      return verdict.reply;
    });
  }

  private async answer(message: InboundMessage, repositories: Repositories): Promise<InboundVerdict> {
    switch (message.kind) {
      case 'land-tax-receipt':
        return this.taxPapers.takeReceipt(message, repositories);
      case 'tax-notice':
        return this.taxPapers.takeNotice(message, repositories);
      case 'dossier':
      case 'promotion':
      case 'promotion-supplement':
        return this.submissions.take(message, repositories);
    }
  }
}
