import type { DossierRecord, ProgressRecord, StatusChange } from '../../records/dossier-record.js';
import type { SwitchValues } from '../../switches/switch-table.js';
import { firstRefusal } from '../behaviour/rule.js';
import { textOf } from '../json.js';
import type { Refusal } from '../refusals.js';
import { warnOfStatus, warnOfTransition } from './dossier-status.js';
import { PROGRESS_STORED_RULES, type StepMeeting } from './progress-rules.js';

/** What is stored of the dossiers of a call. */
export interface StoredSteps {
  readonly known: ReadonlyMap<string, DossierRecord>;
  readonly digests: Set<string>;
  readonly moments: Map<string, string>;
}

/** Works out, step by step, what a call adds: later steps of a call meet the earlier ones. */
export class StepLedger {
  readonly steps: ProgressRecord[] = [];
  readonly changes: StatusChange[] = [];
  readonly warnings: string[] = [];
  private readonly statuses = new Map<string, string>();

  constructor(
    private readonly stored: StoredSteps,
    private readonly context: { readonly owner: string; readonly switches: SwitchValues },
  ) {}

  /** Why the step is not taken; null when it is, or when it has been taken before. */
  enter(step: ProgressRecord): Refusal | null {
    const { switches } = this.context;
    const meeting = this.meet(step);
    const refusal = firstRefusal(PROGRESS_STORED_RULES, meeting, this.context);
    if (refusal) return refusal;
    if (meeting.isRepeated && switches['progress.duplicateRow'] === 'ignore') {
      this.warnings.push(`${step.code}: bước lúc ${step.moment} đã có, bỏ qua`);
      return null;
    }
    this.steps.push(step);
    this.stored.digests.add(step.digest);
    if (step.moment > meeting.lastMoment) this.stored.moments.set(step.code, step.moment);
    this.warnings.push(...warnOfStatus(meeting.status).map((word) => `${step.code}: ${word}`));
    this.move(meeting);
    return null;
  }

  /** Dossiers whose status the steps have moved. */
  get moved(): DossierRecord[] {
    return [...this.statuses].flatMap(([code, status]) => {
      const dossier = this.stored.known.get(code);
      return dossier ? [{ ...dossier, status, fields: { ...dossier.fields, TrangThaiHoSo: status } }] : [];
    });
  }

  private meet(step: ProgressRecord): StepMeeting {
    const dossier = this.stored.known.get(step.code);
    const lastMoment = this.stored.moments.get(step.code) ?? '';
    const isRepeated = this.stored.digests.has(step.digest);
    const isMoving = this.context.switches['progress.movesStatus'] === 'on' && !isRepeated && step.moment >= lastMoment;
    return {
      step,
      status: textOf(step.fields['TrangThai'] as string),
      stored: dossier,
      isRepeated,
      lastMoment,
      statusNow: isMoving && dossier ? (this.statuses.get(step.code) ?? dossier.status) : null,
    };
  }

  private move({ step, status, statusNow }: StepMeeting): void {
    if (statusNow === null || statusNow === status) return;
    const words = warnOfTransition(statusNow, status, this.context.switches);
    this.warnings.push(...words.map((word) => `${step.code}: ${word}`));
    this.statuses.set(step.code, status);
    this.changes.push({ code: step.code, service: 'CapNhatTienDoHoSoMC', fromStatus: statusNow, toStatus: status });
  }
}
