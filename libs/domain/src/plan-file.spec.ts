import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Agency } from './agency.js';
import { MAX_LISTED_FAULTS, PlanFileChecker, type CheckedPlanFile, type PlanFileOptions } from './plan-file.js';

const agency = (code: string, name: string, tier: Agency['tier'], validTo: Agency['validTo'] = null): Agency => ({
  code,
  name,
  tier,
  validFrom: null,
  validTo,
  mergedInto: validTo === null ? null : 'H60.04',
});
const AGENCIES = [
  agency('H60.15', 'Sở Y tế', 'PROVINCE'),
  agency('H60.03', 'Sở Kế hoạch và Đầu tư', 'PROVINCE', '2025-06-30'),
  agency('H60.32', 'UBND huyện Lâm Bình', 'DISTRICT'),
];
const HEADING = {
  stt: 'Số TT',
  procedureCode: 'Mã TTHC',
  serviceName: 'Tên dịch vụ công',
  fieldName: 'Lĩnh vực',
  agencyName: 'Cơ quan thực hiện',
  agencyCode: 'Mã cơ quan',
  tier: 'Cấp thực hiện',
  level: 'Mức độ',
  quarter: 'Quý',
  deadline: 'Hạn hoàn thành',
  workingDays: 'Thời hạn (ngày làm việc)',
  hasFee: 'Phí, lệ phí',
};
type Cells = Record<keyof typeof HEADING, string>;
const GOOD: Cells = {
  stt: '1',
  procedureCode: '1.004623',
  serviceName: 'Cấp thẻ hướng dẫn viên',
  fieldName: 'Du lịch',
  agencyName: 'Sở Y tế',
  agencyCode: 'H60.15',
  tier: 'Cấp tỉnh',
  level: '3',
  quarter: 'III',
  deadline: '2020-09-30',
  workingDays: '5',
  hasFee: 'có',
};

function check(rows: readonly (readonly string[])[], options: Partial<PlanFileOptions> = {}): CheckedPlanFile {
  const checker = new PlanFileChecker({ agencies: AGENCIES, period: null, ...options });
  rows.forEach((cells, index) => {
    checker.take({ line: index + 1, cells });
  });
  return checker.finish();
}
const checkRows = (rows: readonly Partial<Cells>[], options: Partial<PlanFileOptions> = {}): CheckedPlanFile =>
  check([Object.values(HEADING), ...rows.map((cells) => Object.values({ ...GOOD, ...cells }))], options);
const reasonsOf = (cells: Partial<Cells>, options: Partial<PlanFileOptions> = {}): string[] =>
  checkRows([cells], options).faults.map(({ column, reason }) => `${column}: ${reason}`);

describe('a good plan file', () => {
  it('becomes rows', () => {
    const { rows, faults, unknownColumns } = checkRows([{}]);

    expect(faults).toEqual([]);
    expect(unknownColumns).toEqual(['Số TT']);
    expect(rows).toEqual([
      {
        line: 2,
        procedureCode: '1.004623',
        serviceCode: '1.004623.01',
        serviceName: 'Cấp thẻ hướng dẫn viên',
        fieldName: 'Du lịch',
        agencyCode: 'H60.15',
        agencyName: 'Sở Y tế',
        tier: 'PROVINCE',
        level: { scheme: 'ND43', value: '3' },
        quarter: 3,
        deadline: '2020-09-30',
        workingDays: 5,
        hasFee: true,
        levelChange: null,
      },
    ]);
  });

  it('gives the same rows in any column order, case, spelling of the headings and Unicode form', () => {
    const columns = Object.keys(HEADING) as (keyof Cells)[];
    const spellings = [
      (text: string): string => text,
      (text: string): string => text.toUpperCase(),
      (text: string): string => `  ${text.toLowerCase().replaceAll(' ', '_')} `,
    ];
    const wanted = checkRows([{}, { procedureCode: '1.004624', level: '4' }]).rows;

    fc.assert(
      fc.property(
        fc.shuffledSubarray(columns, { minLength: columns.length }),
        fc.constantFrom('NFC', 'NFD'),
        fc.constantFrom(...spellings),
        (order, form, spell) => {
          const cells = (of: Cells): string[] => order.map((column) => of[column].normalize(form));
          const heading = order.map((column) => spell(HEADING[column]).normalize(form));
          const second = { ...GOOD, procedureCode: '1.004624', level: '4' };
          expect(check([heading, cells(GOOD), cells(second)]).rows).toEqual(wanted);
        },
      ),
      { seed: 2020 },
    );
  });

  it('may say the quarter and leave the day to it', () => {
    expect(checkRows([{ deadline: '', quarter: 'Quý III/2020' }]).rows[0]?.deadline).toBe('2020-09-30');
    const period = { from: '2021-01-01', to: '2021-12-31' } as const;
    expect(checkRows([{ deadline: '', quarter: '4' }], { period }).rows[0]?.deadline).toBe('2021-12-31');
    expect(reasonsOf({ deadline: '', quarter: '4' })).toEqual(['Hạn hoàn thành: DEADLINE_MISSING']);
  });
});

describe('a bad cell', () => {
  it.each<[Partial<Cells>, string[]]>([
    [
      { procedureCode: '1.00462', level: '7', quarter: 'V' },
      ['Mã TTHC: PROCEDURE_CODE', 'Mức độ: LEVEL_UNKNOWN', 'Quý: QUARTER_UNKNOWN'],
    ],
    [{ serviceName: '\ud800' }, ['Tên dịch vụ công: TEXT_SURROGATE']],
    [{ serviceName: '＝1+1' }, ['Tên dịch vụ công: CELL_FORMULA']],
    [{ serviceName: '- Cấp thẻ' }, ['Tên dịch vụ công: CELL_FORMULA']],
    [{ serviceName: 'Cấp\nthẻ' }, ['Tên dịch vụ công: TEXT_CONTROL']],
    [{ serviceName: 'Cấp\u202ethẻ' }, ['Tên dịch vụ công: TEXT_HIDDEN']],
    [{ serviceName: 'Ɖăng ký' }, ['Tên dịch vụ công: TEXT_CONFUSABLE']],
    [{ serviceName: 'Ｃấp thẻ' }, ['Tên dịch vụ công: TEXT_CONFUSABLE']],
    [{ agencyName: 'Sở Tài chính' }, ['Cơ quan thực hiện: AGENCY_NAME']],
    [{ tier: 'Cấp xã' }, ['Cấp thực hiện: TIER_OTHER']],
    [{ deadline: '2020-12-31' }, ['Hạn hoàn thành: DEADLINE_QUARTER']],
    [{ quarter: 'III/2021' }, ['Hạn hoàn thành: DEADLINE_QUARTER']],
    [{ level: 'Toàn trình' }, ['Mức độ: LEVEL_UNKNOWN']],
    [{ level: '3', deadline: '2023-09-30' }, ['Mức độ: LEVEL_UNKNOWN']],
    [{ level: 'Một phần', deadline: '2023-09-30' }, []],
    [{ agencyCode: 'H60.03', agencyName: '', deadline: '2025-09-30', level: 'FULL' }, ['Mã cơ quan: AGENCY_CLOSED']],
    [
      { agencyCode: 'H60.32', agencyName: '', tier: 'Cấp huyện', deadline: '2025-09-30', level: 'FULL' },
      ['Cấp thực hiện: DISTRICT_ENDED'],
    ],
    [{ agencyCode: 'H60.32', agencyName: '', tier: 'Cấp huyện' }, []],
    [{ workingDays: '3,5' }, ['Thời hạn (ngày làm việc): WORKING_DAYS']],
    [{ workingDays: '366' }, ['Thời hạn (ngày làm việc): WORKING_DAYS']],
  ])('%j gives %j', (cells, reasons) => {
    expect(reasonsOf(cells)).toEqual(reasons);
  });

  it('outside the plan period is told', () => {
    const period = { from: '2021-01-01', to: '2021-12-31' } as const;

    expect(reasonsOf({}, { period })).toEqual(['Hạn hoàn thành: DEADLINE_PERIOD']);
  });

  it('never throws, whatever stands in it', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(fc.constantFrom(...(Object.keys(HEADING) as (keyof Cells)[])), anything, (column, text) => {
        const { rows, rejected, faults } = checkRows([{ [column]: text }]);
        expect(rows.length + rejected).toBe(1);
        expect(faults.length > 0).toBe(rejected === 1);
      }),
      { seed: 2020, numRuns: 500 },
    );
  });
});

describe('rows of one file', () => {
  it('may not repeat a service of an agency, also where the first was bad', () => {
    const { faults } = checkRows([{ level: '9' }, {}]);

    expect(faults.map(({ row, reason }) => [row, reason])).toEqual([
      [2, 'LEVEL_UNKNOWN'],
      [3, 'ROW_TWICE'],
    ]);
    expect(faults[1]?.message).toContain('dòng 2');
  });

  it('must call one service by one name', () => {
    const other = { agencyCode: 'H60.32', agencyName: '', tier: 'Cấp huyện', serviceName: 'Tên khác' };

    expect(checkRows([{}, other]).faults).toMatchObject([
      { row: 3, column: 'Tên dịch vụ công', reason: 'SERVICE_DIFFERS' },
    ]);
  });

  it('are all counted, though only the first thousand faults are listed', () => {
    const bad = Array.from({ length: MAX_LISTED_FAULTS + 5 }, (_, n) => ({ procedureCode: `x${String(n)}` }));
    const { faults, faultsTotal, rejected } = checkRows(bad);

    expect([faults.length, faultsTotal, rejected]).toEqual([1_000, 1_005, 1_005]);
  });
});

describe('a heading', () => {
  it('that misses columns or has one twice is told, and its rows are checked all the same', () => {
    const { faults, isReadable } = check([
      ['Mã TTHC', 'ma_tthc', 'Tên dịch vụ công', 'Mức độ', 'Ghi chú'],
      ['1.00462', '', 'Cấp thẻ', '9', ''],
    ]);

    expect(isReadable).toBe(false);
    expect(faults.filter(({ row }) => row === 1).map(({ reason }) => reason)).toEqual([
      'COLUMN_TWICE',
      'COLUMN_MISSING',
      'COLUMN_MISSING',
      'COLUMN_MISSING',
      'COLUMN_MISSING',
    ]);
    expect(faults.filter(({ row }) => row === 2).map(({ reason }) => reason)).toEqual([
      'PROCEDURE_CODE',
      'LEVEL_UNKNOWN',
    ]);
  });
});
