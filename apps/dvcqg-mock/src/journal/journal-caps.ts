import { MockConfig } from '@dvc/config';
import { Injectable } from '@nestjs/common';
import type { JournalChainRepository } from '../records/journal-chain.repository.js';
import type { JournalHeadEntity } from '../records/journal.entity.js';
import { PortalRecords } from '../records/portal-records.js';

/** At a cap so much more is dropped than needed, so that it is done in sets and not entry by entry. */
const SLACK = 0.01;
const DAY_MS = 86_400_000;

/** Keeps the journal of a space within its caps. The oldest entries go first, counted. `now` is the hour of the space. */
@Injectable()
export class JournalCaps {
  constructor(
    private readonly records: PortalRecords,
    private readonly settings: MockConfig,
  ) {}

  async keep(space: string, now: Date): Promise<void> {
    const chain = this.records.chainOf(space);
    const head = await chain.findHead();
    if (!head) return;
    const lastN = Math.max(
      this.beyondCount(head),
      await this.beyondBytes(head, chain),
      await this.beyondAge(head, chain, now),
    );
    if (lastN > Number(head.droppedN)) await this.records.inChain(space, (locked) => locked.drop(lastN));
  }

  private beyondCount({ n, droppedN }: JournalHeadEntity): number {
    const most = this.settings.MOCK_JOURNAL_ENTRIES;
    return Number(n) - Number(droppedN) > most ? Number(n) - Math.floor(most * (1 - SLACK)) : 0;
  }

  private async beyondBytes(head: JournalHeadEntity, chain: JournalChainRepository): Promise<number> {
    const most = Math.floor(this.settings.MOCK_JOURNAL_MIB * 1024 * 1024);
    const isOver = Number(head.totalBytes) - Number(head.droppedBytes) > most;
    return isOver ? chain.lastBeyondBytes(head, Math.floor(most * (1 - SLACK))) : 0;
  }

  private async beyondAge(head: JournalHeadEntity, chain: JournalChainRepository, now: Date): Promise<number> {
    const limit = new Date(now.getTime() - this.settings.MOCK_JOURNAL_DAYS * DAY_MS);
    const oldest = await chain.findCommittedAt(Number(head.droppedN) + 1);
    return oldest && oldest < limit ? chain.lastBefore(limit) : 0;
  }
}
