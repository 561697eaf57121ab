import { BadSettingsError } from '@dvc/config';
import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Field, Procedure } from './national-catalogue.js';

/** A catalogue file that cannot be used; the message says which file, row and column. */
export class BadCatalogueError extends BadSettingsError {
  constructor(problem: string) {
    super([problem]);
  }
}

export interface AgencyRow {
  readonly code: string;
  readonly name: string;
  readonly tier: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly mergedInto: string | null;
}

export interface CatalogueFiles {
  readonly agencies: readonly AgencyRow[];
  readonly fields: readonly Field[];
  readonly procedures: readonly (Procedure & { tiers: string[] })[];
}

const TIERS = ['Bộ, ngành', 'Cấp tỉnh', 'Cấp huyện', 'Cấp xã'];
const YES = new Set(['1', 'true', 'có', 'co', 'x']);
const NO = new Set(['0', 'false', 'không', 'khong', '']);

/** Reads `agencies.csv`, `fields.csv` and `procedures.csv` of a folder. @throws BadCatalogueError */
export function readCatalogueFiles(folder: string): CatalogueFiles {
  return {
    agencies: readRows(folder, 'agencies.csv', (cell) => ({
      code: cell.text('ma_co_quan'),
      name: cell.text('ten_co_quan'),
      tier: cell.oneOf('cap', TIERS),
      validFrom: cell.day('hieu_luc_tu'),
      validTo: cell.day('hieu_luc_den'),
      mergedInto: cell.optional('sap_nhap_vao'),
    })),
    fields: readRows(folder, 'fields.csv', (cell) => ({
      code: cell.text('ma_linh_vuc'),
      name: cell.text('ten_linh_vuc'),
      branchCode: cell.text('ma_nganh'),
    })),
    procedures: readRows(folder, 'procedures.csv', (cell) => ({
      code: cell.text('ma_tthc'),
      name: cell.text('ten_tthc'),
      fieldCode: cell.text('ma_linh_vuc'),
      issuerCode: cell.text('ma_co_quan_cong_bo'),
      tiers: cell.listOf('cap_thuc_hien', TIERS),
      timeLimitDays: cell.days('thoi_han_ngay_lam_viec'),
      hasFee: cell.yesNo('co_phi'),
      isPublic: true,
    })),
  };
}

function readRows<T>(folder: string, file: string, toRow: (cell: Cells) => T): T[] {
  const path = join(folder, file);
  try {
    const text = readFileSync(path, 'utf8').normalize('NFC');
    const rows: Record<string, string>[] = parse(text, {
      bom: true,
      columns: true,
      trim: true,
      skip_empty_lines: true,
    });
    return rows.map((row, index) => toRow(new Cells(row, `${path}, row ${String(index + 2)}`)));
  } catch (failure) {
    if (failure instanceof BadCatalogueError) throw failure;
    const reason = failure instanceof Error ? failure.message : String(failure);
    throw new BadCatalogueError(
      `Cannot read ${path}: ${reason}. Set MOCK_CATALOGUE_DIR to the folder with the three files.`,
    );
  }
}

/** The cells of one row, each checked as it is read. */
class Cells {
  constructor(
    private readonly row: Readonly<Record<string, string>>,
    private readonly place: string,
  ) {}

  text(column: string): string {
    const value = this.row[column];
    return value === undefined || value === '' ? this.refuse(column, 'must not be empty') : value;
  }

  optional(column: string): string | null {
    const value = this.row[column] ?? '';
    return value === '' ? null : value;
  }

  oneOf(column: string, allowed: readonly string[]): string {
    const value = this.text(column);
    return allowed.includes(value) ? value : this.refuse(column, `must be one of: ${allowed.join(' · ')}`);
  }

  listOf(column: string, allowed: readonly string[]): string[] {
    const values = this.text(column)
      .split(';')
      .map((value) => value.trim());
    const isGood = values.every((value) => allowed.includes(value));
    return isGood ? values : this.refuse(column, `must list, with ";" between: ${allowed.join(' · ')}`);
  }

  day(column: string): string | null {
    const value = this.optional(column);
    return value === null || /^\d{4}-\d{2}-\d{2}$/.test(value)
      ? value
      : this.refuse(column, 'must be a day, yyyy-MM-dd');
  }

  days(column: string): number | null {
    const value = this.optional(column);
    if (value === null) return null;
    return /^\d{1,4}$/.test(value) ? Number(value) : this.refuse(column, 'must be a number of days');
  }

  yesNo(column: string): boolean {
    const value = (this.row[column] ?? '').toLowerCase();
    if (YES.has(value)) return true;
    return NO.has(value) ? false : this.refuse(column, 'must be co or khong');
  }

  private refuse(column: string, rule: string): never {
    throw new BadCatalogueError(`${this.place}, column ${column}: "${this.row[column] ?? ''}" ${rule}.`);
  }
}
