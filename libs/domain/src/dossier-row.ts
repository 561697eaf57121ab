import { isValidOn, type Agency } from './agency.js';
import { APPLICANT_KINDS, DOSSIER_CHANNELS, type Applicant, type Dossier, type ProgressEntry } from './dossier.js';
import { dueFrom, type DossierEntry } from './dossier-life.js';
import { type DossierReading } from './dossier-reading.js';
import { clockIn, DOSSIER_STATUSES, type DossierStatus } from './dossier-status.js';
import { vietnamDay, type WorkingCalendar } from './working-time.js';

/** What the fields are checked against. */
export interface DossierWorld {
  readonly agencies: ReadonlyMap<string, Agency>;
  /** Procedure code → legal time in working days, `null` where there is none. */
  readonly workingDays: ReadonlyMap<string, number | null>;
  readonly calendar: WorkingCalendar;
  readonly now: Date;
}

/** A dossier as a file tells it: where it stands, not how it came there. */
export interface DossierRow {
  readonly dossier: Dossier;
  readonly step: ProgressEntry;
  /** The appointment stands in the file; else it is worked out. */
  readonly hasDue: boolean;
}

export const DOSSIER_CODE = /^(?=.{1,60}$)[A-Z0-9]+(\.[A-Z0-9]+)*-\d{6}(\d{2})?-\d{4,7}$/;
const PROCEDURE_CODE = /^\d\.\d{6}$/;
const AGENCY_CODE = /^[0-9A-Z.]{1,35}$/;
const IDENTITY = /^(\d{12}|\d{9})$/;
const PHONE = /^\+?\d{8,15}$/;
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,190}$/;
/** The portal's limit. */
const SUMMARY_MAX = 1_000;
const NAME_MAX = 200;
/** The portal's limit. */
const OFFICER_MAX = 50;

/** What a request for a new dossier says. Empty `code`: the province gives one. */
export function readEntry(reading: DossierReading, world: DossierWorld): DossierEntry {
  const submittedAt = reading.instant('submittedAt') ?? world.now;
  if (submittedAt > world.now) tellAhead(reading, 'submittedAt');
  return { ...readIdentity(reading, submittedAt, world), submittedAt, fees: [] };
}

/** One line of a file; faults are in the reading, and then the row must not be used. */
export function readRow(reading: DossierReading, world: DossierWorld): DossierRow {
  const status = reading.neededOneOf('status', DOSSIER_STATUSES as [DossierStatus, ...DossierStatus[]]);
  const dates = readDates(reading, status, world.now);
  const identity = readIdentity(reading, dates.submittedAt, world);
  if (identity.code === '' && !reading.has('code')) reading.tell('code', 'MISSING', 'Thiếu giá trị', CODE_HINT);
  const content = reading.text('note', SUMMARY_MAX);
  const dossier: Dossier = {
    ...identity,
    ...dates,
    ...dueOf(reading, dates.acceptedAt, identity.workingDays, world.calendar),
    status,
    pausedAt: clockIn(status) === 'paused' && dates.acceptedAt !== null ? dates.statusAt : null,
    fees: [],
    supplements: status === 'SUPPLEMENT_REQUIRED' ? [openSupplement(content, dates.statusAt)] : [],
    result: null,
  };
  const step = { at: dates.statusAt, status, by: '', title: '', department: '', content };
  return { dossier, step, hasDue: reading.has('dueAt') };
}

/** Who did something, when and in which words. */
export function readAct(reading: DossierReading, now: Date): Omit<ProgressEntry, 'status'> {
  const at = reading.instant('at') ?? now;
  if (at > now) tellAhead(reading, 'at');
  return {
    at,
    by: reading.neededText('by', OFFICER_MAX),
    title: reading.text('title', NAME_MAX),
    department: reading.text('department', NAME_MAX),
    content: reading.text('content', SUMMARY_MAX),
  };
}

const CODE_HINT = 'Dạng <mã cơ quan>-yyMMdd-nnnn, ví dụ H60.15-261124-0001.';

function readIdentity(
  reading: DossierReading,
  submittedAt: Date,
  world: DossierWorld,
): Omit<DossierEntry, 'submittedAt' | 'fees'> {
  const procedureCode = reading.neededFormed('procedureCode', PROCEDURE_CODE, 'Mã TTHC dạng d.dddddd.');
  const agencyCode = reading.neededFormed('agencyCode', AGENCY_CODE, 'Mã định danh, ví dụ H60.15.');
  if (procedureCode !== '' && !world.workingDays.has(procedureCode))
    reading.tell('procedureCode', 'PROCEDURE_UNKNOWN', 'Không có thủ tục này trong danh mục', 'Kiểm tra mã TTHC.');
  if (agencyCode !== '') checkAgency(reading, world.agencies.get(agencyCode), submittedAt);
  return {
    code: reading.formed('code', DOSSIER_CODE, CODE_HINT),
    procedureCode,
    agencyCode,
    channel: reading.neededOneOf('channel', DOSSIER_CHANNELS),
    isFiledAtPortal: false,
    applicant: readApplicant(reading),
    summary: reading.neededText('summary', SUMMARY_MAX),
    workingDays: world.workingDays.get(procedureCode) ?? null,
  };
}

function checkAgency(reading: DossierReading, agency: Agency | undefined, submittedAt: Date): void {
  if (agency === undefined)
    reading.tell('agencyCode', 'AGENCY_UNKNOWN', 'Không có cơ quan này trong danh mục', 'Kiểm tra mã định danh.');
  else if (!isValidOn(agency, vietnamDay(submittedAt))) {
    const hint = agency.mergedInto === null ? 'Chọn cơ quan đang hoạt động.' : `Dùng ${agency.mergedInto}.`;
    reading.tell('agencyCode', 'AGENCY_CLOSED', 'Cơ quan không hoạt động vào ngày nộp', hint);
  }
}

function readApplicant(reading: DossierReading): Applicant {
  return {
    kind: reading.neededOneOf('applicantKind', APPLICANT_KINDS),
    name: reading.neededText('applicantName', NAME_MAX),
    identityNumber: reading.formed('identityNumber', IDENTITY, 'CCCD 12 chữ số hoặc CMND 9 chữ số.', 'NUMBER_FORM'),
    phone: reading.formed('phone', PHONE, '8 đến 15 chữ số.', 'NUMBER_FORM'),
    email: reading.formed('email', EMAIL, 'Dạng ten@mien.vn.', 'NUMBER_FORM'),
  };
}

type RowDates = Pick<Dossier, 'submittedAt' | 'acceptedAt' | 'finishedAt' | 'returnedAt' | 'refusedAt' | 'statusAt'>;

/** Which date tells since when a status holds; for the others `statusAt` must be given. */
const DATE_OF: Readonly<Partial<Record<DossierStatus, keyof RowDates>>> = {
  NEW: 'submittedAt',
  ACCEPTED: 'acceptedAt',
  REJECTED: 'refusedAt',
  COMPLETED: 'finishedAt',
  RESULT_RETURNED: 'returnedAt',
};
/** Nothing of these has been taken in yet, or need not have been. */
const BEFORE_ACCEPTANCE: readonly DossierStatus[] = [
  'NEW',
  'REJECTED',
  'SUPPLEMENT_REQUIRED',
  'WITHDRAWAL_REQUESTED',
  'STOPPED',
];
const IN_ORDER = ['submittedAt', 'acceptedAt', 'finishedAt', 'returnedAt'] as const;

function readDates(reading: DossierReading, status: DossierStatus, now: Date): RowDates {
  const fields = [...IN_ORDER, 'refusedAt', 'statusAt'] as const;
  const read = Object.fromEntries(fields.map((field) => [field, reading.instant(field)]));
  const needed = [
    'submittedAt',
    DATE_OF[status] ?? 'statusAt',
    ...(BEFORE_ACCEPTANCE.includes(status) ? [] : ['acceptedAt']),
  ];
  for (const field of new Set(needed))
    if (!reading.has(field)) reading.tell(field, 'MISSING', 'Thiếu thời điểm', 'Trạng thái này cần có thời điểm đó.');
  for (const field of fields) if ((read[field] ?? now) > now) tellAhead(reading, field);
  const given = IN_ORDER.flatMap((field) => (read[field] ? [{ field, at: read[field] }] : []));
  for (const [index, { field, at }] of given.entries()) {
    const before = given[index - 1];
    if (before === undefined || before.at <= at) continue;
    const hint = 'Thứ tự: ngày nộp, tiếp nhận, kết thúc xử lý, trả.';
    reading.tell(field, 'DATE_ORDER', `Trước ${before.field} (${before.at.toISOString()})`, hint);
  }
  const statusAt = read[DATE_OF[status] ?? 'statusAt'] ?? read['statusAt'] ?? now;
  const { submittedAt, acceptedAt = null, finishedAt = null, returnedAt = null, refusedAt = null } = read;
  return { submittedAt: submittedAt ?? now, acceptedAt, finishedAt, returnedAt, refusedAt, statusAt };
}

function tellAhead(reading: DossierReading, field: string): void {
  reading.tell(field, 'DATE_AHEAD', 'Thời điểm ở tương lai', 'Chỉ ngày hẹn trả được ở tương lai.');
}

/** The appointment given, else the one that the legal time makes. */
function dueOf(
  reading: DossierReading,
  acceptedAt: Date | null,
  workingDays: number | null,
  calendar: WorkingCalendar,
): Pick<Dossier, 'dueAt' | 'isDueSure'> {
  const dueAt = reading.instant('dueAt');
  if (dueAt !== null && acceptedAt !== null && dueAt < acceptedAt)
    reading.tell('dueAt', 'DATE_ORDER', 'Trước ngày tiếp nhận', 'Ngày hẹn trả không trước ngày tiếp nhận.');
  if (dueAt !== null || acceptedAt === null || workingDays === null) return { dueAt, isDueSure: true };
  return dueFrom(acceptedAt, workingDays, calendar);
}

const openSupplement = (content: string, askedAt: Date): Dossier['supplements'][number] => ({
  content,
  askedBy: '',
  askedAt,
  answeredAt: null,
  answer: '',
  dueBefore: null,
  dueAfter: null,
});
