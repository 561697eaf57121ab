import { readFileSync } from 'node:fs';
import { afterAll, afterEach } from '@jest/globals';
import { DvcqgCommand, StoryFolder } from './dvcqg-command.js';

/** What `dvcqg portal --json` prints. */
export interface Listening {
  readonly event: string;
  readonly url: string;
  readonly wireUrl: string;
  readonly loginUrl: string;
  readonly docsUrl: string;
  readonly account: string;
  readonly passwordFile: string;
  readonly adminTokenFile: string | null;
}

/** Of one story; it makes a PostgreSQL. */
export const TIME_LIMIT_MS = 120_000;
const ANY_READ = { service: 'LayDanhMucCoQuan' };

const folders: StoryFolder[] = [];
const running: DvcqgCommand[] = [];
export const givenFolder = (): StoryFolder => {
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

/** Comes back when the command says that it runs; stopped after the test. */
export async function open(args: string[], settings: Record<string, string>): Promise<DvcqgCommand> {
  const command = new DvcqgCommand(args, settings);
  running.push(command);
  await command.untilTold('Ctrl-C');
  return command;
}

export async function openPortal(
  folder: StoryFolder,
  args: string[] = [],
  settings: Record<string, string> = {},
): Promise<{ command: DvcqgCommand; told: Listening }> {
  const command = await open(['portal', '--port', '0', '--json', ...args], { ...folder.settings, ...settings });
  return { command, told: JSON.parse(command.output) as Listening };
}

export async function post(url: string, body: object): Promise<Record<string, unknown>> {
  const reply = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  return (await reply.json()) as Record<string, unknown>;
}

export async function logIn({ loginUrl, account, passwordFile }: Listening): Promise<string> {
  const password = readFileSync(passwordFile, 'utf8');
  return String((await post(loginUrl, { username: account, password }))['session']);
}

/** Code of the answer to a read. */
export const callAs = async (session: string, { loginUrl, account }: Listening): Promise<unknown> =>
  (await post(loginUrl.replace(/login$/, 'g'), { session, madonvi: account, ...ANY_READ }))['error_code'];

export const postmasterOf = (folder: StoryFolder): number =>
  Number(folder.read('portal/postgres/data/postmaster.pid').split('\n')[0]);
