import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOfDay } from '@dvc/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import excel from 'exceljs';
import { NAUGHTY } from '../support/bad-inputs/texts.js';
import { dvcqg } from '../support/dvcqg-command.js';
import { ProvinceRig } from '../support/province-rig.js';
import { someDossiers, storeDossiers } from '../support/report-dossiers.js';

const FORMULAS = [
  '=1+1',
  '+1',
  '-1+2',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  ' =1',
  '\u00a0=1',
  '\u200b=1',
  '＝1',
  '＋1',
  '－1',
  '＠x',
];
const TEXTS = [...FORMULAS, ...NAUGHTY].filter(
  (text) => text !== '' && !text.includes('\u0000') && text.isWellFormed(),
);
const files = mkdtempSync(join(tmpdir(), 'dvcqg-reports-'));
const OFFICE = spawnSync('soffice', ['--version']).status === 0;
const rig = ProvinceRig.forStories();

beforeAll(async () => {
  const [dossier] = someDossiers(200, 7, startOfDay('2023-01-01')).filter(({ status }) => status === 'PROCESSING');
  if (dossier === undefined) throw new Error('No dossier is open');
  await storeDossiers(
    rig,
    TEXTS.map((_, index) => ({
      ...dossier,
      code: `H60.15-230306-9${String(index).padStart(6, '0')}`,
      procedureCode: `9.8${String(index).padStart(5, '0')}`,
      acceptedAt: new Date('2023-01-03'),
    })),
    TEXTS,
  );
}, 60_000);

afterAll(() => {
  rmSync(files, { recursive: true, force: true });
});

async function report(line: string, file: string): Promise<string> {
  const path = join(files, file);
  expect(await dvcqg([...`report ${line} --out`.split(' '), path], await rig.settings())).toMatchObject({ code: 0 });
  return path;
}

async function cellsOf(path: string): Promise<excel.Cell[]> {
  const book = new excel.Workbook();
  await book.xlsx.readFile(path);
  const cells: excel.Cell[] = [];
  book.getWorksheet('Số liệu')?.eachRow((row) => {
    row.eachCell((cell) => cells.push(cell));
  });
  return cells;
}

const RUNS = /^[\s\p{C}\p{Z}]*[=+\-@＝＋－＠]/u;

describe('text that a spreadsheet would run', () => {
  it('is text in a sheet, and comes back as it was', async () => {
    const cells = await cellsOf(await report('II.06a --period 2023-I --figure received --format xlsx', 'rows.xlsx'));

    expect(cells.filter(({ type }) => type === excel.ValueType.Formula || type === excel.ValueType.Hyperlink)).toEqual(
      [],
    );
    const texts = cells.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
    expect(texts.filter((text) => RUNS.test(text))).toEqual([]);
    for (const formula of FORMULAS.filter((text) => !text.includes('\r'))) expect(texts).toContain(`'${formula}`);
  }, 60_000);

  it('begins with an apostrophe in CSV', async () => {
    const path = await report('II.06a --period 2023-I --figure received --format csv', 'rows.csv');
    const bytes = readFileSync(path);
    const rows = parse(bytes, { bom: true, delimiter: ';', relax_column_count: true });

    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(rows.flat().filter((text) => RUNS.test(text))).toEqual([]);
    expect(rows.flat()).toEqual(expect.arrayContaining(FORMULAS.map((text) => `'${text}`)));
  }, 60_000);
});

describe('one report in every format', () => {
  it('has the figures of the API', async () => {
    const { total } = (await rig.get('/reports/II.06a?period=2023-I')).body as unknown as {
      total: Record<string, number>;
    };
    const json = JSON.parse(
      readFileSync(await report('II.06a --period 2023-I --format json', 'a.json'), 'utf8'),
    ) as object;
    const csv = parse(readFileSync(await report('II.06a --period 2023-I --format csv', 'a.csv')), {
      bom: true,
      delimiter: ';',
      relax_column_count: true,
    });
    const cells = await cellsOf(await report('II.06a --period 2023-I --format xlsx', 'a.xlsx'));

    const figures = [
      'received',
      'online',
      'onPaper',
      'carriedOver',
      'finished',
      'early',
      'onTime',
      'late',
      'open',
      'inTime',
      'overdue',
    ];
    const wanted = figures.map((figure) => total[figure]);
    expect(wanted[0]).toBe(TEXTS.length);
    expect(json).toMatchObject({ total });
    expect(csv.at(-1)?.slice(2).map(Number)).toEqual(wanted);
    const totalRow = cells.find(({ value }) => value === 'Tổng cộng')?.row;
    expect(
      cells.filter(({ row, value }) => row === totalRow && typeof value === 'number').map(({ value }) => value),
    ).toEqual(wanted);
    expect(
      readFileSync(await report('II.06a --period 2023-I --format pdf', 'a.pdf'))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  }, 60_000);

  if (!OFFICE)
    process.stdout.write('LibreOffice: skipped, there is no soffice on PATH (apt-get install libreoffice-calc)\n');
  (OFFICE ? it : it.skip)(
    'opens in LibreOffice, which makes pages of it',
    async () => {
      const names = ['II.06a', 'II.07b', 'online-dossiers', 'failed-syncs'];
      const paths: string[] = [];
      for (const name of names) paths.push(await report(`${name} --period 2023-I --format xlsx`, `${name}.xlsx`));
      const home = `-env:UserInstallation=file://${join(files, 'office')}`;
      spawnSync('soffice', [home, '--headless', '--convert-to', 'pdf', '--outdir', files, ...paths], {
        timeout: 110_000,
      });

      const starts = names.map((name) =>
        readFileSync(join(files, `${name}.pdf`))
          .subarray(0, 5)
          .toString(),
      );
      // eslint-disable-next-line jest/no-standalone-expect -- it is a test, skipped where there is no LibreOffice
      expect(starts).toEqual(names.map(() => '%PDF-'));
    },
    120_000,
  );
});
