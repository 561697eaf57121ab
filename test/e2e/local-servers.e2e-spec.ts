import { findRunningPostgres } from '@dvc/local-servers';
import { describe, expect, it } from '@jest/globals';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/eventually.js';
import {
  ask,
  givenFolder,
  givenStarter,
  givenUsedFolder,
  isAlive,
  isRoot,
  end,
  ORDINARY,
  READ_ROWS,
  spawnStarter,
  start,
  WRITE_ROWS,
} from '../support/local-postgres.js';

describe('the PostgreSQL of a data folder', () => {
  it('serves SQL and PL/pgSQL after its first start, in UTF-8 and durably', async () => {
    const server = await start(givenFolder());

    expect(server.isJoined).toBe(false);
    expect(await ask(server.urlOf('story'), 'SELECT 1')).toEqual([1]);
    const plpgsql = `CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 2 * n; END'`;
    await ask(server.urlOf('story'), plpgsql);
    expect(await ask(server.urlOf('story'), 'SELECT twice(21)')).toEqual([42]);
    expect(await ask(server.urlOf('story'), `SELECT lower('ĐỀ NGHỊ')`)).toEqual(['đề nghị']);
    const settings = `SELECT current_setting('server_encoding'), current_setting('fsync'), current_setting('max_connections'),
      current_setting('listen_addresses'), current_setting('unix_socket_directories')`;
    expect(await ask(server.urlOf('story'), settings)).toEqual(['UTF8', 'on', '200', '127.0.0.1', '']);
  });

  it('keeps its password to its owner, and asks for it', async () => {
    const dataDir = await givenUsedFolder();
    const server = await start(dataDir);

    expect(statSync(join(dataDir, 'postgres/password')).mode & 0o777).toBe(0o600);
    const url = new URL(server.urlOf('story'));
    url.password = 'wrong';
    await expect(ask(url.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('refuses a second starter, and names the first', async () => {
    const dataDir = await givenUsedFolder();
    const first = await givenStarter(dataDir);

    await expect(start(dataDir)).rejects.toMatchObject({
      code: 'LOCAL_POSTGRES_LOCKED',
      message: expect.stringContaining(`pid ${String(first.child.pid)} `),
      hint: expect.stringContaining('DVCQG_DATA_DIR'),
    });
    expect(await ask(first.url, 'SELECT 1')).toEqual([1]);
    await end(first.child, 'SIGKILL');
    await start(dataDir);
  });

  it('lets one of many starters win when all find the lock of a dead one', async () => {
    const dataDir = await givenUsedFolder();
    // This pid is alive, but its program is another than the one that took the lock.
    const lock = JSON.stringify({ pid: process.pid, startMark: 'another program' });
    writeFileSync(join(dataDir, 'postgres/starter.lock'), lock);

    const starters = [1, 2, 3].map(() => spawnStarter(dataDir));

    await eventually(() => {
      const outputs = starters.map(({ output }) => output());
      expect(outputs.filter((each) => each.startsWith('{"pid":'))).toHaveLength(1);
      expect(outputs.filter((each) => each.includes('LOCAL_POSTGRES_LOCKED'))).toHaveLength(2);
      return Promise.resolve();
    }, 20_000);
  });

  it('leaves nothing running after a stop, and starts again with its rows', async () => {
    const dataDir = await givenUsedFolder();
    const first = await start(dataDir);
    await ask(first.urlOf('story'), WRITE_ROWS);

    await first.stop();
    await first.stop();

    expect(isAlive(first.pid)).toBe(false);
    expect(existsSync(join(dataDir, 'postgres/starter.lock'))).toBe(false);
    const second = await start(dataDir);
    expect(second.isJoined).toBe(false);
    expect(await ask(second.urlOf('story'), READ_ROWS)).toEqual([1, 2, 3]);
  });

  it('ends with a starter that is asked to end', async () => {
    const first = await givenStarter(await givenUsedFolder());

    expect(await end(first.child, 'SIGTERM')).toBe(0);
    expect(isAlive(first.pid)).toBe(false);
  });

  it('can be looked up while it runs, and only then', async () => {
    const dataDir = await givenUsedFolder();
    expect(await findRunningPostgres(dataDir)).toBeNull();
    const server = await start(dataDir);

    const found = await findRunningPostgres(dataDir);
    await found?.stop();

    expect(found).toMatchObject({ pid: server.pid, port: server.port, isJoined: true });
    expect(await ask(found?.urlOf('story') ?? '', 'SELECT 1')).toEqual([1]);
    await server.stop();
    expect(await findRunningPostgres(dataDir)).toBeNull();
  });
});

const whereRoot = isRoot ? describe : describe.skip;

whereRoot('the user who starts PostgreSQL (skipped where the tests do not run as root)', () => {
  it('may be an ordinary one', async () => {
    const dataDir = givenFolder();
    mkdirSync(dataDir);
    chownSync(dataDir, ORDINARY.uid, ORDINARY.gid);

    const first = await givenStarter(dataDir, ORDINARY);

    expect(await ask(first.url, 'SELECT 1')).toEqual([1]);
    for (const name of ['password', 'data', 'runtime']) {
      expect(statSync(join(dataDir, 'postgres', name)).uid).toBe(ORDINARY.uid);
    }
    expect(await end(first.child, 'SIGTERM')).toBe(0);
  });

  it('may be root in a folder that is closed to all others', async () => {
    const closed = mkdtempSync(join('/root', 'local-servers-'));
    const dataDir = join(closed, 'data');
    const lines: string[] = [];
    try {
      const server = await start(dataDir, lines);
      await ask(server.urlOf('story'), WRITE_ROWS);
      await server.stop();
      expect(lines.join('\n')).toContain('PostgreSQL may not run as root');

      const again = await start(dataDir);
      expect(await ask(again.urlOf('story'), READ_ROWS)).toEqual([1, 2, 3]);
      expect(await findRunningPostgres(dataDir)).toMatchObject({ pid: again.pid });
      await again.stop();
    } finally {
      rmSync(readFileSync(join(dataDir, 'postgres/place'), 'utf8'), { recursive: true, force: true });
      rmSync(closed, { recursive: true, force: true });
    }
  });
});
