import type { Clock } from '@dvc/clock';
import type { MockConfig } from '@dvc/config';
import type { DrawNote } from '../journal/journal-entry.js';
import type { SpaceRecords } from '../records/portal-records.js';
import { AttemptLedger, type CallAttempts } from './attempt-ledger.js';
import { connectionAt, matches, type DrawnCall } from './drawn-call.js';
import type { FaultPhase, Hits } from './effects/effect.js';
import type { FaultEffect } from './effects/effect-table.js';
import { delayMs } from './effects/timing.js';
import { armFault, drawFaults, drawItems, type ArmedFault } from './fault-draw.js';
import type { CountedFault, Fault } from './fault.js';
import { isOutage, setTimers } from './fault-timers.js';
import { drawSize } from './keyed-draw.js';
import { magicFaults, magicItemFaults } from './magic-faults.js';
import { instantsOver, isInWindow, type Occasion } from './schedule-table.js';

/** A fault that acts, with its draw for how much. */
export interface Firing {
  readonly fault: Fault;
  readonly size: number;
}

export interface Drawn<T> {
  readonly found: T;
  readonly notes: readonly DrawNote[];
}

/** A fault within the batch, with the items it has hit. */
export interface ItemFiring extends Hits {
  readonly fault: Fault;
}

/** The faults in force in one space. Their list and their past are stored: a restart goes on where it stopped. */
export class FaultBoard {
  private armed: ArmedFault[] = [];
  private revision = 0;
  /** Revision of the whole list, before single faults were switched. */
  private born = 0;
  private readonly attempts: AttemptLedger;
  private timers: (() => void)[] = [];
  private readonly followers: (() => Promise<void>)[] = [];

  constructor(
    private readonly records: SpaceRecords,
    private readonly settings: MockConfig,
    private readonly clock: Clock,
  ) {
    this.attempts = new AttemptLedger(records.direct.journal);
  }

  get isOn(): boolean {
    return this.settings.MOCK_FAULTS === 'on';
  }

  /** For `ETag` and `If-Match`. */
  get tag(): string {
    return `"r${String(this.revision)}"`;
  }

  /** Whether what is overwritten from now on must be kept, for a read of the past. */
  get looksBack(): boolean {
    return this.armed.some(({ fault }) => fault.effect.type === 'stale-read');
  }

  async load(): Promise<void> {
    if (!this.isOn) return;
    const { revision, born, faults } = await this.records.direct.faults.list();
    this.revision = revision;
    this.born = born;
    await this.take(
      faults.map((past) => ({ ...past, byKey: new Map(Object.entries(past.byKey)), changedKeys: new Map() })),
    );
  }

  /** What becomes of connections to a port of this space, as long as nothing changes: whether those that are open may stay, and new ones be made. */
  get connections(): { isBroken: boolean; isRefused: boolean } {
    const now = this.clock.now();
    const inForce = this.armed.filter(({ fault }) => isOutage(fault) && isInWindow(fault.schedule, now));
    return {
      isBroken: inForce.length > 0,
      isRefused: inForce.some(({ fault: { effect } }) => effect.type === 'down' && effect.kind === 'refuse'),
    };
  }

  /** Is told when the list has changed, and when an outage begins or ends. */
  onChange(follow: () => Promise<void>): void {
    this.followers.push(follow);
  }

  list(): CountedFault[] {
    return this.armed.map(({ fault, counts }) => ({ fault, counts }));
  }

  async replaceAll(faults: readonly Fault[]): Promise<void> {
    const revision = this.revision + 1;
    await this.records.inTransaction((repositories) => repositories.faults.replaceAll(faults, revision));
    this.revision = revision;
    this.born = revision;
    await this.take(faults.map(armFault));
  }

  /** @returns the fault as it is then; null when there is none of this id. */
  async enable(id: string, enabled: boolean): Promise<CountedFault | null> {
    const found = this.armed.find(({ fault }) => fault.id === id);
    if (!found) return null;
    const next = { ...found, fault: { ...found.fault, enabled } };
    const revision = this.revision + 1;
    await this.records.direct.faults.change(next.fault, revision);
    this.revision = revision;
    await this.take(this.armed.map((armed) => (armed === found ? next : armed)));
    return next;
  }

  /** The fault that acts on this call in this phase. Counted, and stored, before it acts. */
  async draw(phase: FaultPhase, call: DrawnCall): Promise<Drawn<Firing | null>> {
    const attempts = await this.attemptsOf(call);
    const armed = this.armed.filter(({ fault }) => matches(fault, phase, call));
    const magic = magicFaults(phase, call, attempts).map(armFault);
    if (armed.length + magic.length === 0) return { found: null, notes: [] };
    const keys = { ...call.drawKeys, attempt: attempts?.ofCall ?? 0 };
    const { born } = this;
    const { acting, notes } = drawFaults([...armed, ...magic], { keys, now: this.clock.now() });
    await this.save(armed, born);
    return { found: acting && { fault: acting, size: drawSize(acting, keys) }, notes };
  }

  /** The faults that act on items of this call. */
  async drawItems(call: DrawnCall): Promise<Drawn<readonly ItemFiring[]>> {
    const attempts = await this.attemptsOf(call);
    const armed = this.armed.filter(({ fault }) => matches(fault, 'within-batch', call));
    const magic = magicItemFaults(call, attempts);
    if (armed.length + magic.length === 0) return { found: [], notes: [] };
    const now = this.clock.now();
    const items: Occasion[] = call.itemKeys.map((itemKeys) => {
      const key = [itemKeys.MaHoSo, itemKeys.MaDVC, itemKeys.MaTTHC].find((part) => part !== '-') ?? '-';
      return { keys: { ...itemKeys, attempt: attempts?.ofKey(key) ?? 0 }, now };
    });
    if (items.length === 0) return { found: [], notes: [] };
    const { born } = this;
    const { hits, notes } = drawItems(armed, items);
    await this.save(armed, born);
    const found = [...hits, ...magic].map(([fault, indices]) => ({ fault, indices, sizeOf: sizesFor(fault, items) }));
    return { found, notes };
  }

  /** Counted once per call, and only where a fault may ask: it costs a look into the journal. */
  private async attemptsOf(call: DrawnCall): Promise<CallAttempts | null> {
    const isAsked = this.armed.some(({ fault }) => asksForAttempt(fault) && isAbout(fault, call));
    return isAsked || call.isMagic ? this.attempts.count(call) : null;
  }

  private async save(armed: readonly ArmedFault[], born: number): Promise<void> {
    if (armed.length > 0) await this.records.direct.faults.savePast(armed, born);
  }

  private async take(armed: ArmedFault[]): Promise<void> {
    this.armed = armed;
    this.attempts.forget();
    for (const cancel of this.timers) cancel();
    this.timers = setTimers(armed, this.clock, {
      expire: (timed) => this.expireAll(timed),
      tell: () => this.tell(),
    });
    await this.tell();
  }

  /** A fault that acts on a connection nobody has said anything on yet. */
  async drawConnection(): Promise<ConnectionFault | null> {
    const { found } = await this.draw('on-connect', connectionAt(this.clock.now()));
    if (!found) return null;
    const { effect } = found.fault;
    return { effect, delayMs: effect.type === 'delay' ? delayMs(effect, found.size) : 0 };
  }

  private async tell(): Promise<void> {
    for (const follow of this.followers) await follow();
  }

  /** Ends every session at an instant that a fault names. */
  private async expireAll(armed: ArmedFault): Promise<void> {
    const { born } = this;
    const now = this.clock.now();
    const { schedule, max = Infinity } = armed.fault;
    armed.taken = 'at' in schedule ? instantsOver(schedule.at, now) : 0;
    const isCapped = armed.counts.fired >= max;
    const { considered, fired, capped } = armed.counts;
    armed.counts = {
      ...armed.counts,
      considered: considered + 1,
      fired: fired + Number(!isCapped),
      capped: capped + Number(isCapped),
    };
    if (!isCapped) await this.records.direct.sessions.expire(now);
    await this.save([armed], born);
  }
}

/** What becomes of a connection. */
export interface ConnectionFault {
  readonly effect: FaultEffect;
  readonly delayMs: number;
}

/** Draws for items, by their place. Items of one key differ by how many of them come before. */
function sizesFor(fault: Fault, items: readonly Occasion[]): (index: number) => number {
  const names = items.map(({ keys }) => JSON.stringify(keys));
  return (index) => {
    const item = items[index];
    const before = names.slice(0, index).filter((name) => name === names[index]).length;
    return item ? drawSize(fault, item.keys, before) : 0;
  };
}

/** Sizes of a fault without a rate are drawn by attempt, too. */
function asksForAttempt({ schedule, effect }: Fault): boolean {
  if ('rate' in schedule) return schedule.keyedBy.includes('attempt');
  return ['delay', 'item-errors', 'reorder'].includes(effect.type);
}

function isAbout({ service }: Fault, call: DrawnCall): boolean {
  return service === '*' || service === call.service;
}
