import { VirtualClock, type Clock } from '@dvc/clock';
import type { MockConfig } from '@dvc/config';
import { FaultBoard } from '../faults/fault-board.js';
import type { SpaceRecords } from '../records/portal-records.js';
import type { StateHash } from '../records/snapshot.repository.js';
import type { SpaceOrigin, SpaceRecord } from '../records/space-record.js';
import type { TimerRecord } from '../records/timer.repository.js';
import { SwitchBoard } from '../switches/switch-board.js';
import { CallRate } from './call-rate.js';
import { ClockMover } from './clock-mover.js';
import { IdSource } from './id-source.js';
import { OpenCalls } from './open-calls.js';
import { RetryWindow } from './retry-window.js';
import { openClock } from './space-clock.js';
import { TimerBoard, type TimerWork } from './timer-board.js';

/** What the mock brings to every space. */
export interface SpaceSurroundings {
  readonly settings: MockConfig;
  /** What is to be done when a timer of a kind is due in a space. */
  readonly timerWork: ReadonlyMap<string, SpaceTimerWork>;
}

export type SpaceTimerWork = (
  space: Space,
  timer: TimerRecord,
  repositories: Parameters<TimerWork>[1],
) => ReturnType<TimerWork>;

/** One isolated portal: everything a call can meet there, and nothing of any other. */
export class Space {
  readonly calls = new OpenCalls();
  readonly clock: Clock;
  readonly mover: ClockMover;
  readonly timers: TimerBoard;
  readonly switches: SwitchBoard;
  readonly faults: FaultBoard;
  readonly window: RetryWindow;
  readonly rate: CallRate;
  readonly ids: IdSource;
  private entries: number;
  private readonly closing = new AbortController();

  private constructor(
    private known: SpaceRecord,
    readonly records: SpaceRecords,
    private readonly around: SpaceSurroundings,
    journal: { readonly last: number; readonly retryUntil: Date | null },
  ) {
    const { settings } = around;
    this.clock = openClock(known.clock, () => this.calls.untilQuiet());
    this.mover = new ClockMover(this.clock, known.clock, (clock) => this.change({ clock }));
    this.switches = new SwitchBoard(records, settings);
    this.faults = new FaultBoard(records, settings, this.clock);
    this.window = new RetryWindow(known.retryUntil);
    this.window.extend(journal.retryUntil);
    this.rate = new CallRate(this.switches);
    this.ids = new IdSource(records, known.secret);
    this.timers = new TimerBoard({
      records,
      clock: this.clock,
      calls: this.calls,
      ids: this.ids,
      workOf: (kind) => this.workOf(kind),
      keepClock: async ({ space }) => {
        if (this.clock instanceof VirtualClock) await space.update(this.id, { clock: this.mover.current });
      },
    });
    this.entries = journal.last;
  }

  /** Goes on where the space was left: its records say where. */
  static async open(record: SpaceRecord, records: SpaceRecords, around: SpaceSurroundings): Promise<Space> {
    const { journal } = records.direct;
    const left = { last: await journal.countEver(), retryUntil: await journal.lastRetryUntil(record.segmentFrom) };
    const space = new Space(record, records, around, left);
    await Promise.all([space.switches.load(), space.faults.load()]);
    await space.timers.load();
    return space;
  }

  get id(): string {
    return this.known.id;
  }

  get seed(): number {
    return this.known.seed;
  }

  get record(): SpaceRecord {
    return this.known;
  }

  /** How many entries its journal has had. */
  get lastEntry(): number {
    return this.entries;
  }

  /** Stores what changes while the space is open. */
  async change(changes: Partial<Omit<SpaceRecord, 'id' | 'seed' | 'secret'>>): Promise<void> {
    this.known = { ...this.known, ...changes };
    await this.records.direct.space.update(this.id, changes);
  }

  /** The account for which a relay calls. */
  get mainAccount(): string {
    return this.known.accounts[0]?.username ?? this.around.settings.MOCK_ACCOUNT;
  }

  /** The password of a user name; null for one that is unknown here. */
  passwordOf(username: string): string | null {
    const { accounts } = this.known;
    if (accounts.length > 0) return accounts.find((account) => account.username === username)?.password ?? null;
    const { MOCK_ACCOUNT, MOCK_PASSWORD } = this.around.settings;
    return username === MOCK_ACCOUNT ? MOCK_PASSWORD : null;
  }

  /** Counts a call in, until it calls `leave`; false when the space is closed and another object has taken its place. */
  admit(): boolean {
    if (this.isClosed) return false;
    this.calls.enter();
    return true;
  }

  /** An entry of its journal was committed. */
  countEntry(): void {
    this.entries += 1;
  }

  /** A call waits for the clock; meanwhile it does not keep virtual time from moving. */
  async sleep(ms: number): Promise<void> {
    await this.calls.aside(() => this.clock.sleep(ms));
  }

  /** What a snapshot keeps beside the rows. */
  get origin(): SpaceOrigin {
    const { seed, secret, isSeeded, magic, unmatched, accounts } = this.known;
    const retryUntil = this.window.end?.toISOString() ?? null;
    return { seed, secret, isSeeded, magic, unmatched, accounts, retryUntil, clock: this.mover.current };
  }

  /** Equal whenever the same calls have met the same seed: neither names nor running clocks count. */
  async stateHash(): Promise<StateHash> {
    await this.ids.settle();
    const { clock, magic, unmatched, seed, isSeeded } = this.origin;
    const time = clock.mode === 'virtual' ? clock.now : clock.mode;
    return this.records.direct.snapshots.hash({ time, magic, unmatched, seed: isSeeded ? seed : null });
  }

  /**
   * Nothing sleeps here any more: what waited may not wake without a database. Calls to provinces are broken off.
   * Resolves when the last call is over.
   */
  async close(): Promise<void> {
    this.closing.abort();
    this.timers.stop();
    this.clock.stop();
    await this.calls.untilQuiet();
  }

  /** Fires when the space closes. */
  get end(): AbortSignal {
    return this.closing.signal;
  }

  private get isClosed(): boolean {
    return this.closing.signal.aborted;
  }

  private workOf(kind: string): TimerWork | undefined {
    const work = this.around.timerWork.get(kind);
    return work && ((timer, repositories) => work(this, timer, repositories));
  }
}
