import { Injectable } from '@nestjs/common';
import type { Space } from '../spaces/space.js';
import type { ItemNote, StoredJournalEntry } from './journal-entry.js';
import { JournalReader } from './journal-reader.js';
import { changedNames, explain, itemOf, type RowLine, type Why } from './why.js';

/** A page is for reading: rows beyond these are in the entry itself. */
const MOST_ROWS = 20;
const MOST_EARLIER = 10;

/** Tells of one entry what led to it. */
@Injectable()
export class JournalStory {
  constructor(private readonly reader: JournalReader) {}

  async why(space: Space, entry: StoredJournalEntry): Promise<Why> {
    const stored = entry.commit === null ? [] : entry.items.filter(({ check }) => check === undefined);
    const rows = await Promise.all(stored.slice(0, MOST_ROWS).map((item) => this.row(space, entry, item)));
    return explain(entry, rows, space.switches.values);
  }

  private async row(space: Space, entry: StoredJournalEntry, { key, revision }: ItemNote): Promise<RowLine> {
    const earlier = await this.reader.newest(space, { key }, { before: entry.n, limit: MOST_EARLIER });
    const last = earlier.find((one) => one.commit !== null && isTaken(one, key) && itemOf(one, key) !== null);
    const [before, after] = [last ? itemOf(last, key) : null, itemOf(entry, key)];
    const changed = changedNames(before, after);
    return { key, revision: revision ?? null, beforeN: last?.n ?? null, before, after, changed };
  }
}

function isTaken({ items }: StoredJournalEntry, key: string): boolean {
  return items.some((item) => item.key === key && item.check === undefined);
}
