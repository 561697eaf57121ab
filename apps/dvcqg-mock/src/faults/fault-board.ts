import type { MockConfig } from '@dvc/config';
import type { DrawNote } from '../journal/journal-entry.js';
import type { SpaceRecords } from '../records/portal-records.js';
import { drawFaults, matches, type ArmedFault } from './fault-draw.js';
import type { CountedFault, Fault, FaultPhase } from './fault.js';
import { joinKeys, type DrawKeys } from './keyed-draw.js';

/** What a call brings to its draws. The attempt is counted only when a fault asks for it. */
export interface DrawnCall {
  readonly service: string;
  readonly keys: readonly string[];
  readonly drawKeys: Omit<DrawKeys, 'attempt'>;
}

/** The faults in force in one space. Their list and their counts are stored: a restart goes on where it stopped. */
export class FaultBoard {
  private armed: ArmedFault[] = [];
  private revision = 0;
  private readonly attempts = new Map<string, number>();

  constructor(
    private readonly records: SpaceRecords,
    private readonly settings: MockConfig,
  ) {}

  get isOn(): boolean {
    return this.settings.MOCK_FAULTS === 'on';
  }

  async load(): Promise<void> {
    if (!this.isOn) return;
    const { revision, faults } = await this.records.direct.faults.list();
    this.revision = revision;
    this.armed = faults.map(({ fault, counts }) => ({ fault, counts }));
  }

  list(): CountedFault[] {
    return this.armed.map(({ fault, counts }) => ({ fault, counts }));
  }

  async replaceAll(faults: readonly Fault[]): Promise<void> {
    const revision = this.revision + 1;
    await this.records.inTransaction((repositories) => repositories.faults.replaceAll(faults, revision));
    this.revision = revision;
    this.armed = faults.map((fault) => ({ fault, counts: { considered: 0, fired: 0, shadowed: 0, capped: 0 } }));
  }

  /** The fault that acts on this call in this phase. Counted, and stored, before it acts. */
  async draw(phase: FaultPhase, call: DrawnCall): Promise<{ acting: Fault | null; notes: readonly DrawNote[] }> {
    const isCandidate = ({ fault }: ArmedFault): boolean => matches(fault, phase, call.service);
    if (!this.armed.some(isCandidate)) return { acting: null, notes: [] };
    const attempt = this.armed.some((armed) => isCandidate(armed) && asksForAttempt(armed.fault))
      ? await this.countAttempt(call)
      : 0;
    const revision = this.revision;
    const result = drawFaults(this.armed.filter(isCandidate), { ...call.drawKeys, attempt });
    const counts = result.considered.map(({ fault, counts: now }) => ({ id: fault.id, ...now }));
    if (counts.length > 0) await this.records.direct.faults.saveCounts(counts, revision);
    return result;
  }

  /** Which time these keys come to this service, counted once per call. */
  private async countAttempt(call: DrawnCall): Promise<number> {
    const known = this.attemptOfCall.get(call);
    if (known !== undefined) return known;
    const drawKey = joinKeys(call.keys);
    const name = JSON.stringify([call.service, drawKey]);
    const before = await this.records.direct.journal.countAttempts(call.service, drawKey);
    const attempt = (this.attempts.get(name) ?? before) + 1;
    this.attempts.set(name, attempt);
    this.attemptOfCall.set(call, attempt);
    return attempt;
  }

  private readonly attemptOfCall = new WeakMap<DrawnCall, number>();
}

function asksForAttempt({ schedule }: Fault): boolean {
  return 'rate' in schedule && schedule.keyedBy.includes('attempt');
}
