import { clockIn, statusName, type DossierStatus } from './dossier-status.js';
import { mayMove, nextStatuses } from './dossier-transitions.js';
import { DossierConflictError, DossierRefusedError, type DossierFault } from './dossier-faults.js';
import type { Dossier, Fee, ResultHandover, ProgressEntry, PaymentWay } from './dossier.js';
import type { WorkingCalendar } from './working-time.js';

/** What a dossier is when it begins. Counter and post are taken in at once; what comes online waits for a clerk. */
export type DossierEntry = Pick<
  Dossier,
  | 'code'
  | 'procedureCode'
  | 'agencyCode'
  | 'channel'
  | 'isFiledAtPortal'
  | 'applicant'
  | 'summary'
  | 'submittedAt'
  | 'workingDays'
  | 'fees'
>;

/** One thing done with a dossier. What is left out does not change. */
export interface DossierMove extends Omit<ProgressEntry, 'status'> {
  readonly to: DossierStatus;
  /** Asked for, with `PAYMENT_REQUIRED`. */
  readonly fees?: readonly Fee[];
  /** How the fees were paid, after `PAYMENT_REQUIRED`; left out: the request is called off. */
  readonly paidBy?: PaymentWay;
  /** After a supplement the whole legal time begins anew, not just the rest. */
  readonly isTimeRestarted?: boolean;
  readonly result?: ResultHandover;
}

/** A dossier after a change, and the step that tells of it. */
export interface DossierChanged {
  readonly dossier: Dossier;
  readonly step: ProgressEntry;
}

export function openDossier(entry: DossierEntry, step: ProgressEntry, calendar: WorkingCalendar): DossierChanged {
  const isOnline = entry.channel === 'ONLINE';
  const opened: Dossier = {
    ...entry,
    status: isOnline ? 'NEW' : 'ACCEPTED',
    statusAt: entry.submittedAt,
    acceptedAt: null,
    dueAt: null,
    isDueSure: true,
    pausedAt: null,
    finishedAt: null,
    returnedAt: null,
    refusedAt: null,
    supplements: [],
    result: null,
  };
  return {
    dossier: isOnline ? opened : accepted(opened, entry.submittedAt, calendar),
    step: { ...step, at: entry.submittedAt, status: opened.status },
  };
}

/**
 * Moves a dossier one step of the table, with all that hangs on it: clock, appointment, supplements, fees, result.
 *
 * @throws {DossierConflictError} The table has no such step, or the step is older than the one before: look again.
 * @throws {DossierRefusedError} Something that this step needs is missing.
 */
export function moveDossier(dossier: Dossier, move: DossierMove, calendar: WorkingCalendar): DossierChanged {
  assertMayMove(dossier, move);
  assertComplete(dossier, move);
  const { to, at, by, title, department, content } = move;
  const timed = withClock(dossier, move, calendar);
  const moved: Dossier = {
    ...timed,
    status: to,
    statusAt: at,
    fees: feesAfter(dossier, move),
    supplements: supplementsAfter(dossier, timed, move),
    ...datesAfter(dossier, move),
  };
  return { dossier: moved, step: { at, status: to, by, title, department, content } };
}

function assertMayMove({ status, statusAt }: Dossier, { to, at }: DossierMove): void {
  if (!mayMove(status, to)) {
    const next = nextStatuses(status).join(', ');
    const message = `Hồ sơ ở trạng thái "${statusName(status)}", không chuyển sang "${statusName(to)}" được`;
    const hint = next === '' ? 'Hồ sơ đã kết thúc.' : `Có thể chuyển sang: ${next}.`;
    conflict({ field: 'to', value: to, reason: 'TRANSITION', message, hint });
  }
  if (at < statusAt) {
    const message = `Bước này trước bước gần nhất của hồ sơ (${statusAt.toISOString()})`;
    const hint = 'Ghi thời điểm thật của bước, hoặc bỏ trống.';
    conflict({ field: 'at', value: at.toISOString(), reason: 'DATE_ORDER', message, hint });
  }
}

/** Words that a step may not do without: the law wants a written reason, the applicant wants to know. */
const NEEDS_CONTENT: Readonly<Partial<Record<DossierStatus, string>>> = {
  REJECTED: 'Ghi lý do từ chối.',
  SUPPLEMENT_REQUIRED: 'Ghi giấy tờ cần bổ sung.',
  STOPPED: 'Ghi lý do dừng xử lý.',
};

function assertComplete({ status, fees }: Dossier, move: DossierMove): void {
  const hint = NEEDS_CONTENT[move.to];
  if (hint !== undefined && move.content === '') missing('content', 'Thiếu nội dung', hint);
  const isUnpaid = [...fees, ...(move.fees ?? [])].some(({ state }) => state === 'UNPAID');
  if (move.to === 'PAYMENT_REQUIRED' && !isUnpaid)
    missing('fees', 'Không có khoản phí nào phải nộp', 'Ghi ít nhất một khoản phí.');
  if (status === 'COMPLETED' && move.to === 'RESULT_RETURNED' && move.result === undefined)
    missing('result', 'Thiếu cách trả kết quả', 'Ghi way: COUNTER, POST hoặc ONLINE.');
}

/** The legal time begins with acceptance, stands still while the applicant must act, and goes on where it stood. */
function withClock(dossier: Dossier, { to, at, isTimeRestarted }: DossierMove, calendar: WorkingCalendar): Dossier {
  const next = clockIn(to);
  if (dossier.acceptedAt === null) return next === 'runs' ? accepted(dossier, at, calendar) : dossier;
  if (next === 'paused') return { ...dossier, pausedAt: dossier.pausedAt ?? at };
  if (dossier.pausedAt === null) return dossier;
  const { dueAt, workingDays, pausedAt, isDueSure } = dossier;
  const resumed = { ...dossier, pausedAt: null };
  if (isTimeRestarted === true && workingDays !== null) return { ...resumed, ...dueFrom(at, workingDays, calendar) };
  if (dueAt === null) return resumed;
  const moved = calendar.add(dueAt, calendar.between(pausedAt, at));
  return { ...resumed, dueAt: moved.at, isDueSure: isDueSure && moved.isSure };
}

function accepted(dossier: Dossier, at: Date, calendar: WorkingCalendar): Dossier {
  const { workingDays } = dossier;
  return { ...dossier, acceptedAt: at, ...(workingDays === null ? {} : dueFrom(at, workingDays, calendar)) };
}

/** The appointment and whether the holidays up to it are known. */
export function dueFrom(
  acceptedAt: Date,
  workingDays: number,
  calendar: WorkingCalendar,
): Pick<Dossier, 'dueAt' | 'isDueSure'> {
  const { at: dueAt, isSure: isDueSure } = calendar.dueAfter(acceptedAt, workingDays);
  return { dueAt, isDueSure };
}

function feesAfter({ status, fees }: Dossier, { to, at, fees: asked = [], paidBy }: DossierMove): Dossier['fees'] {
  const all = [...fees, ...asked];
  if (status !== 'PAYMENT_REQUIRED' || to === 'PAYMENT_REQUIRED') return all;
  const settled =
    paidBy === undefined ? { state: 'CANCELLED' as const } : { state: 'PAID' as const, paidBy, paidAt: at };
  return all.map((fee) => (fee.state === 'UNPAID' ? { ...fee, ...settled } : fee));
}

/** Whoever goes on with a dossier waits for nothing more. */
function supplementsAfter(
  before: Dossier,
  timed: Dossier,
  { to, at, by, content }: DossierMove,
): Dossier['supplements'] {
  const { supplements } = before;
  if (to === 'SUPPLEMENT_REQUIRED') {
    const asked = { content, askedBy: by, askedAt: at, answeredAt: null, answer: '', dueBefore: before.dueAt };
    return [...supplements, { ...asked, dueAfter: null }];
  }
  if (to !== 'NEW' && clockIn(to) !== 'runs') return supplements;
  const answered = { answeredAt: at, answer: content, dueAfter: timed.dueAt };
  return supplements.map((each) => (each.answeredAt === null ? { ...each, ...answered } : each));
}

function datesAfter(
  { status, finishedAt }: Dossier,
  { to, at, result }: DossierMove,
): Partial<Pick<Dossier, 'finishedAt' | 'returnedAt' | 'refusedAt' | 'result'>> {
  switch (to) {
    case 'REJECTED':
      return { refusedAt: at };
    case 'COMPLETED':
      return { finishedAt: finishedAt ?? at, returnedAt: null, result: null };
    case 'RESULT_RETURNED':
      return status === to ? {} : { returnedAt: at, result: result ?? null };
    case 'ACCEPTED':
    case 'PROCESSING':
      return { finishedAt: null };
    case 'NEW':
    case 'SUPPLEMENT_REQUIRED':
    case 'PAYMENT_REQUIRED':
    case 'WITHDRAWAL_REQUESTED':
    case 'STOPPED':
      return {};
  }
}

function conflict(fault: DossierFault): never {
  throw new DossierConflictError([fault]);
}

function missing(field: string, message: string, hint: string): never {
  throw new DossierRefusedError([{ field, value: '', reason: 'MISSING', message, hint }]);
}
