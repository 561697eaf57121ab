import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';

type Row = Readonly<Record<string, string>>;

const read = (file: string): string => readFileSync(`config/${file}`, 'utf8');
const rowsOf = (file: string): Row[] => parse<Record<string, string>>(read(file), { columns: true });
const column = (rows: readonly Row[], name: string): string[] => rows.map((row) => row[name] ?? '');
const count = (rows: readonly Row[], wanted: Row): number =>
  rows.filter((row) => Object.entries(wanted).every(([name, value]) => row[name] === value)).length;

const FILES = [
  'catalogue/agencies.csv',
  'catalogue/fields.csv',
  'catalogue/holidays.csv',
  'catalogue/procedures.csv',
  'plan/tuyen-quang-2020.csv',
  'plan/tuyen-quang-nang-cap-2020.csv',
];
const agencies = rowsOf('catalogue/agencies.csv');
const fields = rowsOf('catalogue/fields.csv');
const procedures = rowsOf('catalogue/procedures.csv');
const plan = rowsOf('plan/tuyen-quang-2020.csv');
const agencyCodes = new Set(column(agencies, 'ma_co_quan'));
const agencyByCode = new Map(agencies.map((row) => [row['ma_co_quan'], row]));
const procedureByCode = new Map(procedures.map((row) => [row['ma_tthc'], row]));
const fieldByCode = new Map(fields.map((row) => [row['ma_linh_vuc'], row]));

describe('the upgrades of Tuyên Quang', () => {
  const upgrades = rowsOf('plan/tuyen-quang-nang-cap-2020.csv');

  it('are the 141 that were printed, each from level 3 to 4, each a row of the plan', () => {
    expect(upgrades).toHaveLength(141);
    expect(count(upgrades, { muc_do_hien_tai: '3', muc_do_nang_cap: '4', han_hoan_thanh: '2020-12-31' })).toBe(141);
    const planned = new Set(
      plan.map(({ ma_tthc, ten_dich_vu, ma_co_quan }) => `${ma_tthc ?? ''}|${ten_dich_vu ?? ''}|${ma_co_quan ?? ''}`),
    );
    const others = upgrades.filter(
      ({ ma_tthc, ten_dich_vu, ma_co_quan }) =>
        !planned.has(`${ma_tthc ?? ''}|${ten_dich_vu ?? ''}|${ma_co_quan ?? ''}`),
    );
    expect(others).toEqual([]);
  });
});

describe('the plan of Tuyên Quang', () => {
  it('has the totals that were printed in 2020', () => {
    expect(plan).toHaveLength(277);
    expect([count(plan, { muc_do: '3' }), count(plan, { muc_do: '4' })]).toEqual([155, 122]);
    const tiers = ['Cấp tỉnh', 'Cấp huyện', 'Cấp xã'];
    expect(tiers.map((cap_thuc_hien) => count(plan, { muc_do: '3', cap_thuc_hien }))).toEqual([152, 2, 1]);
    expect(tiers.map((cap_thuc_hien) => count(plan, { muc_do: '4', cap_thuc_hien }))).toEqual([122, 0, 0]);
    expect([count(plan, { quy: 'III' }), count(plan, { quy: 'IV' })]).toEqual([180, 97]);
  });

  it('leaves quarter IV to four departments', () => {
    const inQuarterFour = new Set(
      column(
        plan.filter((row) => row['quy'] === 'IV'),
        'co_quan',
      ),
    );

    expect([...inQuarterFour].sort()).toEqual(
      ['Sở Giao thông vận tải', 'Sở Văn hóa, Thể thao và Du lịch', 'Sở Xây dựng', 'Sở Y tế'].sort(),
    );
  });

  it('ends each quarter on its last day', () => {
    expect(count(plan, { quy: 'III', han_hoan_thanh: '2020-09-30' })).toBe(180);
    expect(count(plan, { quy: 'IV', han_hoan_thanh: '2020-12-31' })).toBe(97);
  });

  it('agrees with the catalogue in every row', () => {
    const wrong = plan.filter((row) => {
      const procedure = procedureByCode.get(row['ma_tthc'] ?? '');
      const agency = agencyByCode.get(row['ma_co_quan'] ?? '');
      const field = fieldByCode.get(procedure?.['ma_linh_vuc'] ?? '');
      return (
        procedure?.['ten_tthc'] !== row['ten_dich_vu'] ||
        procedure?.['cap_thuc_hien'] !== row['cap_thuc_hien'] ||
        procedure?.['thoi_han_ngay_lam_viec'] !== row['thoi_han_ngay_lam_viec'] ||
        procedure?.['co_phi'] !== row['co_phi'] ||
        field?.['ten_linh_vuc'] !== row['linh_vuc'] ||
        agency?.['ten_co_quan'] !== row['co_quan'] ||
        agency?.['cap'] !== row['cap_thuc_hien']
      );
    });

    expect(wrong).toEqual([]);
  });

  it('names only agencies that were valid on the deadline', () => {
    const ended = plan.filter((row) => {
      const lastDay = agencyByCode.get(row['ma_co_quan'])?.['hieu_luc_den'] ?? '';
      return lastDay !== '' && lastDay < (row['han_hoan_thanh'] ?? '');
    });

    expect(ended).toEqual([]);
  });
});

describe('the catalogue', () => {
  it('has well-formed codes, each once', () => {
    const codes: [string[], RegExp][] = [
      [column(agencies, 'ma_co_quan'), /^(000\.00\.00\.[GH]\d{2}|H60(\.\d{2}){1,2})$/],
      [column(fields, 'ma_linh_vuc'), /^G\d{2}-[A-Z]{2}\d{2,3}$/],
      [column(procedures, 'ma_tthc'), /^\d\.\d{6}$/],
    ];

    for (const [list, form] of codes) {
      expect(list.filter((code) => !form.test(code))).toEqual([]);
      expect(new Set(list).size).toBe(list.length);
    }
    expect([agencies.length, fields.length, procedures.length]).toEqual([51, 91, 277]);
  });

  it('refers only to codes that it has', () => {
    const ministries = new Set(
      column(
        agencies.filter((row) => row['cap'] === 'Bộ, ngành'),
        'ma_co_quan',
      ),
    );
    const successors = column(agencies, 'sap_nhap_vao').filter((code) => code !== '');

    expect(column(fields, 'ma_nganh').filter((code) => !ministries.has(code))).toEqual([]);
    expect(column(procedures, 'ma_co_quan_cong_bo').filter((code) => !ministries.has(code))).toEqual([]);
    expect(column(procedures, 'ma_linh_vuc').filter((code) => !fieldByCode.has(code))).toEqual([]);
    expect(successors.filter((code) => !agencyCodes.has(code))).toEqual([]);
    expect(successors.filter((code) => agencyByCode.get(code)?.['hieu_luc_den'] !== '')).toEqual([]);
  });

  it('lets a procedure and its field belong to one ministry', () => {
    const split = procedures.filter(
      (row) => fieldByCode.get(row['ma_linh_vuc'])?.['ma_nganh'] !== row['ma_co_quan_cong_bo'],
    );

    expect(split).toEqual([]);
  });

  it('ends every district on the eve of two-tier local government', () => {
    expect(count(agencies, { cap: 'Cấp huyện' })).toBe(7);
    expect(count(agencies, { cap: 'Cấp huyện', hieu_luc_den: '2025-06-30' })).toBe(7);
  });
});

describe('every fixture', () => {
  it('is UTF-8 without BOM, composed, with Unix line ends', () => {
    for (const file of FILES) {
      const text = read(file);
      expect(() => new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(`config/${file}`))).not.toThrow();
      expect([file, text.normalize('NFC') === text]).toEqual([file, true]);
      expect([file, text.startsWith('\uFEFF') || text.includes('\r')]).toEqual([file, false]);
    }
  });
});
