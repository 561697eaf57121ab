import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { LinkRequest } from '../records/journal-chain.repository.js';
import type { AppendedEntry } from '../records/journal.repository.js';
import { PortalRecords } from '../records/portal-records.js';
import { SpaceRegistry } from '../spaces/space-registry.js';
import type { Departure } from './journal-entry.js';
import { JournalCaps } from './journal-caps.js';

/** Entries gather for so long before they are linked: one transaction then serves them all. A reader does not wait for it. */
const GATHERING_MS = 100;
const MOST_PER_LINKING = 1_000;

interface Reply {
  readonly id: string;
  readonly latencyMs: number;
  readonly departure: Departure;
}

/**
 * Numbers committed entries and links them, each to the digest of the one before, in the order in which they were
 * appended. It runs behind the calls: a call that had to hold the end of the chain until its own commit would keep every
 * other call of its space waiting for the disk. What was committed and not linked when the mock ended is linked at the
 * next start. See docs/decisions.
 */
@Injectable()
export class JournalChain implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(JournalChain.name);
  private appended: AppendedEntry[] = [];
  private replies = new Map<string, Reply>();
  private readonly listeners = new Set<(space: string) => void>();
  private running: Promise<void> | null = null;
  private isGathering = false;
  private isUnsure = true;

  constructor(
    private readonly records: PortalRecords,
    private readonly caps: JournalCaps,
    private readonly spaces: SpaceRegistry,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.settle();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.settle().catch(this.complain);
  }

  /** After the commit of an entry. */
  add(entry: AppendedEntry): void {
    this.appended.push(entry);
    for (const listener of this.listeners) listener(entry.space);
    this.linkSoon();
  }

  /** After its reply has left, or is known not to leave. */
  complete(entry: AppendedEntry, latencyMs: number, departure: Departure): void {
    this.replies.set(entry.id, { id: entry.id, latencyMs, departure });
    this.linkSoon();
  }

  /** A commit did not come back: the entry may be there. */
  doubt(): void {
    this.isUnsure = true;
    this.linkSoon();
  }

  /** Calls back with its space whenever an entry was committed, until the returned function is called. */
  onAdded(listener: (space: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Resolves when every entry committed until now is linked. Every reader of the journal begins here. */
  async settle(): Promise<void> {
    await this.running;
    if (this.appended.length === 0 && this.replies.size === 0 && !this.isUnsure) return;
    this.running ??= this.linkAll().finally(() => {
      this.running = null;
    });
    await this.running;
  }

  private linkSoon(): void {
    if (this.isGathering) return;
    this.isGathering = true;
    const goOn = (): void => {
      this.isGathering = false;
      this.settle().catch((failure: unknown) => {
        this.complain(failure);
        this.linkSoon();
      });
    };
    // Once the clock stands, the mock is stopping, and links what is left by itself.
    this.spaces.wall.sleep(GATHERING_MS).then(goOn, () => undefined);
  }

  /** What is there now; what comes meanwhile is for the next time, or a reader would wait as long as calls come. */
  private async linkAll(): Promise<void> {
    if (this.isUnsure) await this.linkLost();
    for (let left = this.appended.length; left > 0; left -= MOST_PER_LINKING) await this.linkSome();
    const waiting = new Set(this.appended.map(({ id }) => id));
    const replies = [...this.replies.values()].filter(({ id }) => !waiting.has(id));
    if (replies.length === 0) return;
    await this.records.completeLinks(replies);
    for (const { id } of replies) this.replies.delete(id);
  }

  private async linkLost(): Promise<void> {
    this.isUnsure = false;
    try {
      for (;;) {
        const lost = await this.records.findUnlinked(MOST_PER_LINKING);
        if (lost.length === 0) return;
        await this.link(lost);
      }
    } catch (failure) {
      this.isUnsure = true;
      throw failure;
    }
  }

  private async linkSome(): Promise<void> {
    const some = this.appended.slice(0, MOST_PER_LINKING);
    await this.link(some);
    this.appended = this.appended.slice(some.length);
  }

  private async link(entries: readonly AppendedEntry[]): Promise<void> {
    for (const space of new Set(entries.map((entry) => entry.space))) {
      const requests = entries.filter((entry) => entry.space === space).map((entry) => this.withReply(entry));
      await this.records.inChain(space, (chain) => chain.link(requests));
      for (const { id, departure } of requests) if (departure !== null) this.replies.delete(id);
      const last = requests.at(-1);
      // What cannot be dropped now is dropped next time; the entries are linked all the same.
      if (last) await this.caps.keep(space, last.committedAt).catch(this.complain);
    }
  }

  private readonly complain = (failure: unknown): void => {
    this.log.warn(failure instanceof Error ? failure.message : String(failure));
  };

  private withReply(entry: AppendedEntry): LinkRequest {
    const { latencyMs = null, departure = null } = this.replies.get(entry.id) ?? {};
    return { ...entry, latencyMs, departure };
  }
}
