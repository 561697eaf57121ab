import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { CommandError, EXIT } from './exit-codes.js';

const LISTENING = '0A';
/** Long enough for a server of this machine. */
const ASK_WITHIN_MS = 1_000;

/**
 * Makes sure that a server could listen there; port 0 always can.
 *
 * @throws {CommandError} The port is taken, and by whom as far as this user may know; or this machine has no such address.
 */
export async function assertPortIsFree(address: string, port: number): Promise<void> {
  const code = await tryListening(address, port);
  if (code === null) return;
  if (code === 'EADDRINUSE') {
    const message = `Cổng mạng ${String(port)} đang bị ${await nameHolder(address, port)} giữ`;
    throw new CommandError(
      EXIT.environment,
      message,
      'Dừng chương trình đó, hoặc chọn --port khác (0: cổng trống bất kỳ)',
    );
  }
  const message = `Không lắng nghe được ở ${address}, cổng mạng ${String(port)}: ${code}`;
  throw new CommandError(EXIT.environment, message, 'Chọn --listen là địa chỉ của máy này, --port từ 1024 trở lên');
}

async function tryListening(host: string, port: number): Promise<string | null> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', (failure: NodeJS.ErrnoException) => {
      done(failure.code ?? failure.message);
    });
    server.listen({ port, host }, () => {
      server.close(() => {
        done(null);
      });
    });
  });
}

async function nameHolder(address: string, port: number): Promise<string> {
  const pid = findHolder(port);
  const who = pid === null ? 'một chương trình khác' : `tiến trình ${String(pid)} (${commandOf(pid)})`;
  return (await isMockPortal(address, port)) ? `một Cổng giả lập, ${who},` : who;
}

/** Every answer of the mock is signed. */
async function isMockPortal(address: string, port: number): Promise<boolean> {
  const host = address.includes(':') ? `[${address}]` : address;
  try {
    const signal = AbortSignal.timeout(ASK_WITHIN_MS);
    const reply = await fetch(`http://${host}:${String(port)}/health/live`, { signal });
    return reply.headers.get('x-sim') !== null;
  } catch {
    return false;
  }
}

/** Linux tells who listens, of this user's own processes; elsewhere nobody is named. */
function findHolder(port: number): number | null {
  const sockets = ['tcp', 'tcp6'].flatMap((kind) => listeningSockets(`/proc/net/${kind}`, port));
  if (sockets.length === 0) return null;
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return Number(pids.find((pid) => openFilesOf(pid).some((file) => sockets.includes(file))) ?? 0) || null;
}

function listeningSockets(table: string, port: number): string[] {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return readOr(table, '')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local = '', , state]) => local.endsWith(wanted) && state === LISTENING)
    .map((columns) => `socket:[${columns[9] ?? ''}]`);
}

function openFilesOf(pid: string): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((name) => readlinkSync(`/proc/${pid}/fd/${name}`));
  } catch {
    return []; // another user's, or gone meanwhile
  }
}

function commandOf(pid: number): string {
  return readOr(`/proc/${String(pid)}/comm`, '?').trim();
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}
