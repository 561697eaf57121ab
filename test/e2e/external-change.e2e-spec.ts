import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventually } from '../support/eventually.js';
import { ProvinceRig } from '../support/province-rig.js';

/** The statements of the page, in order: what the owner runs once, what the other system writes, what it asks. */
const [grants = '', rows = '', question = ''] = [
  ...readFileSync('docs/bring-your-own.md', 'utf8').matchAll(/```sql\n([^]*?)```/g),
].map(([, sql = '']) => sql);
const rig = ProvinceRig.forStories();
let theirs: pg.Client;

beforeAll(async () => {
  await rig.query(grants);
  const url = new URL(process.env['DATABASE_URL'] ?? '');
  Object.assign(url, { username: 'mot_cua', password: 'doi-mat-khau-nay' });
  theirs = new pg.Client({ connectionString: url.href });
  await theirs.connect();
});

afterAll(async () => {
  await theirs.end();
});

const states = async (): Promise<string[]> =>
  (await theirs.query<{ state: string; faults: { field: string; reason: string }[] | null }>(question)).rows.map(
    ({ state, faults }) => [state, ...(faults ?? []).map(({ field, reason }) => `${field} ${reason}`)].join(' '),
  );

describe('a system that writes into our table', () => {
  it('has its good rows at the outbox, once and in order, and hears of the bad one on its row', async () => {
    await theirs.query(rows);
    await theirs.query(rows);

    await eventually(async () => {
      expect(await states()).toEqual([
        'taken',
        'refused procedure_code PROCEDURE_UNKNOWN',
        'taken',
        'refused status_at STALE',
        'refused procedure_code PROCEDURE_UNKNOWN',
        'taken',
      ]);
    });
    expect(await rig.query('SELECT code, status, step_count FROM dossier')).toEqual([
      { code: 'H60.15-230306-0001', status: 'PROCESSING', step_count: 2 },
    ]);
    expect(await rig.query(`SELECT status_code FROM outbox WHERE stream = 'journal' ORDER BY seq`)).toEqual([
      { status_code: 2 },
      { status_code: 4 },
    ]);
  });

  it.each([
    'SELECT * FROM dossier',
    'UPDATE external_change SET code = code',
    'DELETE FROM external_change',
    `INSERT INTO external_change (code, state) VALUES ('x', 'taken')`,
    `INSERT INTO external_change (code, written_by) VALUES ('x', 'postgres')`,
  ])('may do nothing else: %s', async (statement) => {
    await expect(theirs.query(statement)).rejects.toThrow(/permission denied/);
  });

  it('does not see what somebody else has written', async () => {
    await rig.query(
      `INSERT INTO external_change (code, procedure_code, agency_code, channel, applicant_kind, applicant_name, summary,
         status, submitted_at) VALUES ('x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x')`,
    );

    expect(await states()).toHaveLength(6);
  });
});
