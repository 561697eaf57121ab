import { describe, expect, it } from '@jest/globals';
import { faultLine, importLines, type ToldImport } from './plan-report.js';

const FAULT = {
  file: 'kế hoạch.xlsx',
  row: 12,
  column: 'Mức độ',
  letter: 'H',
  value: '5',
  message: 'Mức độ phải là 1–4',
  hint: 'Ghi 1, 2, 3 hoặc 4.',
};
const TOLD: ToldImport = {
  planId: 'p',
  isDryRun: false,
  isStored: true,
  total: 3,
  added: 1,
  changed: 0,
  dropped: 0,
  unchanged: 2,
  rejected: 0,
  faults: [],
  faultsTotal: 0,
  unknownColumns: [],
  changes: [{ kind: 'added', line: 2, serviceCode: '1.004623.01', agencyCode: 'H60.12', name: 'Cấp thẻ' }],
};

describe('what a person reads after an import', () => {
  it('names file, row, column, value, reason and hint of a fault', () => {
    expect(faultLine(FAULT)).toBe('kế hoạch.xlsx:12:Mức độ (H)  "5"  — Mức độ phải là 1–4 → Ghi 1, 2, 3 hoặc 4.');
    expect(faultLine({ ...FAULT, row: 0, column: '', letter: '', value: '' })).toBe(
      'kế hoạch.xlsx  — Mức độ phải là 1–4 → Ghi 1, 2, 3 hoặc 4.',
    );
  });

  it('sums up, and says whether anything was stored', () => {
    expect(importLines(TOLD)).toEqual(['Kế hoạch p: 3 dòng — 1 thêm, 0 đổi, 0 bỏ, 2 giữ nguyên, 0 lỗi', 'Đã lưu.']);
    expect(importLines({ ...TOLD, isStored: false, isDryRun: true })[0]).toBe('+ 1.004623.01  H60.12  Cấp thẻ');
    const refused = importLines({ ...TOLD, isStored: false, faults: [FAULT], faultsTotal: 1_001 });
    expect(refused[1]).toBe('… và 1000 lỗi nữa');
    expect(refused.at(-1)).toContain('Chưa lưu gì');
  });
});
