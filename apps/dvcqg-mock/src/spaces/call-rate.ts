import type { SwitchBoard } from '../switches/switch-board.js';

const MINUTE_MS = 60_000;

/** Counts the calls of each agency, minute by minute. Forgotten with a restart: a limit of rate is no record. */
export class CallRate {
  private minute = 0;
  private readonly calls = new Map<string, number>();

  constructor(private readonly board: SwitchBoard) {}

  /** Counts a call. @returns seconds to wait, or null when it may pass. */
  count(agency: string, at: Date): number | null {
    const most = this.board.values['rate.perMinute'];
    if (most === 0) return null;
    const minute = Math.floor(at.getTime() / MINUTE_MS);
    if (minute !== this.minute) this.calls.clear();
    this.minute = minute;
    const calls = (this.calls.get(agency) ?? 0) + 1;
    this.calls.set(agency, calls);
    return calls > most ? Math.ceil(((minute + 1) * MINUTE_MS - at.getTime()) / 1_000) : null;
  }
}
