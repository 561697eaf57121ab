import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { chownSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/eventually.js';
import {
  ask,
  children,
  givenFolder,
  givenUsedFolder,
  givenStarter,
  isAlive,
  isRoot,
  end,
  ORDINARY,
  READ_ROWS,
  spawnStarter,
  start,
  WRITE_ROWS,
} from '../support/local-postgres.js';

describe('a PostgreSQL whose starter or server was killed', () => {
  it('is joined by the next starter, which then answers for it', async () => {
    const dataDir = await givenUsedFolder();
    const first = await givenStarter(dataDir);
    await ask(first.url, WRITE_ROWS);
    await end(first.child, 'SIGKILL');

    const second = await start(dataDir);

    expect(second).toMatchObject({ isJoined: true, pid: first.pid });
    expect(await ask(second.urlOf('story'), READ_ROWS)).toEqual([1, 2, 3]);
    await second.stop();
    expect(isAlive(first.pid)).toBe(false);
  });

  it('recovers every committed row after kill -9 of starter and server', async () => {
    const dataDir = await givenUsedFolder();
    const first = await givenStarter(dataDir);
    await ask(first.url, WRITE_ROWS);
    await end(first.child, 'SIGKILL');
    process.kill(first.pid, 'SIGKILL');

    const second = await start(dataDir);

    expect(second.isJoined).toBe(false);
    expect(await ask(second.urlOf('story'), READ_ROWS)).toEqual([1, 2, 3]);
  });

  it('tells its living starter that the server has ended, and recovers', async () => {
    const dataDir = await givenUsedFolder();
    const lines: string[] = [];
    const first = await start(dataDir, lines);
    await ask(first.urlOf('story'), WRITE_ROWS);

    process.kill(first.pid, 'SIGKILL');
    await eventually(() => {
      expect(lines.join('\n')).toContain(`(pid ${String(first.pid)}) has ended by itself`);
      return Promise.resolve();
    });
    await first.stop();

    const second = await start(dataDir);
    expect(await ask(second.urlOf('story'), READ_ROWS)).toEqual([1, 2, 3]);
  });

  it('starts although its old pid belongs to another program now', async () => {
    const dataDir = await givenUsedFolder();
    const first = await start(dataDir);
    await ask(first.urlOf('story'), WRITE_ROWS);
    const pidFile = join(dataDir, 'postgres/data/postmaster.pid');
    const text = readFileSync(pidFile, 'utf8');
    await first.stop();
    const stranger = spawn('sleep', ['60'], isRoot ? ORDINARY : {});
    children.push(stranger);
    writeFileSync(pidFile, text.replace(/^\d+/, String(stranger.pid)), { mode: 0o600 });
    if (isRoot) chownSync(pidFile, ORDINARY.uid, ORDINARY.gid);

    const second = await start(dataDir);

    expect(await ask(second.urlOf('story'), READ_ROWS)).toEqual([1, 2, 3]);
    expect(stranger.exitCode).toBeNull();
  });

  it('starts from nothing after a kill in the middle of initdb', async () => {
    const dataDir = givenFolder();
    const { child } = spawnStarter(dataDir);
    await eventually(() => {
      const draft = readdirSync(join(dataDir, 'postgres')).find((name) => name.startsWith('initdb-'));
      expect(readdirSync(join(dataDir, 'postgres', draft ?? 'none yet'))).toContain('data');
      return Promise.resolve();
    });
    await end(child, 'SIGKILL');
    expect(existsSync(join(dataDir, 'postgres/data'))).toBe(false);

    const server = await start(dataDir);

    expect(await ask(server.urlOf('story'), 'SELECT 1')).toEqual([1]);
  });

  it('is started anew when its binaries were deleted under it', async () => {
    const dataDir = await givenUsedFolder();
    const first = await givenStarter(dataDir);
    await ask(first.url, WRITE_ROWS);
    await end(first.child, 'SIGKILL');
    rmSync(join(dataDir, 'postgres/runtime'), { recursive: true });
    const lines: string[] = [];

    const second = await start(dataDir, lines);

    expect(second.isJoined).toBe(false);
    expect(lines.join('\n')).toContain(`(pid ${String(first.pid)}) does not serve`);
    expect(await ask(second.urlOf('story'), READ_ROWS)).toEqual([1, 2, 3]);
  });

  it('says why it does not start, with the words of its log, and gives the lock free', async () => {
    const dataDir = await givenUsedFolder();
    rmSync(join(dataDir, 'postgres/data/PG_VERSION'));

    await expect(start(dataDir)).rejects.toMatchObject({
      code: 'LOCAL_POSTGRES_FAILED',
      message: expect.stringContaining('PG_VERSION'),
      hint: expect.stringContaining('DATABASE_URL'),
    });
    expect(existsSync(join(dataDir, 'postgres/starter.lock'))).toBe(false);
  });
});
