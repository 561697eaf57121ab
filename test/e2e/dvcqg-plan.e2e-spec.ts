import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Finding } from '../../apps/cli/src/findings.js';
import { dvcqg, DvcqgCommand, StoryFolder, type Ended } from '../support/dvcqg-command.js';
import { freshDatabase } from '../support/fresh-database.js';

const PLAN = 'config/plan/tuyen-quang-2020.csv';
const DEFECTS = 'test/fixtures/plan-30-defects.csv';
const NOBODY = 'http://127.0.0.1:2';
const KEY = 'only-for-this-test-0123456789abcdef';
const STACK = /^ {4}at /m;

const folder = new StoryFolder();
const files = mkdtempSync(join(tmpdir(), 'dvcqg-plan-'));
let database: string;
let up: DvcqgCommand;

beforeAll(async () => {
  database = await freshDatabase('province');
  const stores = { DATABASE_URL: database, MOCK_DATABASE_URL: await freshDatabase('mock') };
  up = new DvcqgCommand(['up'], { ...folder.settings, ...stores });
  await up.untilTold('Ctrl-C');
}, 90_000);

afterAll(async () => {
  up.kill('SIGTERM');
  await up.ended;
  folder.remove();
  rmSync(files, { recursive: true, force: true });
});

const run = async (line: string, settings: Record<string, string> = {}): Promise<Ended> =>
  dvcqg(line.split(' '), { ...folder.settings, ...settings });

async function json(line: string): Promise<unknown> {
  const { stdout } = await run(`${line} --json`);
  return JSON.parse(stdout) as unknown;
}

describe('dvcqg up, for a person', () => {
  it('ends with a table of at most 110 columns, one line a row, and the address of the console', async () => {
    const { output } = up;

    expect(Math.max(...output.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
    expect(output.match(/^[├└┌]/gm)).toEqual(['┌', '└']);
    expect(output).toMatch(/Mức độ 3 · Cấp tỉnh +152 +152 +0 /);
    expect(output).toMatch(/Cả kế hoạch +277 +277 +0 /);
    expect((await run('progress tuyen-quang-2020')).stdout.split('\n').slice(0, -2)).toEqual(
      output.split('\n').slice(0, -2),
    );
    await up.untilTold('/?token=');
  });
});

describe('dvcqg plan', () => {
  it('tries, imports, lists, shows, and exports what imports again as unchanged', async () => {
    const tried = await run(`plan import ${PLAN} --id story --from 2020-01-01 --to 2020-12-31 --dry-run`);
    expect(tried).toMatchObject({ code: 0, stderr: '' });
    expect(tried.stdout).toContain('Kế hoạch story: 277 dòng — 277 thêm, 0 đổi, 0 bỏ, 0 giữ nguyên, 0 lỗi');
    expect(tried.stdout).toContain('chưa lưu gì');
    expect((await run('plan show story')).code).toBe(2);

    const imported = await run(`plan import ${PLAN} --id story --name Thử --from 2020-01-01 --to 2020-12-31`);
    expect(imported).toMatchObject({ code: 0, stderr: '' });
    expect(imported.stdout).toContain('Đã lưu.');

    expect((await run('plan list')).stdout).toContain('story  2020-01-01 – 2020-12-31  Thử\n');
    expect(await json('plan list')).toContainEqual(expect.objectContaining({ id: 'story', name: 'Thử' }));
    expect((await run('plan show story')).stdout).toContain('277 dịch vụ: 277 đã công khai');
    expect(await json('plan show story')).toMatchObject({ plan: { id: 'story' }, progress: { total: 277 } });

    const piped = await run('plan export story');
    for (const format of ['csv', 'xlsx']) {
      const file = join(files, `story.${format}`);
      expect(await json(`plan export story --format ${format} --output ${file}`)).toEqual({
        planId: 'story',
        format,
        file,
      });
      expect(await json(`plan import ${file} --id story`)).toMatchObject({ unchanged: 277, added: 0, faultsTotal: 0 });
    }
    expect(piped).toEqual({ code: 0, stdout: readFileSync(join(files, 'story.csv'), 'utf8'), stderr: '' });
  }, 60_000);

  it('gives 30 located messages for 30 defects, and stores nothing', async () => {
    const refused = await run(`plan import ${DEFECTS} --id broken --from 2020-01-01 --to 2020-12-31`);

    expect(refused.code).toBe(2);
    const located = refused.stdout.match(/^plan-30-defects\.csv:\d+:.+ — .+ → .+$/gm) ?? [];
    expect(located.map((line) => Number(line.split(':')[1]))).toEqual(Array.from({ length: 30 }, (_, n) => n + 3));
    expect(refused.stdout).toContain('Chưa lưu gì: 30 lỗi');
    const told = await run(`plan import ${DEFECTS} --id broken --from 2020-01-01 --to 2020-12-31 --json`);
    expect(told.code).toBe(2);
    expect(JSON.parse(told.stdout)).toMatchObject({ isStored: false, faultsTotal: 30 });
    expect((await run('plan show broken')).code).toBe(2);
  });
});

describe('dvcqg, asked for what cannot be', () => {
  it.each([
    ['plan import no-such-file.csv --id a', 2, 'Không có tệp "no-such-file.csv"'],
    ['plan import test --id a', 2, 'Không có tệp "test"'],
    [`plan import ${PLAN}`, 2, "required option '--id <id>' not specified"],
    [`plan import ${PLAN} --id UPPER`, 2, '→'],
    [`plan import ${PLAN} --id a --from 2020-02-01`, 2, '→'],
    ['plan show nobody', 2, '→'],
    ['plan export nobody', 2, '→'],
    ['plan export nobody --json', 2, '--output'],
    ['plan export tuyen-quang-2020 --output /no/such/folder/plan.csv', 4, '→'],
    ['plan export tuyen-quang-2020 --format pdf', 2, 'Usage: dvcqg plan export'],
    ['progress nobody', 2, '→'],
    ['nonsense', 2, 'Usage: dvcqg '],
    ['plan nonsense', 2, 'Usage: dvcqg plan'],
    ['progress', 2, 'Usage: dvcqg progress'],
    ['progress a b', 2, 'Usage: dvcqg progress'],
    ['doctor --nonsense', 2, 'Usage: dvcqg doctor'],
    ['up --time-limit soon', 2, 'Cần một số giây'],
    ['health province', 2, 'Usage: dvcqg health'],
  ])('answers "%s" with exit %i and says %s', async (line, code, words) => {
    const ended = await run(line);

    expect(ended).toMatchObject({ code, stdout: '' });
    expect(ended.stderr).toContain(words);
    expect(ended.stderr).not.toMatch(STACK);
  });

  it.each<[string, Record<string, string>, number, string]>([
    ['plan list', { DVCQG_DATA_DIR: join(files, 'empty') }, 4, 'Hệ thống chưa chạy'],
    ['plan list', { PROVINCE_URL: NOBODY }, 4, `Không kết nối được hệ thống tỉnh tại ${NOBODY}`],
    ['progress tuyen-quang-2020 --json', { PROVINCE_API_KEY: KEY }, 4, 'khóa truy cập'],
    ['plan list', { PROVINCE_URL: 'nowhere' }, 2, 'PROVINCE_URL'],
    ['health worker', {}, 2, 'DATABASE_URL'],
    ['health worker', { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' }, 4, 'Kiểm tra DATABASE_URL'],
    ['migrate --check', { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' }, 4, 'Kiểm tra DATABASE_URL'],
    ['up', { DVCQG_DATA_DIR: 'package.json/data' }, 4, '→'],
    ['up', { DVCQG_DATA_DIR: join(files, 'up'), DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' }, 4, 'DATABASE_URL'],
  ])('answers "%s" with %j: exit %i', async (line, settings, code, words) => {
    const ended = await run(line, settings);

    expect(ended).toMatchObject({ code, stdout: '' });
    expect(ended.stderr).toContain(words);
    expect(ended.stderr).not.toMatch(STACK);
  });

  it('prints its version and its help', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

    expect(await run('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    expect(await run('plan import --help')).toMatchObject({ code: 0, stdout: expect.stringContaining('--dry-run') });
  });
});

describe('dvcqg doctor', () => {
  const findings = async (settings: Record<string, string>): Promise<{ code: number | null; faults: Finding[] }> => {
    const { code, stdout } = await run('doctor --json', settings);
    return { code, faults: (JSON.parse(stdout) as Finding[]).filter(({ state }) => state === 'fault') };
  };

  it('finds nothing wrong with a running system, and shows no token', async () => {
    const { code, stdout } = await run('doctor --json');

    const found = JSON.parse(stdout) as Finding[];
    expect({ code, states: new Set(found.map(({ state }) => state)) }).toEqual({ code: 0, states: new Set(['ok']) });
    expect(found.map(({ name }) => name)).toEqual([
      'Node.js',
      'Ổ đĩa',
      'Hệ thống',
      'Cơ sở dữ liệu',
      'Đồng hồ',
      'Hàng đợi',
      'Tỉnh (province)',
      'Cổng (portal)',
      'Bảng điều khiển (console)',
    ]);
    expect(stdout).not.toContain('token');
  });

  it.each([
    ['DATABASE_URL', 'postgres://a:b@127.0.0.1:1/c', 'Cơ sở dữ liệu', 'ECONNREFUSED'],
    ['REDIS_URL', 'redis://127.0.0.1:1', 'Hàng đợi', 'Redis không trả lời'],
    ['PORTAL_URL', NOBODY, 'Cổng (portal)', 'ECONNREFUSED'],
  ])('finds a wrong %s, and its cure', async (setting, url, name, words) => {
    const { code, faults } = await findings({ [setting]: url });

    expect(code).toBe(4);
    expect(faults).toMatchObject([{ name, cure: expect.stringMatching(/\S/) }]);
    expect(faults[0]?.found).toContain(words);
  });

  it('leaves an empty database as it is', async () => {
    const empty = await freshDatabase('empty');

    expect((await findings({ DATABASE_URL: empty })).faults).toEqual([]);

    const client = new pg.Client({ connectionString: empty });
    await client.connect();
    const { rows } = await client.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
    await client.end();
    expect(rows).toEqual([]);
  });
});

describe('the commands of a server', () => {
  it('tells that a worker is alive, and that none is', async () => {
    expect(await run('health worker --json', { DATABASE_URL: database })).toMatchObject({
      code: 0,
      stdout: `${JSON.stringify({ workersAlive: 1 }, null, 2)}\n`,
    });
    const none = await run('health worker', { DATABASE_URL: await freshDatabase('none') });
    expect(none).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('Không có worker') });
  });

  it('brings tables up to date and finds that they agree with the code', async () => {
    const settings = { DATABASE_URL: await freshDatabase('migrated') };

    expect(await run('migrate', settings)).toMatchObject({ code: 0, stderr: '' });
    expect(await run('migrate --check --json', settings)).toEqual({
      code: 0,
      stdout: `${JSON.stringify({ drift: [] }, null, 2)}\n`,
      stderr: '',
    });
  });
});
