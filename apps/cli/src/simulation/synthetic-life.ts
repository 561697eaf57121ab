import type { DossierStatus, WorkingCalendar } from '@dvc/domain';
import type { SeededChance } from './seeded-chance.js';
import { someIdentity, someName } from './synthetic-people.js';

/** A procedure that is offered, as the province tells it. */
export interface Offering {
  readonly code: string;
  readonly name: string;
  readonly workingDays: number | null;
  readonly hasFee: boolean;
  readonly agencyCodes: readonly string[];
}

/** One change as `POST /dossiers/changes` takes it, and when it happens. */
export interface TimedChange {
  readonly at: Date;
  readonly change: object;
}

const HOUR_MS = 3_600_000;
const WORKING_DAY_MS = 8 * HOUR_MS;
/** Shares of lives that go another way; the rest goes straight through. */
const SHARE = { refused: 0.03, supplement: 0.12, twice: 0.1, payment: 0.4, withdrawn: 0.02, stopped: 0.01, late: 0.1 };
const USUAL_DAYS = 5;
const SUMMARY_MAX = 900;

/** Writes one whole life, from submission to result, in working time. Some are late, some end early. */
export class SyntheticLife {
  private readonly changes: TimedChange[] = [];
  private at: Date;

  constructor(
    private readonly code: string,
    private readonly offering: Offering,
    private readonly chance: SeededChance,
    private readonly calendar: WorkingCalendar,
  ) {
    this.at = new Date(0);
  }

  write(channel: 'ONLINE' | 'COUNTER' | 'POST', submittedAt: Date): readonly TimedChange[] {
    this.at = submittedAt;
    this.open(channel);
    if (channel === 'ONLINE' && !this.takeIn()) return this.changes;
    this.work();
    return this.changes;
  }

  private open(channel: string): void {
    const { code: procedureCode, name, agencyCodes } = this.offering;
    const open = {
      code: this.code,
      procedureCode,
      agencyCode: agencyCodes[0],
      channel,
      applicantKind: this.chance.isOneIn(0.15) ? 'BUSINESS' : 'CITIZEN',
      applicantName: someName(this.chance),
      identityNumber: someIdentity(this.chance),
      email: `${this.code.toLowerCase()}@vidu.example`,
      summary: name.slice(0, SUMMARY_MAX),
      submittedAt: this.at.toISOString(),
      by: channel === 'ONLINE' ? 'Người nộp' : someName(this.chance),
      department: channel === 'ONLINE' ? '' : 'Bộ phận Một cửa',
    };
    this.changes.push({ at: this.at, change: { open } });
  }

  /** A clerk looks at what has come online; false where it ends there. */
  private takeIn(): boolean {
    this.wait(1, 8);
    if (this.chance.isOneIn(SHARE.refused)) {
      this.step('REJECTED', 'Hồ sơ không thuộc thẩm quyền giải quyết');
      return false;
    }
    this.step('ACCEPTED', 'Đủ thành phần hồ sơ');
    return true;
  }

  private work(): void {
    this.wait(1, 8);
    this.step('PROCESSING', 'Chuyển phòng chuyên môn');
    if (this.chance.isOneIn(SHARE.withdrawn)) {
      this.withdraw();
      return;
    }
    if (this.chance.isOneIn(SHARE.supplement)) this.supplement();
    if (this.chance.isOneIn(SHARE.supplement * SHARE.twice)) this.supplement();
    if (this.offering.hasFee && this.chance.isOneIn(SHARE.payment)) this.pay();
    if (this.chance.isOneIn(SHARE.stopped)) {
      this.wait(2, 16);
      this.step('STOPPED', 'Dừng xử lý theo đề nghị của cơ quan phối hợp');
      return;
    }
    const dayHours = ((this.offering.workingDays ?? USUAL_DAYS) * WORKING_DAY_MS) / HOUR_MS;
    if (this.chance.isOneIn(SHARE.late)) this.wait(dayHours, dayHours * 1.6);
    else this.wait(dayHours * 0.2, dayHours * 0.8);
    this.step('COMPLETED', 'Đã ký kết quả');
    this.wait(1, 24);
    const way = this.chance.pick(['COUNTER', 'POST', 'ONLINE'] as const);
    this.step('RESULT_RETURNED', 'Trả kết quả', { result: { way, paperName: 'Văn bản kết quả mẫu' } });
  }

  private supplement(): void {
    this.wait(1, 12);
    this.step('SUPPLEMENT_REQUIRED', 'Bổ sung bản sao giấy tờ kèm theo');
    this.wait(4, 40);
    this.step('PROCESSING', 'Đã nhận giấy tờ bổ sung');
  }

  private pay(): void {
    this.wait(1, 8);
    const amount = Math.round(this.chance.between(2, 100)) * 5_000;
    const fees = [{ code: '2', name: 'Lệ phí giải quyết thủ tục', amount, due: 'INTAKE' }];
    this.step('PAYMENT_REQUIRED', 'Đề nghị nộp lệ phí', { fees });
    this.wait(1, 16);
    this.step('PROCESSING', 'Đã nộp lệ phí', { paidBy: this.chance.pick(['ONLINE', 'CASH', 'TRANSFER'] as const) });
  }

  private withdraw(): void {
    this.wait(1, 16);
    this.step('WITHDRAWAL_REQUESTED', 'Xin rút hồ sơ');
    this.wait(1, 8);
    this.step('STOPPED', 'Đồng ý cho rút hồ sơ');
  }

  private wait(fromHours: number, toHours: number): void {
    // Whole seconds: what is told to the portal has no more.
    const waitMs = Math.round(this.chance.between(fromHours, toHours) * 3_600) * 1_000;
    this.at = this.calendar.add(this.at, waitMs).at;
  }

  private step(to: DossierStatus, content: string, more: object = {}): void {
    const by = someName(this.chance);
    const move = { to, by, title: 'Chuyên viên', content, at: this.at.toISOString(), ...more };
    this.changes.push({ at: this.at, change: { code: this.code, move } });
  }
}
