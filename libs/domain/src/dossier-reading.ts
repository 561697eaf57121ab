import { isIsoDate } from './calendar.js';
import { type DossierFault, type DossierFaultReason } from './dossier-faults.js';
import { showValue } from './plan-file-faults.js';
import { readText } from './plan-file-text.js';

/** Values as they came, by our field name; `undefined`, `null` and blank text: not given. */
export type RawFields = object;

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,3})?)?)?(Z|[+-]\d{2}:\d{2})?$/;
const YEARS = ['2000', '2100'] as const;

/** Reads a dossier's fields and gathers everything that is wrong with them. What is wrong reads as not given. */
export class DossierReading {
  readonly faults: DossierFault[] = [];

  /** `written`: how the sender calls a field, for the messages. */
  constructor(
    private readonly raw: RawFields,
    private readonly written: (field: string) => string = (field) => field,
  ) {}

  /** One line, composed (NFC), without outer spaces. */
  text(field: string, maxCharacters: number): string {
    const raw = this.rawOf(field) ?? '';
    if (typeof raw !== 'string' && typeof raw !== 'number') {
      this.tell(field, 'TEXT', 'Phải là chữ hoặc số', 'Ghi giá trị trong dấu ngoặc kép.');
      return '';
    }
    const reading = readText(String(raw));
    if ('finding' in reading) {
      this.tell(field, 'TEXT', reading.finding.message, reading.finding.hint);
      return '';
    }
    if (reading.value.length <= maxCharacters) return reading.value;
    const message = `Dài ${String(reading.value.length)} ký tự, tối đa ${String(maxCharacters)}`;
    this.tell(field, 'TOO_LONG', message, 'Rút gọn nội dung.');
    return '';
  }

  /** Text that must be there. */
  neededText(field: string, maxCharacters: number): string {
    const before = this.faults.length;
    const text = this.text(field, maxCharacters);
    if (text === '' && this.faults.length === before) this.tell(field, 'MISSING', 'Thiếu giá trị', 'Điền trường này.');
    return text;
  }

  /** Text of a form; `hint` shows the form. Empty where it is not given or wrong. */
  formed(field: string, form: RegExp, hint: string, reason: DossierFaultReason = 'CODE_FORM'): string {
    const text = this.text(field, 100);
    if (text === '' || form.test(text)) return text;
    this.tell(field, reason, 'Sai dạng', hint);
    return '';
  }

  neededFormed(field: string, form: RegExp, hint: string): string {
    const before = this.faults.length;
    const text = this.formed(field, form, hint);
    if (text === '' && this.faults.length === before) this.tell(field, 'MISSING', 'Thiếu giá trị', hint);
    return text;
  }

  /** One of our words, or its number on the portal's list (from 1). */
  oneOf<T extends string>(field: string, words: readonly T[]): T | null {
    const text = this.text(field, 100);
    if (text === '') return null;
    const word = words.find((each) => each === text) ?? (/^\d{1,2}$/.test(text) ? words[Number(text) - 1] : undefined);
    if (word !== undefined) return word;
    this.tell(field, 'NOT_ON_LIST', 'Không có trong danh sách', `Dùng một trong: ${words.join(', ')}.`);
    return null;
  }

  neededOneOf<T extends string>(field: string, words: readonly [T, ...T[]]): T {
    const before = this.faults.length;
    const word = this.oneOf(field, words);
    if (word === null && this.faults.length === before)
      this.tell(field, 'MISSING', 'Thiếu giá trị', `Dùng một trong: ${words.join(', ')}.`);
    return word ?? words[0];
  }

  /** `2026-11-24T08:05:00+07:00`; without a zone it is Vietnam's time, without a time the day's beginning. */
  instant(field: string): Date | null {
    const text = this.text(field, 100);
    if (text === '') return null;
    const [, day = '', hour = '00', minute = '00', second = '00', zone = '+07:00'] = INSTANT.exec(text) ?? [];
    const at = new Date(`${day}T${hour}:${minute}:${second}${zone}`);
    const isGood = isIsoDate(day) && day >= YEARS[0] && day < YEARS[1] && !Number.isNaN(at.getTime());
    if (isGood) return at;
    this.tell(field, 'DATE_FORM', 'Không phải thời điểm có thật', 'Ví dụ 2026-11-24T08:05:00+07:00, năm 2000–2099.');
    return null;
  }

  has(field: string): boolean {
    const raw = this.rawOf(field);
    return raw !== undefined && raw !== null && raw !== '';
  }

  tell(field: string, reason: DossierFaultReason, message: string, hint: string): void {
    const raw = this.rawOf(field);
    const shown =
      typeof raw === 'string' || typeof raw === 'number' ? String(raw) : raw === undefined ? '' : JSON.stringify(raw);
    this.faults.push({ field: this.written(field), value: showValue(shown), reason, message, hint });
  }

  private rawOf(field: string): unknown {
    return Object.hasOwn(this.raw, field) ? (this.raw as Readonly<Record<string, unknown>>)[field] : undefined;
  }
}
