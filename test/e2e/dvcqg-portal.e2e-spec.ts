import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { dvcqg } from '../support/dvcqg-command.js';
import { isAlive } from '../support/local-postgres.js';
import {
  TIME_LIMIT_MS,
  callAs,
  givenFolder,
  logIn,
  open,
  openPortal,
  post,
  postmasterOf,
} from '../support/portal-command.js';

describe('dvcqg portal', () => {
  it(
    'starts the mock alone on nothing but npm; who reads what it prints gets in',
    async () => {
      const folder = givenFolder();
      const command = await open(['portal', '--port', '0'], folder.settings);
      const [url = ''] = /http:\S+:\d+(?=\n)/.exec(command.output) ?? [];
      const [, loginUrl = ''] = /POST (\S+)/.exec(command.output) ?? [];
      const [, account = ''] = /account +(\S+)/.exec(command.output) ?? [];
      const [, token = ''] = /token +(\S{32,}) /.exec(command.output) ?? [];
      const password = folder.read('portal/password');

      expect(await post(loginUrl, { username: account, password })).toMatchObject({ error_code: 0 });
      const headers = { authorization: `Bearer ${token}` };
      expect((await fetch(`${url}/__sim/state/services`, { headers })).status).toBe(200);
      expect((await fetch(`${url}/docs`)).status).toBe(200);
      expect(command.output).toContain(`${url}/docs`);
      expect(command.output).toContain(join(folder.dir, 'portal/password'));
      expect(command.output).not.toContain(password);
      expect(
        ['password', 'admin-token'].map((name) => statSync(join(folder.dir, 'portal', name)).mode & 0o777),
      ).toEqual([0o600, 0o600]);
      expect(existsSync(join(folder.dir, 'postgres'))).toBe(false);
    },
    TIME_LIMIT_MS,
  );

  it(
    'tells programs one line, a secret only to the run that made it, and keeps sessions over kill -9',
    async () => {
      const folder = givenFolder();
      const first = await openPortal(folder);
      const session = await logIn(first.told);
      const token = folder.read('portal/admin-token');
      expect(first.command.output.split('\n')).toEqual([expect.stringMatching(/^\{"event":"listening","url":/), '']);
      expect(first.command.output).not.toContain(token);
      first.command.kill('SIGKILL');
      await first.command.ended;

      const again = await open(['portal', '--port', '0'], folder.settings);
      const [, loginUrl = ''] = /POST (\S+)/.exec(again.output) ?? [];

      expect(await callAs(session, { ...first.told, loginUrl })).toBe(0);
      expect(again.output).not.toContain(token);
      expect(again.output).toContain(join(folder.dir, 'portal/admin-token'));
    },
    TIME_LIMIT_MS,
  );

  it(
    'is refused a second time on its folder, and on its port, with the name of who is there; stops whole on Ctrl-C',
    async () => {
      const folder = givenFolder();
      const { command, told } = await openPortal(folder);
      const { port } = new URL(told.url);

      const sameFolder = await dvcqg(['portal', '--port', '0'], folder.settings);
      const samePort = await dvcqg(['portal', '--port', port], givenFolder().settings);

      expect(sameFolder).toMatchObject({ code: 4, stdout: '' });
      expect(sameFolder.stderr).toContain(`(tiến trình ${String(command.pid)}): ${told.url}`);
      expect(samePort).toMatchObject({ code: 4, stdout: '' });
      expect(samePort.stderr).toMatch(new RegExp(`Cổng mạng ${port} đang bị một Cổng giả lập, .* giữ\n→ .*--port`));
      const postmaster = postmasterOf(folder);
      const pressedAt = performance.now();
      command.pressCtrlC();
      expect((await command.ended).code).toBe(0);
      expect(performance.now() - pressedAt).toBeLessThan(5_000);
      expect([command.pid, postmaster].filter(isAlive)).toEqual([]);
      await expect(fetch(told.docsUrl)).rejects.toThrow('fetch failed');
    },
    TIME_LIMIT_MS,
  );

  it(
    'runs beside dvcqg up on the same data folder, and neither sees what the other stores',
    async () => {
      const folder = givenFolder();
      const up = await open(['up', '--json'], folder.settings);
      const { portalUrl } = folder.json('run.json') as { portalUrl: string };

      const { command, told } = await openPortal(folder);

      const headers = { authorization: `Bearer ${readFileSync(told.adminTokenFile ?? '', 'utf8')}` };
      const reply = await fetch(`${told.url}/__sim/state/services`, { headers });
      expect(((await reply.json()) as { services: unknown[] }).services).toEqual([]);
      command.pressCtrlC();
      await command.ended;
      expect((await fetch(`${portalUrl}/health/ready`)).status).toBe(200);
      expect(isAlive(up.pid)).toBe(true);
    },
    TIME_LIMIT_MS,
  );

  it(
    'leaves this machine only with a token that its user chose',
    async () => {
      const folder = givenFolder();
      const bare = await dvcqg(['portal', '--port', '0', '--listen', '0.0.0.0'], folder.settings);
      const short = await dvcqg(['portal', '--port', '0', '--listen', '0.0.0.0'], {
        ...folder.settings,
        MOCK_ADMIN_TOKEN: 'x'.repeat(31),
      });
      expect([bare, short].map(({ code, stdout }) => ({ code, stdout }))).toEqual([
        { code: 2, stdout: '' },
        { code: 2, stdout: '' },
      ]);
      expect(bare.stderr).toContain('MOCK_ADMIN_TOKEN');

      const token = 'x'.repeat(32);
      const { told } = await openPortal(folder, ['--listen', '0.0.0.0'], { MOCK_ADMIN_TOKEN: token });

      expect(new URL(told.url).hostname).toBe('0.0.0.0');
      expect(told.adminTokenFile).toBeNull();
      const headers = { authorization: `Bearer ${token}` };
      expect((await fetch(`${told.url}/__sim/state/services`, { headers })).status).toBe(200);
    },
    TIME_LIMIT_MS,
  );
});
