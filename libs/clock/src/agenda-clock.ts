import { Agenda, type AgendaEntry } from './agenda.js';
import {
  EVENT_RANKS,
  abortError,
  type Cancel,
  type Clock,
  type ClockMode,
  type EventNote,
  type UpcomingEvent,
} from './clock.js';

/** What the clocks have in common: an agenda, and sleepers on it. */
export abstract class AgendaClock implements Clock {
  abstract readonly mode: ClockMode;
  protected readonly agenda = new Agenda();
  protected isStopped = false;
  private readonly sleepers = new Set<(reason: Error) => void>();

  abstract now(): Date;

  at(instant: Date, run: () => Promise<void> | void, note: Partial<EventNote> = {}): Cancel {
    return this.enter({
      rank: EVENT_RANKS.portal,
      kind: 'event',
      ref: '',
      ...note,
      atMs: instant.getTime(),
      isSleep: false,
      run,
    });
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (this.isStopped || signal?.aborted === true) throw abortError();
    if (ms <= 0) return;
    await new Promise<void>((resolve, reject) => {
      const end = (settle: () => void): void => {
        cancel();
        this.sleepers.delete(giveUp);
        signal?.removeEventListener('abort', onAbort);
        settle();
      };
      const giveUp = (reason: Error): void => {
        end(() => {
          reject(reason);
        });
      };
      const onAbort = (): void => {
        giveUp(abortError());
      };
      const atMs = this.now().getTime() + ms;
      const wake = (): void => {
        end(resolve);
      };
      const cancel = this.enter({ rank: EVENT_RANKS.portal, kind: 'sleep', ref: '', atMs, isSleep: true, run: wake });
      this.sleepers.add(giveUp);
      signal?.addEventListener('abort', onAbort);
    });
  }

  upcoming(): readonly UpcomingEvent[] {
    return this.agenda
      .list()
      .filter(({ isSleep }) => !isSleep)
      .map(({ atMs, rank, kind, ref }) => ({ at: new Date(atMs), rank, kind, ref }));
  }

  stop(): void {
    this.isStopped = true;
    this.agenda.clear();
    this.rearm();
    for (const giveUp of [...this.sleepers]) giveUp(abortError());
  }

  /** Called when what comes next may have changed. */
  protected abstract rearm(): void;

  private enter(entry: AgendaEntry): Cancel {
    if (!this.isStopped) this.agenda.add(entry);
    this.rearm();
    return () => {
      this.agenda.remove(entry);
      this.rearm();
    };
  }
}
