import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, type LocalPostgres } from '@dvc/local-servers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import pg from 'pg';
import supertest from 'supertest';
import type { App } from 'supertest/types.js';
import { serveOpenApi } from '../../apps/province/src/open-api.js';
import type { PlanImportReport } from '../../apps/province/src/plan/plan-import-report.js';
import { ProvinceModule } from '../../apps/province/src/province.module.js';

const KEY = 'only-for-this-test-0123456789abcdef';
const FIXTURE = readFileSync('config/plan/tuyen-quang-2020.csv');
const DEFECTS = readFileSync('test/fixtures/plan-30-defects.csv');
const GOOD_LINES = FIXTURE.toString('utf8').trim().split('\n');

let folder: string;
let postgres: LocalPostgres;
let province: INestApplication<App>;
let stories = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plan-import-'));
  chmodSync(folder, 0o755);
  postgres = await startPostgres({ dataDir: folder, databases: ['province'] });
  Object.assign(process.env, {
    DATABASE_URL: postgres.urlOf('province'),
    PROVINCE_API_KEY: KEY,
    PROVINCE_INBOUND_TOKEN: KEY,
  });
  const testing = await Test.createTestingModule({ imports: [ProvinceModule] }).compile();
  province = testing.createNestApplication<INestApplication<App>>();
  serveOpenApi(province);
  await province.init();
}, 60_000);

afterAll(async () => {
  await province.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

const http = (): ReturnType<typeof supertest> => supertest(province.getHttpServer());
const newPlan = (): string => `story-${String((stories += 1))}`;

async function importPlan(
  id: string,
  content: string | Buffer,
  query = '',
): Promise<{ status: number; body: PlanImportReport }> {
  const answer = await http()
    .post(`/plans/${id}/import?${query}`)
    .set('Authorization', `Bearer ${KEY}`)
    .set('Content-Type', 'text/csv')
    .set('X-File-Name', encodeURIComponent('kế hoạch.csv'))
    .send(Buffer.from(content));
  return { status: answer.status, body: answer.body as PlanImportReport };
}

const get = (path: string): supertest.Test => http().get(path).set('Authorization', `Bearer ${KEY}`);

async function totalOf(id: string): Promise<number> {
  const answer = await get(`/plans/${id}/rows`);
  return (answer.body as { total: number }).total;
}

async function countOutbox(): Promise<number> {
  const client = new pg.Client({ connectionString: postgres.urlOf('province') });
  await client.connect();
  const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM outbox');
  await client.end();
  return rows[0]?.n ?? -1;
}

describe('importing a plan', () => {
  it('tries, imports, and imports again without changing anything', async () => {
    const id = newPlan();

    const tried = await importPlan(id, FIXTURE, 'dryRun');
    expect(tried.body).toMatchObject({ isDryRun: true, isStored: false, total: 277, added: 277, faults: [] });
    expect(tried.body.changes).toHaveLength(50);
    expect((await get(`/plans/${id}`)).status).toBe(404);
    expect(await countOutbox()).toBe(0);

    const first = await importPlan(id, FIXTURE, 'name=K%E1%BA%BF%20ho%E1%BA%A1ch&from=2020-01-01&to=2020-12-31');
    expect(first).toMatchObject({ status: 200, body: { isStored: true, total: 277, added: 277, unchanged: 0 } });
    expect(await countOutbox()).toBe(277);
    expect((await get(`/plans/${id}`)).body).toEqual({
      id,
      name: 'Kế hoạch',
      decision: '',
      periodFrom: '2020-01-01',
      periodTo: '2020-12-31',
      kind: 'integration',
      targetPercent: null,
    });

    const second = await importPlan(id, FIXTURE);
    expect(second.body).toMatchObject({
      isStored: true,
      added: 0,
      changed: 0,
      dropped: 0,
      unchanged: 277,
      changes: [],
    });
    expect(await countOutbox()).toBe(277);
  });

  it('stores nothing of a file with 30 defects, and lists them all', async () => {
    const id = newPlan();

    const { status, body } = await importPlan(id, DEFECTS, 'from=2020-01-01&to=2020-12-31');

    expect(status).toBe(422);
    expect(body).toMatchObject({ isStored: false, total: 31, rejected: 30, faultsTotal: 30 });
    expect(body.faults.map(({ file, row }) => `${file ?? ''}:${String(row)}`)).toEqual(
      Array.from({ length: 30 }, (_, n) => `kế hoạch.csv:${String(n + 3)}`),
    );
    expect((await get(`/plans/${id}`)).status).toBe(404);
  });

  it('stores the good rows where that is wished, and then drops none', async () => {
    const id = newPlan();
    await importPlan(id, GOOD_LINES.slice(0, 4).join('\n'));

    const { status, body } = await importPlan(id, DEFECTS, 'partial=true');

    expect(status).toBe(200);
    expect(body).toMatchObject({ isStored: true, changed: 1, added: 0, dropped: 0, rejected: 30, faultsTotal: 30 });
    expect(await totalOf(id)).toBe(3);
  });

  it('changes and drops what the new file changes and no longer has', async () => {
    const id = newPlan();
    await importPlan(id, GOOD_LINES.slice(0, 4).join('\n'));
    const [heading = '', one = '', two = '', , four = ''] = GOOD_LINES;
    const changed = one.replace(',3,IV,', ',4,IV,');
    expect(changed).not.toBe(one);

    const { body } = await importPlan(id, [heading, two, changed, four].join('\n'));

    expect(body).toMatchObject({ added: 1, changed: 1, dropped: 1, unchanged: 1, rejected: 0 });
    expect(body.changes.map(({ kind, serviceCode }) => [kind, serviceCode])).toEqual([
      ['changed', '9.000001.01'],
      ['added', '9.000004.01'],
      ['dropped', '9.000003.01'],
    ]);
    expect(body.changes[0]).toMatchObject({ before: { level: { value: '3' } }, after: { level: { value: '4' } } });
    expect(await totalOf(id)).toBe(3);
  });

  it('exports files that import as unchanged', async () => {
    const id = newPlan();
    await importPlan(id, FIXTURE);

    for (const format of ['csv', 'xlsx']) {
      const file = await get(`/plans/${id}/export?format=${format}`).buffer(true).parse(toBuffer);
      const { body } = await importPlan(id, file.body as Buffer);
      expect(body).toMatchObject({ total: 277, unchanged: 277, faultsTotal: 0, added: 0, changed: 0, dropped: 0 });
    }
  });

  it('is safe when two import the same plan at once', async () => {
    const id = newPlan();

    const both = await Promise.all([importPlan(id, FIXTURE), importPlan(id, FIXTURE)]);

    expect(both.map(({ body }) => body.added).sort()).toEqual([0, 277]);
  });
});

describe('the province over HTTP', () => {
  it.each([
    ['POST /plans/UPPER/import', 'text/csv', '400 INPUT_INVALID'],
    ['POST /plans/a/import?dryRun=maybe', 'text/csv', '400 INPUT_INVALID'],
    ['POST /plans/a/import?unknown=1', 'text/csv', '400 INPUT_INVALID'],
    ['POST /plans/a/import?from=2020-02-30&to=2020-12-31', 'text/csv', '400 INPUT_INVALID'],
    ['POST /plans/a/import?from=2020-02-01', 'text/csv', '400 PLAN_PERIOD'],
    ['POST /plans/a/import?name=a%00b', 'text/csv', '400 INPUT_INVALID'],
    ['POST /plans/a/import?name=a&name=b', 'text/csv', '400 INPUT_INVALID'],
    ['POST /plans/a/import', 'application/json', '415 PLAN_FILE_TYPE'],
    ['GET /plans/nobody', '', '404 PLAN_NOT_FOUND'],
    ['GET /plans/nobody/progress', '', '404 PLAN_NOT_FOUND'],
    ['GET /plans/nobody/export', '', '404 PLAN_NOT_FOUND'],
    ['GET /plans/a/rows?limit=1e9', '', '400 INPUT_INVALID'],
    ['GET /nowhere', '', '404 NOT_FOUND'],
  ])('answers %s (%s) with %s', async (call, type, wanted) => {
    const [method, path = ''] = call.split(' ');
    const request = method === 'POST' ? http().post(path).set('Content-Type', type).send('{}') : http().get(path);

    const answer = await request.set('Authorization', `Bearer ${KEY}`);

    expect(`${String(answer.status)} ${(answer.body as { code: string }).code}`).toBe(wanted);
    expect(JSON.stringify(answer.body)).not.toContain('node_modules');
  });

  it('refuses a body over 50 MB before reading it', async () => {
    const answer = await http()
      .post('/plans/a/import')
      .set({ Authorization: `Bearer ${KEY}`, 'Content-Type': 'text/csv' })
      .send(Buffer.alloc(50_000_001, 'a'));

    expect([answer.status, (answer.body as { code: string }).code]).toEqual([413, 'PLAN_FILE_TOO_LARGE']);
  });

  it('lets nobody in without the key, except to health and documents', async () => {
    expect((await http().get('/plans')).status).toBe(401);
    expect((await http().get('/plans').set('Authorization', `Bearer ${KEY}x`)).body).toMatchObject({
      code: 'API_KEY_REFUSED',
    });
    expect((await http().get('/health/live')).body).toEqual({ status: 'ok' });
    expect((await http().get('/health/ready')).body).toEqual({ status: 'ok', database: 'up' });
    expect((await http().get('/docs')).status).toBe(200);
    expect((await http().get('/docs-json')).body).toMatchObject({ info: { title: 'DVCQG Sync · province' } });
  });
});

function toBuffer(response: supertest.Response, done: (error: Error | null, body: Buffer) => void): void {
  const pieces: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (piece: Buffer) => pieces.push(piece));
  stream.on('end', () => {
    done(null, Buffer.concat(pieces));
  });
}
