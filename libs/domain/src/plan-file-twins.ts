import type { PlanRow } from './plan.js';
import type { PlanHeading } from './plan-file-columns.js';
import { found } from './plan-file-faults.js';
import type { CheckedRow, PlacedFinding } from './plan-file-row.js';

/** What rows of one file must not say twice, or differently. */
export class RowTwins {
  private readonly lineOf = new Map<string, number>();
  private readonly firstOf = new Map<string, PlanRow>();
  private readonly texts = new Map<string, string>();
  private readonly levels = new Map<string, PlanRow['level']>();

  /** Compares a row with those before it. */
  look(line: number, { row, serviceCode, agencyCode }: CheckedRow, { at }: PlanHeading): PlacedFinding[] {
    if (serviceCode === undefined || agencyCode === undefined) return [];
    const key = `${serviceCode} ${agencyCode}`;
    const first = this.lineOf.get(key);
    if (first !== undefined) {
      const message = `Trùng dòng ${String(first)}: cùng dịch vụ ${serviceCode} và cơ quan ${agencyCode}`;
      const finding = found('ROW_TWICE', message, 'Giữ một dòng, xóa dòng kia.');
      return [{ index: at.get('procedureCode') ?? -1, ...finding }];
    }
    this.lineOf.set(key, line);
    return row === null ? [] : this.compareName(row, at.get('serviceName') ?? -1);
  }

  /** The same row with what repeats held in memory once. */
  thrifty(row: PlanRow): PlanRow {
    const level = this.levels.get(row.level.value) ?? row.level;
    this.levels.set(level.value, level);
    const thrifty = { ...row, level, fieldName: this.once(row.fieldName), deadline: this.once(row.deadline) };
    if (!this.firstOf.has(row.serviceCode)) this.firstOf.set(row.serviceCode, thrifty);
    return thrifty;
  }

  /** One service has one name, whoever offers it. */
  private compareName({ serviceCode, serviceName }: PlanRow, index: number): PlacedFinding[] {
    const first = this.firstOf.get(serviceCode);
    if (first === undefined || first.serviceName === serviceName) return [];
    const message = `Tên khác với dòng ${String(first.line)} của cùng dịch vụ ${serviceCode}`;
    return [{ index, ...found('SERVICE_DIFFERS', message, 'Sửa tên cho giống nhau, hoặc sửa mã TTHC.') }];
  }

  private once<T extends string>(text: T): T {
    const known = this.texts.get(text);
    if (known !== undefined) return known as T;
    this.texts.set(text, text);
    return text;
  }
}
