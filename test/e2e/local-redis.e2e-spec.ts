import { findRedisServer, startRedis } from '@dvc/local-servers';
import { describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { join } from 'node:path';
import { eventually } from '../support/eventually.js';
import { givenFolder, isAlive } from '../support/local-postgres.js';

/** Talks to Redis in its inline form: a line out, a line back. */
async function tell(url: string, line: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolveAnswer, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${line}\r\n`));
    socket.once('error', reject);
    socket.once('data', (bytes) => {
      resolveAnswer(bytes.toString().trim());
      socket.destroy();
    });
  });
}

const isDemanded = process.env['REQUIRE_REDIS'] === '1';
const isSkipped = findRedisServer() === null && !isDemanded;
if (isSkipped) process.stderr.write('Redis tests are skipped: neither redis-server nor valkey-server is on PATH.\n');

(isSkipped ? describe.skip : describe)('a private Redis', () => {
  it('keeps what it was told through a kill, and evicts nothing', async () => {
    const dir = join(givenFolder(), 'redis');
    const first = await startRedis({ dir });
    try {
      expect(await tell(first.url, 'SET kept yes')).toBe('+OK');
      expect(await tell(first.url, 'CONFIG GET maxmemory-policy')).toContain('noeviction');
      expect(await tell(first.url, 'CONFIG GET appendfsync')).toContain('everysec');
      first.kill();
      await eventually(() => {
        expect(isAlive(first.pid)).toBe(false);
        return Promise.resolve();
      });
    } finally {
      await first.stop();
    }

    const second = await startRedis({ dir });
    try {
      expect(await tell(second.url, 'GET kept')).toContain('yes');
    } finally {
      await second.stop();
    }
    expect(isAlive(second.pid)).toBe(false);
  });

  it('replaces a server that was left running in its folder', async () => {
    const dir = join(givenFolder(), 'redis');
    const left = await startRedis({ dir });
    await tell(left.url, 'SET kept yes');

    const next = await startRedis({ dir });

    expect(isAlive(left.pid)).toBe(false);
    expect(await tell(next.url, 'GET kept')).toContain('yes');
    await next.stop();
  });
});
