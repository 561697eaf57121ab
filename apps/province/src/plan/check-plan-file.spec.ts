import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import fc from 'fast-check';
import type { CheckedPlanFile } from '@dvc/domain';
import { knownAgencies, tuyenQuangCells, withFile } from '../../../../test/support/plan-files.js';
import { checkPlanFile } from './check-plan-file.js';

const PERIOD_2020 = { from: '2020-01-01', to: '2020-12-31' } as const;
const agencies = knownAgencies();

const check = (content: Uint8Array | string): Promise<CheckedPlanFile> =>
  withFile(content, (path) => checkPlanFile(path, { agencies, period: PERIOD_2020, file: 'plan' }));
const reasons = ({ faults }: CheckedPlanFile): string[] => faults.map(({ row, reason }) => `${String(row)} ${reason}`);

async function xlsx(fill: (workbook: exceljs.Workbook) => void): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  fill(workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const HEADING = ['Mã TTHC', 'Tên dịch vụ công', 'Lĩnh vực', 'Mã cơ quan', 'Cấp thực hiện', 'Mức độ', 'Quý'];
const ROW = ['1.004623', 'Cấp thẻ', 'Du lịch', 'H60.12', 'Cấp tỉnh', '3', 'IV'];
const csv = (...rows: readonly (readonly string[])[]): string => rows.map((row) => row.join(',')).join('\n');

describe('a file with 30 different defects', () => {
  it('gives 30 messages, each at its row and column, in order', async () => {
    const checked = await check(readFileSync('test/fixtures/plan-30-defects.csv'));

    expect(checked.faults.map(({ row, column, reason }) => [row, column, reason])).toEqual([
      [3, 'ma_tthc', 'PROCEDURE_CODE'],
      [4, 'ma_tthc', 'PROCEDURE_CODE'],
      [5, 'ma_tthc', 'CELL_BLANK'],
      [6, 'ten_dich_vu', 'CELL_BLANK'],
      [7, 'ten_dich_vu', 'CELL_FORMULA'],
      [8, 'ten_dich_vu', 'TEXT_CONTROL'],
      [9, 'ten_dich_vu', 'TEXT_HIDDEN'],
      [10, 'ten_dich_vu', 'TEXT_CONFUSABLE'],
      [11, 'ten_dich_vu', 'TEXT_TOO_LONG'],
      [12, 'ten_dich_vu', 'TEXT_ENCODING'],
      [13, 'linh_vuc', 'TEXT_CONFUSABLE'],
      [14, 'ma_co_quan', 'AGENCY_UNKNOWN'],
      [15, 'ma_co_quan', 'AGENCY_UNKNOWN'],
      [16, 'co_quan', 'AGENCY_NAME'],
      [17, 'cap_thuc_hien', 'TIER_UNKNOWN'],
      [18, 'cap_thuc_hien', 'TIER_OTHER'],
      [19, 'cap_thuc_hien', 'TIER_UNKNOWN'],
      [20, 'muc_do', 'LEVEL_UNKNOWN'],
      [21, 'muc_do', 'LEVEL_UNKNOWN'],
      [22, 'quy', 'QUARTER_UNKNOWN'],
      [23, 'han_hoan_thanh', 'DEADLINE_QUARTER'],
      [24, 'han_hoan_thanh', 'DATE_IMPOSSIBLE'],
      [25, 'han_hoan_thanh', 'DATE_IMPOSSIBLE'],
      [26, 'han_hoan_thanh', 'DATE_UNREADABLE'],
      [27, 'han_hoan_thanh', 'DEADLINE_QUARTER'],
      [28, 'han_hoan_thanh', 'DEADLINE_PERIOD'],
      [29, 'thoi_han_ngay_lam_viec', 'WORKING_DAYS'],
      [30, 'thoi_han_ngay_lam_viec', 'WORKING_DAYS'],
      [31, 'co_phi', 'FEE'],
      [32, 'ma_tthc', 'ROW_TWICE'],
    ]);
    expect(checked).toMatchObject({ total: 31, rejected: 30, faultsTotal: 30, isReadable: true });
    expect(checked.faults.every(({ file, message, hint }) => file === 'plan' && message !== '' && hint !== '')).toBe(
      true,
    );
  });

  it('says what may have been meant', async () => {
    const { faults } = await check(readFileSync('test/fixtures/plan-30-defects.csv'));
    const hintOf = (row: number): string => faults.find((fault) => fault.row === row)?.hint ?? '';

    expect(hintOf(3)).toContain('1.004620');
    expect(hintOf(4)).toContain('1.004623');
    expect(hintOf(10)).toContain('Đăng ký thuốc');
    expect(hintOf(14)).toContain('H60.15');
    expect(hintOf(15)).toContain('H60.15');
    expect(hintOf(25)).toContain('Ngày viết trước');
    expect(hintOf(29)).toContain('5');
  });
});

describe('a CSV file', () => {
  it('counts lines as an editor does, across quoted line breaks, CRLF and blank lines', async () => {
    const text = `${HEADING.join(',')}\r\n\r\n1.004623,"Cấp\r\nthẻ",Du lịch,H60.12,Cấp tỉnh,3,IV\r\n1.004624,Cấp thẻ,Du lịch,H60.12,Cấp tỉnh,9,IV`;

    expect(reasons(await check(text))).toEqual(['3 TEXT_CONTROL', '5 LEVEL_UNKNOWN']);
  });

  it('tells where a quote was opened that nobody closes, and uses nothing', async () => {
    const checked = await check(csv(HEADING, ROW, ['1.004624', '"Cấp thẻ', ...ROW.slice(2)], ROW));

    expect(reasons(checked)).toEqual(['3 FILE_QUOTES_BROKEN']);
    expect(checked.isReadable).toBe(false);
  });

  it('tells rows that have too many or too few cells', async () => {
    const checked = await check(csv(HEADING, ROW.slice(0, 5), [...ROW, 'x'], [...ROW, '']));

    expect(reasons(checked)).toEqual(['2 ROW_TOO_SHORT', '3 ROW_TOO_LONG']);
    expect(checked.rows).toHaveLength(1);
  });

  it.each([
    ['nothing', '', '0 FILE_EMPTY'],
    ['blank lines only', '\n \n,,\n', '0 FILE_EMPTY'],
    ['a heading only', HEADING.join(','), '0 ROWS_MISSING'],
    ['no heading', 'a,b,c\n1,2,3', '1 HEADING_MISSING'],
    ['UTF-16', Buffer.from(`\ufeff${HEADING.join('\t')}`, 'utf16le'), '0 FILE_UNREADABLE'],
    ['an old Excel file', Buffer.from('d0cf11e0a1b11ae100', 'hex'), '0 FILE_OLD_EXCEL'],
    ['a PDF', '%PDF-1.7\n', '0 FILE_UNREADABLE'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), '0 FILE_UNREADABLE'],
    ['a broken zip', Buffer.from('504b030414000000', 'hex'), '0 FILE_UNREADABLE'],
  ])('that holds %s is one clear fault', async (_, content, reason) => {
    const checked = await check(content);

    expect(reasons(checked)).toEqual([reason]);
    expect(checked.isReadable).toBe(false);
  });

  it('with NUL in a cell names the cell', async () => {
    const checked = await check(csv(HEADING, ROW.with(1, 'Cấp\u0000 thẻ')));

    expect(checked.faults).toMatchObject([{ row: 2, column: 'Tên dịch vụ công', reason: 'TEXT_CONTROL' }]);
    expect(checked.faults[0]?.value).toBe('Cấp\\u0000 thẻ');
  });
});

describe('the plan of Tuyên Quang', () => {
  const [heading = [], ...body] = tuyenQuangCells();
  const wanted = check(readFileSync('config/plan/tuyen-quang-2020.csv'));

  it('is read from its CSV file without a fault', async () => {
    const { rows, faults, unknownColumns } = await wanted;

    expect([rows.length, faults, unknownColumns]).toEqual([277, [], []]);
  });

  it('gives the same rows in any column order, separator, line ending, Unicode form, with and without BOM', async () => {
    const order = fc.shuffledSubarray([...heading.keys()], { minLength: heading.length });
    const shape = fc.record({
      order,
      separator: fc.constantFrom(',', ';', '\t'),
      lineEnd: fc.constantFrom('\n', '\r\n'),
      form: fc.constantFrom('NFC', 'NFD'),
      bom: fc.constantFrom('', '\ufeff'),
    });
    const property = fc.asyncProperty(shape, async ({ order: columns, separator, lineEnd, form, bom }) => {
      const lines = [heading, ...body].map((cells) =>
        columns.map((column) => `"${cells[column] ?? ''}"`).join(separator),
      );
      const checked = await check(bom + lines.join(lineEnd).normalize(form));
      expect(checked.faults).toEqual([]);
      expect(checked.rows).toEqual((await wanted).rows);
    });
    await fc.assert(property, { seed: 2020, numRuns: 25 });
  });
});

describe('an XLSX file', () => {
  it('gives the same rows as the CSV file of the same plan', async () => {
    const [heading = [], ...rows] = tuyenQuangCells();
    const typed = rows.map((row) => [
      Number(row[0]),
      ...row.slice(1, 7),
      Number(row[7]),
      row[8],
      new Date(row[9] ?? ''),
      ...row.slice(10),
    ]);
    const content = await xlsx((workbook) => {
      const sheet = workbook.addWorksheet('Kế hoạch');
      sheet.addRows([heading, ...typed]);
      sheet.getColumn(10).numFmt = 'dd/mm/yyyy';
    });

    const checked = await check(content);

    expect(checked.faults).toEqual([]);
    expect(checked.rows).toEqual((await check(readFileSync('config/plan/tuyen-quang-2020.csv'))).rows);
  });

  it('may have other sheets, titles above the heading, numbered columns, merged, rich and computed cells', async () => {
    const content = await xlsx((workbook) => {
      workbook.addWorksheet('Bìa').addRow(['Kế hoạch năm 2020']);
      const sheet = workbook.addWorksheet('Danh mục');
      sheet.addRows([['UBND TỈNH TUYÊN QUANG'], [], HEADING, ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)']]);
      sheet.addRow(ROW);
      sheet.addRow([
        '1.004624',
        { richText: [{ text: 'Cấp ' }, { text: 'đổi thẻ', font: { bold: true } }] },
        '',
        'H60.12',
        'Cấp tỉnh',
        { formula: '1+2', result: 3 },
        'IV',
      ]);
      sheet.mergeCells('C5:C6');
      sheet.mergeCells('A1:G1');
    });

    const checked = await check(content);

    expect(checked.faults).toEqual([]);
    expect(
      checked.rows.map(({ line, serviceName, fieldName, level }) => [line, serviceName, fieldName, level.value]),
    ).toEqual([
      [5, 'Cấp thẻ', 'Du lịch', '3'],
      [6, 'Cấp đổi thẻ', 'Du lịch', '3'],
    ]);
  });

  it('names the column by heading and letter, and knows formulas without result, errors and eaten zeros', async () => {
    const content = await xlsx((workbook) => {
      const sheet = workbook.addWorksheet('KH');
      sheet.addRows([HEADING, ROW.with(0, ''), ROW.with(1, ''), ROW]);
      sheet.getCell('A2').value = 1.00462;
      sheet.getCell('B3').value = { formula: 'A1' };
      sheet.getCell('D4').value = { error: '#N/A' };
    });

    const { faults } = await check(content);

    expect(faults.map(({ row, column, letter, reason }) => [row, column, letter, reason])).toEqual([
      [2, 'Mã TTHC', 'A', 'PROCEDURE_CODE'],
      [3, 'Tên dịch vụ công', 'B', 'CELL_FORMULA'],
      [4, 'Mã cơ quan', 'D', 'CELL_ERROR'],
    ]);
  });
});
