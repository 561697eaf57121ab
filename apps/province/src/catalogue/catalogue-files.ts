import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, isIsoDate, type Agency, type IsoDate, type Procedure, type Tier } from '@dvc/domain';
import { parse } from 'csv-parse/sync';

/** Cấp, as the catalogue's files write it. */
const TIER: Readonly<Record<string, Tier>> = {
  'Bộ, ngành': 'MINISTRY',
  'Cấp tỉnh': 'PROVINCE',
  'Cấp huyện': 'DISTRICT',
  'Cấp xã': 'COMMUNE',
};

export class CatalogueFileError extends AppError {
  readonly code = 'CATALOGUE_FILE';

  constructor(file: string, row: number, reason: string) {
    super(`${file}, dòng ${String(row)}: ${reason}`, 'Sửa tệp rồi khởi động lại; các cột ghi trong config/README.md');
  }
}

/** The province's part of the national catalogue, from CSV files with Vietnamese headings. */
export async function readCatalogue(dir: string): Promise<{ agencies: Agency[]; procedures: Procedure[] }> {
  const agencies = await readRows(dir, 'agencies.csv', toAgency);
  const names = new Map(agencies.map(({ code, name }) => [code, name]));
  const fields = await readRows(dir, 'fields.csv', ({ cell }) => [cell('ma_linh_vuc'), cell('ten_linh_vuc')] as const);
  const procedures = await readRows(dir, 'procedures.csv', (row) => toProcedure(row, names, new Map(fields)));
  return { agencies, procedures };
}

/** Public holidays of whole years; a year without a line is not known. */
export async function readHolidays(dir: string): Promise<IsoDate[]> {
  return readRows(dir, 'holidays.csv', ({ cell, fail }) => {
    const day = cell('ngay');
    return isIsoDate(day) ? day : fail(`cột ngay: "${day}" không phải ngày yyyy-mm-dd`);
  });
}

interface Row {
  readonly cell: (column: string) => string;
  readonly fail: (reason: string) => never;
}

async function readRows<T>(dir: string, file: string, toThing: (row: Row) => T): Promise<T[]> {
  const rows = parse<Record<string, string>>(await readFile(join(dir, file), 'utf8'), { columns: true, bom: true });
  return rows.map((cells, index) => {
    const fail = (reason: string): never => {
      throw new CatalogueFileError(join(dir, file), index + 2, reason);
    };
    const cell = (column: string): string => (cells[column] ?? fail(`thiếu cột ${column}`)).normalize('NFC').trim();
    return toThing({ cell, fail });
  });
}

function toAgency({ cell, fail }: Row): Agency {
  const day = (column: string): IsoDate | null => {
    const text = cell(column);
    if (text === '') return null;
    return isIsoDate(text) ? text : fail(`cột ${column}: "${text}" không phải ngày yyyy-mm-dd`);
  };
  return {
    code: cell('ma_co_quan'),
    name: cell('ten_co_quan'),
    tier: TIER[cell('cap')] ?? fail(`cột cap: không có cấp "${cell('cap')}"`),
    validFrom: day('hieu_luc_tu'),
    validTo: day('hieu_luc_den'),
    mergedInto: cell('sap_nhap_vao') || null,
  };
}

function toProcedure(
  { cell, fail }: Row,
  agencies: ReadonlyMap<string, string>,
  fields: ReadonlyMap<string, string>,
): Procedure {
  const fieldCode = cell('ma_linh_vuc');
  const ministryCode = cell('ma_co_quan_cong_bo');
  const workingDays = cell('thoi_han_ngay_lam_viec');
  return {
    code: cell('ma_tthc'),
    name: cell('ten_tthc'),
    fieldCode,
    fieldName: fields.get(fieldCode) ?? fail(`không có lĩnh vực "${fieldCode}" trong fields.csv`),
    ministryCode,
    ministryName: agencies.get(ministryCode) ?? fail(`không có cơ quan "${ministryCode}" trong agencies.csv`),
    tiers: cell('cap_thuc_hien')
      .split(';')
      .map((name) => TIER[name.trim()] ?? fail(`không có cấp "${name}"`)),
    workingDays: workingDays === '' ? null : Number(workingDays),
    hasFee: cell('co_phi') === 'co',
  };
}
