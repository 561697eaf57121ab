import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { dossierLines, toNdjson } from '../support/dossier-files.js';
import { dvcqg, type Ended } from '../support/dvcqg-command.js';
import { ProvinceRig } from '../support/province-rig.js';

const files = mkdtempSync(join(tmpdir(), 'dvcqg-dossiers-'));
const rig = ProvinceRig.forStories();

afterAll(() => {
  rmSync(files, { recursive: true, force: true });
});

const run = async (line: string): Promise<Ended> => dvcqg(line.split(' '), await rig.settings());

function fileOf(name: string, lines: readonly object[]): string {
  const file = join(files, name);
  writeFileSync(file, toNdjson(lines));
  return file;
}

describe('dvcqg dossier import', () => {
  it('tries, imports with a bar, and imports again without changing anything', async () => {
    const file = fileOf('ho-so.ndjson', dossierLines(1_200));

    expect((await run(`dossier import ${file} --dry-run`)).stdout).toBe(
      '1200 hồ sơ — 1200 thêm, 0 đổi, 0 giữ nguyên, 0 lỗi\nChạy thử: chưa lưu gì.\n',
    );
    const imported = await run(`dossier import ${file}`);
    expect(imported).toMatchObject({ code: 0, stderr: expect.stringMatching(/Nhập hồ sơ \|.* 100% · 1200 dòng/) });
    expect(imported.stdout).toContain('Đã lưu.');
    expect(JSON.parse((await run(`dossier import ${file} --json`)).stdout)).toMatchObject({
      unchanged: 1_200,
      added: 0,
    });
  }, 60_000);

  it('tells each fault with its line, and stores nothing', async () => {
    const file = fileOf(
      'loi.ndjson',
      dossierLines(3, (index) => ({
        channel: index === 1 ? 'FAX' : 'ONLINE',
        code: `H60.15-230307-900000${String(index)}`,
      })),
    );
    const before = await rig.count('dossier');

    const refused = await run(`dossier import ${file}`);

    expect(refused.code).toBe(2);
    expect(refused.stdout).toMatch(/^loi\.ndjson:2:channel {2}"FAX" {2}— .+ → .+ONLINE/m);
    expect(refused.stdout).toContain('Chưa lưu gì: 1 lỗi');
    expect(await rig.count('dossier')).toBe(before);
    expect(await run(`dossier import ${file} --partial`)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('2 thêm'),
    });
  });

  it.each([
    ['dossier import no-such-file.csv', 'Không có tệp'],
    ['dossier import package-lock.json.gz', 'Không có tệp'],
    ['simulate --per-day 5 --days 2', '--seed'],
    ['simulate --per-day many --days 2 --seed 1', 'Cần một số nguyên'],
  ])('answers "%s" with exit 2 and says %s', async (line, words) => {
    const ended = await run(line);

    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(words);
  });
});

describe('dvcqg simulate', () => {
  it('needs services, then fills whole lives through the same door, once', async () => {
    expect(await run('simulate --per-day 20 --days 15 --seed 7')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('chưa có dịch vụ'),
    });
    const plan = readFileSync('config/plan/tuyen-quang-2020.csv');
    expect((await rig.send('/plans/mau/import', plan)).status).toBe(200);
    const before = await rig.count('dossier');

    const first = await run('simulate --per-day 20 --days 15 --seed 7 --json');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const steps = await rig.count('dossier_step');
    const again = await run('simulate --per-day 20 --days 15 --seed 7 --json');

    expect(again.stdout).toBe(first.stdout);
    expect(JSON.parse(first.stdout)).toMatchObject({ dossiers: 300 });
    expect([await rig.count('dossier'), await rig.count('dossier_step')]).toEqual([before + 300, steps]);
    const statuses = await rig.query<{ status: string }>(
      `SELECT DISTINCT s.status FROM dossier_step s WHERE s.dossier_code ~ '-907[0-9]{4}$' ORDER BY 1`,
    );
    expect(statuses.map(({ status }) => status)).toEqual(
      expect.arrayContaining(['ACCEPTED', 'COMPLETED', 'NEW', 'PROCESSING', 'RESULT_RETURNED', 'SUPPLEMENT_REQUIRED']),
    );
  }, 90_000);
});
