import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Agency, IsoDate, Tier } from '@dvc/domain';

const TIERS: Readonly<Record<string, Tier>> = {
  'Cấp tỉnh': 'PROVINCE',
  'Cấp huyện': 'DISTRICT',
  'Cấp xã': 'COMMUNE',
};

/** The agencies of the project's own catalogue. */
export function knownAgencies(): Agency[] {
  const rows = parse<Record<string, string>>(readFileSync('config/catalogue/agencies.csv'), { columns: true });
  return rows.map((row) => ({
    code: row['ma_co_quan'] ?? '',
    name: row['ten_co_quan'] ?? '',
    tier: TIERS[row['cap'] ?? ''] ?? 'MINISTRY',
    validFrom: dayOrNull(row['hieu_luc_tu']),
    validTo: dayOrNull(row['hieu_luc_den']),
    mergedInto: row['sap_nhap_vao'] === '' ? null : (row['sap_nhap_vao'] ?? null),
  }));
}

const dayOrNull = (text = ''): IsoDate | null => (text === '' ? null : (text as IsoDate));

/** The plan of Tuyên Quang 2020 as cells, heading first. */
export const tuyenQuangCells = (): string[][] => parse(readFileSync('config/plan/tuyen-quang-2020.csv'), {});

/** Lets a test use a file for a moment. */
export async function withFile<T>(content: Uint8Array | string, use: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'plan-file-'));
  try {
    const path = join(folder, 'plan');
    writeFileSync(path, content);
    return await use(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
