import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { dvcqg, DvcqgCommand, StoryFolder } from '../support/dvcqg-command.js';
import { eventually } from '../support/eventually.js';
import { freshDatabase } from '../support/fresh-database.js';
import { isAlive } from '../support/local-postgres.js';

interface Listening {
  readonly event: string;
  readonly url: string;
  readonly loginUrl: string;
  readonly docsUrl: string;
  readonly account: string;
  readonly passwordFile: string;
  readonly adminTokenFile: string | null;
}

const TIME_LIMIT_MS = 120_000;
const ANY_READ = { service: 'LayDanhMucCoQuan' };

const folders: StoryFolder[] = [];
const running: DvcqgCommand[] = [];
const givenFolder = (): StoryFolder => {
  const folder = new StoryFolder();
  folders.push(folder);
  return folder;
};
afterEach(async () => {
  const left = running.splice(0);
  for (const command of left) command.kill('SIGTERM');
  await Promise.all(left.map(({ ended }) => ended));
});
afterAll(() => {
  for (const folder of folders) folder.remove();
});

async function open(args: string[], settings: Record<string, string>): Promise<DvcqgCommand> {
  const command = new DvcqgCommand(args, settings);
  running.push(command);
  await command.untilTold('Ctrl-C');
  return command;
}

async function openPortal(
  folder: StoryFolder,
  args: string[] = [],
  settings: Record<string, string> = {},
): Promise<{ command: DvcqgCommand; told: Listening }> {
  const command = await open(['portal', '--port', '0', '--json', ...args], { ...folder.settings, ...settings });
  return { command, told: JSON.parse(command.output) as Listening };
}

async function post(url: string, body: object): Promise<Record<string, unknown>> {
  const reply = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  return (await reply.json()) as Record<string, unknown>;
}

async function logIn({ loginUrl, account, passwordFile }: Listening): Promise<string> {
  const password = readFileSync(passwordFile, 'utf8');
  return String((await post(loginUrl, { username: account, password }))['session']);
}

const callAs = async (session: string, { loginUrl, account }: Listening): Promise<unknown> =>
  (await post(loginUrl.replace(/login$/, 'g'), { session, madonvi: account, ...ANY_READ }))['error_code'];

const postmasterOf = (folder: StoryFolder): number =>
  Number(folder.read('portal/postgres/data/postmaster.pid').split('\n')[0]);

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
