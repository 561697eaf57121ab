import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { dvcqg } from '../support/dvcqg-command.js';
import { eventually } from '../support/eventually.js';
import { freshDatabase } from '../support/fresh-database.js';
import { TIME_LIMIT_MS, callAs, givenFolder, logIn, openPortal } from '../support/portal-command.js';

describe('dvcqg portal, what it keeps', () => {
  it(
    'opens a space that is asked for, the same one the next time, and a session is good there only',
    async () => {
      const folder = givenFolder();
      const first = await openPortal(folder, ['--space', 'qa-7']);
      const session = await logIn(first.told);
      const elsewhere = first.told.loginUrl.replace('/s/qa-7', '');
      expect(first.told.wireUrl).toBe(`${first.told.url}/s/qa-7`);
      expect(await callAs(session, { ...first.told, loginUrl: elsewhere })).not.toBe(0);
      first.command.pressCtrlC();
      await first.command.ended;

      const again = await openPortal(folder, ['--space', 'qa-7']);

      expect(await callAs(session, again.told)).toBe(0);
      again.command.pressCtrlC();
      await again.command.ended;
      const bad = await dvcqg(['portal', '--port', '0', '--space', 'a/b'], folder.settings);
      expect(bad).toMatchObject({ code: 2, stdout: '' });
      expect(bad.stderr).toContain('không gian a/b');
    },
    TIME_LIMIT_MS,
  );

  it(
    'keeps its records in the PostgreSQL of DATABASE_URL where there is one, in a database of its own',
    async () => {
      const folder = givenFolder();
      const provinceUrl = await freshDatabase('province');
      const { told } = await openPortal(folder, [], { DATABASE_URL: provinceUrl });
      const session = await logIn(told);

      expect(await callAs(session, told)).toBe(0);
      expect(existsSync(join(folder.dir, 'portal/postgres'))).toBe(false);
      const url = new URL(provinceUrl);
      url.pathname = '/dvcqg_portal';
      const client = new pg.Client({ connectionString: url.href });
      await client.connect();
      await eventually(async () => {
        const { rows } = await client.query('SELECT count(*)::int AS n FROM journal');
        expect(rows).toEqual([{ n: 2 }]);
      }).finally(() => client.end());
    },
    TIME_LIMIT_MS,
  );
});
