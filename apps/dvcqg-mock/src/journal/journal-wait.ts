import { Injectable } from '@nestjs/common';
import type { Space } from '../spaces/space.js';
import { JournalChain } from './journal-chain.js';
import type { JournalFilter, StoredJournalEntry } from './journal-entry.js';
import { JournalReader } from './journal-reader.js';

/** What is waited for: so many entries that pass the filter, within so long by the clock of the space. */
export interface JournalWish {
  readonly where: JournalFilter;
  readonly count: number;
  readonly timeoutMs: number;
}

/** An entry that nearly passed, and by which fields it did not. */
export interface NearEntry {
  readonly n: number;
  readonly at: string;
  readonly differences: readonly { readonly field: string; readonly expected: unknown; readonly got: unknown }[];
}

const NEAREST = 3;
const LATEST = Number.MAX_SAFE_INTEGER;

/** Waits for calls to come, without asking again and again. */
@Injectable()
export class JournalWait {
  constructor(
    private readonly reader: JournalReader,
    private readonly chain: JournalChain,
  ) {}

  /** Resolves with the count as soon as there are enough, or when the time is over. `signal` gives up. */
  async wait(space: Space, { where, count, timeoutMs }: JournalWish, signal: AbortSignal): Promise<number> {
    const over = new AbortController();
    const time = space.clock.sleep(timeoutMs, AbortSignal.any([signal, over.signal])).then(
      () => 'over',
      () => 'over',
    );
    let wake: () => void = () => undefined;
    const stop = this.chain.onAdded((id) => {
      if (id === space.id) wake();
    });
    try {
      for (;;) {
        const added = new Promise<string>((resolve) => {
          wake = (): void => {
            resolve('added');
          };
        });
        const found = await this.reader.count(space, where);
        if (found >= count || (await Promise.race([added, time])) === 'over') {
          return found >= count ? found : await this.reader.count(space, where);
        }
      }
    } finally {
      stop();
      over.abort();
    }
  }

  /** The newest entries that pass all conditions but one; where there are none, the newest at all. */
  async nearest(space: Space, where: JournalFilter): Promise<NearEntry[]> {
    const names = Object.keys(where) as (keyof JournalFilter)[];
    const relaxed = names.length > 1 ? names.map((name) => ({ ...where, [name]: undefined })) : [];
    const pages = await Promise.all(relaxed.map((filter) => this.newest(space, filter)));
    const near = pages.flat().length > 0 ? pages.flat() : await this.newest(space, {});
    const unique = [...new Map(near.map((entry) => [entry.n, entry])).values()];
    return unique
      .map((entry) => ({ n: entry.n, at: entry.at, differences: differencesOf(entry, where) }))
      .sort((one, other) => one.differences.length - other.differences.length || other.n - one.n)
      .slice(0, NEAREST);
  }

  private newest(space: Space, filter: JournalFilter): Promise<StoredJournalEntry[]> {
    return this.reader.newest(space, filter, { before: LATEST, limit: NEAREST });
  }
}

function differencesOf(entry: StoredJournalEntry, where: JournalFilter): NearEntry['differences'] {
  const { keys, faults, rule } = entry;
  return Object.entries(where as Readonly<Record<string, unknown>>).flatMap(([field, expected]) => {
    const got: unknown = {
      ...entry,
      key: keys,
      fault: faults.map(({ id }) => id),
      unmatched: rule === null,
      from: expected,
      to: expected,
    }[field as keyof JournalFilter];
    const isGood = Array.isArray(got) ? got.includes(expected) : got === expected;
    return isGood ? [] : [{ field, expected, got }];
  });
}
