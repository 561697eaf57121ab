import type { EventNote } from './clock.js';

/** Something that is to happen at an instant (ms since 1970). */
export interface AgendaEntry extends EventNote {
  readonly atMs: number;
  readonly isSleep: boolean;
  readonly run: () => Promise<void> | void;
}

/** Events in the order (instant, rank, order of entry). */
export class Agenda {
  private readonly entries: AgendaEntry[] = [];

  get first(): AgendaEntry | undefined {
    return this.entries[0];
  }

  list(): readonly AgendaEntry[] {
    return this.entries;
  }

  add(entry: AgendaEntry): void {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = this.entries[middle];
      if (there && (there.atMs < entry.atMs || (there.atMs === entry.atMs && there.rank <= entry.rank)))
        low = middle + 1;
      else high = middle;
    }
    this.entries.splice(low, 0, entry);
  }

  remove(entry: AgendaEntry): void {
    const place = this.entries.indexOf(entry);
    if (place >= 0) this.entries.splice(place, 1);
  }

  clear(): void {
    this.entries.length = 0;
  }
}
