import type { Clock } from '@dvc/clock';
import type { MockConfig } from '@dvc/config';
import { FaultBoard } from '../faults/fault-board.js';
import type { SpaceRecords } from '../records/portal-records.js';
import type { SpaceRecord } from '../records/space-record.js';
import { SwitchBoard } from '../switches/switch-board.js';
import { CallRate } from './call-rate.js';
import { IdSource } from './id-source.js';
import { OpenCalls } from './open-calls.js';
import { RetryWindow } from './retry-window.js';
import { openClock } from './space-clock.js';

/** One isolated portal: everything a call can meet there, and nothing of any other. */
export class Space {
  readonly calls = new OpenCalls();
  readonly clock: Clock;
  readonly switches: SwitchBoard;
  readonly faults: FaultBoard;
  readonly window: RetryWindow;
  readonly rate: CallRate;
  readonly ids: IdSource;
  private entries: number;
  private isClosed = false;

  private constructor(
    readonly record: SpaceRecord,
    readonly records: SpaceRecords,
    private readonly settings: MockConfig,
    journal: { readonly last: number; readonly retryUntil: Date | null },
  ) {
    this.clock = openClock(record.clock, () => this.calls.untilQuiet());
    this.switches = new SwitchBoard(records, settings);
    this.faults = new FaultBoard(records, settings);
    this.window = new RetryWindow(journal.retryUntil);
    this.rate = new CallRate(this.switches);
    this.ids = new IdSource(records, record.secret);
    this.entries = journal.last;
  }

  /** Goes on where the space was left: its records say where. */
  static async open(record: SpaceRecord, records: SpaceRecords, settings: MockConfig): Promise<Space> {
    const { journal } = records.direct;
    const left = { last: await journal.lastNumber(), retryUntil: await journal.lastRetryUntil() };
    const space = new Space(record, records, settings, left);
    await Promise.all([space.switches.load(), space.faults.load()]);
    return space;
  }

  get id(): string {
    return this.record.id;
  }

  get seed(): number {
    return this.record.seed;
  }

  /** The account for which a relay calls. */
  get mainAccount(): string {
    return this.record.accounts[0]?.username ?? this.settings.MOCK_ACCOUNT;
  }

  /** The password of a user name; null for one that is unknown here. */
  passwordOf(username: string): string | null {
    const { accounts } = this.record;
    if (accounts.length > 0) return accounts.find((account) => account.username === username)?.password ?? null;
    return username === this.settings.MOCK_ACCOUNT ? this.settings.MOCK_PASSWORD : null;
  }

  /** Counts a call in, until it calls `leave`; false when the space is closed and another object has taken its place. */
  admit(): boolean {
    if (this.isClosed) return false;
    this.calls.enter();
    return true;
  }

  /** The number of the next entry of the journal. */
  nextEntry(): number {
    this.entries += 1;
    return this.entries;
  }

  /** A call waits for the clock; meanwhile it does not keep virtual time from moving. */
  async sleep(ms: number): Promise<void> {
    await this.calls.aside(() => this.clock.sleep(ms));
  }

  /** Nothing sleeps here any more: what waited may not wake without a database. Resolves when the last call is over. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.clock.stop();
    await this.calls.untilQuiet();
  }
}
