import { describe, expect, it } from '@jest/globals';
import { findSeparator } from './plan-file-columns.js';
import type { Reading } from './plan-file-faults.js';
import {
  readDay,
  readFee,
  readLevel,
  readProcedureCode,
  readQuarter,
  readTier,
  readWorkingDays,
} from './plan-file-values.js';

describe('values', () => {
  const valueOf = (reading: Reading<unknown>): unknown => ('value' in reading ? reading.value : undefined);

  it.each([
    ['2020-09-30', '2020-09-30'],
    ['30/09/2020', '2020-09-30'],
    ['1/9/2020', '2020-09-01'],
    ['30-09-2020', '2020-09-30'],
    ['44104', '2020-09-30'],
    ['2020-02-30', undefined],
    ['29/02/2021', undefined],
    ['30/9/20', undefined],
    ['', undefined],
  ])('the day %j is %j', (text, day) => {
    expect(valueOf(readDay(text))).toBe(day);
  });

  it.each([
    ['IV', 4],
    ['quý ii', 2],
    ['3', 3],
    ['Quý I/2020', 1],
    ['quý 4 năm 2020', 4],
    ['5', undefined],
    ['IIII', undefined],
  ])('the quarter %j is %j', (text, quarter) => {
    expect((valueOf(readQuarter(text)) as { quarter?: number } | undefined)?.quarter).toBe(quarter);
  });

  it('are read in the words people write', () => {
    expect(['Cấp tỉnh', 'tỉnh', 'CẤP HUYỆN', 'xã', 'Bộ'].map((text) => valueOf(readTier(text)))).toEqual([
      'PROVINCE',
      'PROVINCE',
      'DISTRICT',
      'COMMUNE',
      'MINISTRY',
    ]);
    expect(['co', 'Không', 'x', '', '?'].map((text) => valueOf(readFee(text)))).toEqual([
      true,
      false,
      true,
      false,
      undefined,
    ]);
    expect(['', '0', '365', '1e2'].map((text) => valueOf(readWorkingDays(text)))).toEqual([null, 0, 365, undefined]);
    expect(
      ['3', 'Mức độ 4', 'mức 2'].map((text) => (valueOf(readLevel(text, 'ND43')) as { value: string }).value),
    ).toEqual(['3', '4', '2']);
    expect(['1.004623', '1,004623', '1004623'].map((text) => valueOf(readProcedureCode(text)))).toEqual([
      '1.004623',
      undefined,
      undefined,
    ]);
  });
});

describe('the heading line', () => {
  it('tells the separator', () => {
    expect(findSeparator('ma_tthc;ten_dich_vu;muc_do')).toBe(';');
    expect(findSeparator('Kế hoạch, năm 2020\nMã TTHC\tTên dịch vụ\tMức độ')).toBe('\t');
    expect(findSeparator('ma_tthc,ten_dich_vu')).toBe(',');
    expect(findSeparator('')).toBe(',');
  });
});
