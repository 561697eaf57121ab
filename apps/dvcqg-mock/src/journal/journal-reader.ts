import { Injectable } from '@nestjs/common';
import { PortalRecords } from '../records/portal-records.js';
import type { Space } from '../spaces/space.js';
import { JournalChain } from './journal-chain.js';
import type { Dropped, JournalFilter, StoredJournalEntry } from './journal-entry.js';
import { verifyChain, type ChainVerdict } from './verify-chain.js';

/** The journal as it stands: what was committed when a question comes is numbered before it is answered. */
@Injectable()
export class JournalReader {
  constructor(
    private readonly records: PortalRecords,
    private readonly chain: JournalChain,
  ) {}

  /** Entries after number `cursor`, oldest first. */
  async page(
    { records }: Space,
    filter: JournalFilter,
    { cursor, limit }: { cursor: number; limit: number },
  ): Promise<StoredJournalEntry[]> {
    await this.chain.settle();
    return records.direct.journal.page(filter, cursor, limit);
  }

  /** Newest first, before number `before`. */
  async newest(
    { records }: Space,
    filter: JournalFilter,
    { before, limit }: { before: number; limit: number },
  ): Promise<StoredJournalEntry[]> {
    await this.chain.settle();
    return records.direct.journal.newest(filter, before, limit);
  }

  async find({ records }: Space, n: number): Promise<StoredJournalEntry | null> {
    await this.chain.settle();
    return records.direct.journal.find(n);
  }

  async count({ records }: Space, filter: JournalFilter): Promise<number> {
    await this.chain.settle();
    return records.direct.journal.count(filter);
  }

  async dropped({ id }: Space): Promise<Dropped> {
    const head = await this.records.chainOf(id).findHead();
    return { entries: Number(head?.droppedN ?? 0), until: head?.droppedAt?.toISOString() ?? null };
  }

  /** The last number given out. */
  async lastNumber({ id }: Space): Promise<number> {
    await this.chain.settle();
    return Number((await this.records.chainOf(id).findHead())?.n ?? 0);
  }

  async verify({ id }: Space): Promise<ChainVerdict> {
    await this.chain.settle();
    return verifyChain(this.records.chainOf(id));
  }

  /** Drops every entry. Numbers and digests go on, so nobody can do it unseen. */
  async clear(space: Space): Promise<void> {
    const lastN = await this.lastNumber(space);
    await this.records.inChain(space.id, (chain) => chain.drop(lastN));
  }
}
