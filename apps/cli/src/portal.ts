import { BlockList, isIP } from 'node:net';
import { join } from 'node:path';
import { CliConfig, loadConfig } from '@dvc/config';
import { InvalidArgumentError, type Command } from 'commander';
import { CommandError, EXIT } from './exit-codes.js';
import { openPortalStore, stopOpened } from './local-stores.js';
import { PortalFolder, type KeptSecret } from './portal-folder.js';
import { assertPortIsFree } from './port-holder.js';
import { printLine, tell } from './print.js';
import { reasonOf } from './reason-of.js';
import { dataDirOf } from './running-system.js';
import { Shutdown } from './shutdown.js';
import { Supervisor } from './supervisor.js';

interface PortalOptions {
  readonly port: number;
  readonly listen: string;
  readonly space?: string;
  readonly json: boolean;
}

/** A mock that listens, and what one must know to use it. */
interface OpenPortal {
  readonly url: string;
  /** In front of every wire path: the address, and the space where one was asked for. */
  readonly wireUrl: string;
  readonly account: string;
  readonly password: KeptSecret | null;
  readonly adminToken: KeptSecret | null;
}

const PORT = 8_081;
/** A space is made for one test as a rule; one that is asked for by name stays. */
const SPACE_LIFE = 'P3650D';
const ALREADY_THERE = 409;
const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

export function portalCommand(program: Command): void {
  program
    .command('portal')
    .description('chỉ Cổng giả lập, với cơ sở dữ liệu của nó / the mock portal alone, with a database of its own')
    .option('--port <port>', 'cổng mạng; 0: cổng trống bất kỳ / 0: any free one', toPort, PORT)
    .option('--listen <address>', 'địa chỉ lắng nghe / address to listen on', toAddress, '127.0.0.1')
    .option('--space <id>', 'không gian riêng; tạo nếu chưa có / a space of its own; made if it is not there')
    .option('--json', 'in một dòng JSON khi sẵn sàng / print one line of JSON when ready', false)
    .action(portal);
}

function toPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('Cần một số từ 0 đến 65535.');
}

function toAddress(text: string): string {
  if (isIP(text) !== 0) return text;
  throw new InvalidArgumentError('Cần một địa chỉ IP của máy này, ví dụ 0.0.0.0.');
}

async function portal(options: PortalOptions): Promise<void> {
  const shutdown = new Shutdown();
  shutdown.onSignals({ SIGINT: EXIT.ok, SIGTERM: EXIT.ok, SIGHUP: EXIT.ok });
  try {
    const open = await start(options, shutdown);
    if (options.json) printLine(JSON.stringify(await toEvent(open)));
    else printLine(await describe(open));
    tell('Đang chạy; nhấn Ctrl-C để dừng. / Running; press Ctrl-C to stop.');
  } catch (error) {
    const isInterrupted = shutdown.isRunning;
    await shutdown.run().catch((failure: unknown) => {
      tell(reasonOf(failure));
    });
    if (!isInterrupted) throw error;
  }
}

async function start({ port, listen, space }: PortalOptions, shutdown: Shutdown): Promise<OpenPortal> {
  const config = loadConfig(CliConfig);
  assertMayListen(listen, config);
  const folder = new PortalFolder(dataDirOf(config));
  const lock = folder.take();
  shutdown.add(() => {
    folder.forgetRunning();
    lock.release();
  });
  await assertPortIsFree(listen, port);
  const password = config.MOCK_PASSWORD === undefined ? folder.openSecret('password') : null;
  const adminToken = config.MOCK_ADMIN_TOKEN === undefined ? folder.openSecret('admin-token') : null;
  tell('Đang khởi động cơ sở dữ liệu …');
  const opening = openPortalStore(config, folder.dir, tell);
  shutdown.add(() => stopOpened(opening));
  const { url: databaseUrl } = await opening;
  const supervisor = new Supervisor(join(folder.dir, 'logs'), tell);
  shutdown.add(() => supervisor.stop());
  tell('Đang khởi động Cổng giả lập …');
  const url = await supervisor.start('dvcqg-mock', {
    MOCK_DATABASE_URL: databaseUrl,
    LISTEN_ADDRESS: listen,
    MOCK_PORT: String(port),
    ...(password === null ? {} : { MOCK_PASSWORD: password.value }),
    ...(adminToken === null ? {} : { MOCK_ADMIN_TOKEN: adminToken.value }),
  });
  folder.saveRunning(url);
  const token = adminToken?.value ?? config.MOCK_ADMIN_TOKEN ?? '';
  const wireUrl = space === undefined ? url : await openSpace({ url, space, token });
  return { url, wireUrl, account: config.MOCK_ACCOUNT, password, adminToken };
}

/** Whoever opens the mock to a network chooses its token, and so knows that there is one. */
function assertMayListen(address: string, { MOCK_ADMIN_TOKEN }: CliConfig): void {
  if (LOOPBACK.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4') || MOCK_ADMIN_TOKEN !== undefined) return;
  throw new CommandError(
    EXIT.badInput,
    `--listen ${address} mở Cổng giả lập ra ngoài máy này: cần mã quản trị do bạn đặt`,
    'Đặt MOCK_ADMIN_TOKEN, từ 32 ký tự A-Z a-z 0-9 _ -, ví dụ: export MOCK_ADMIN_TOKEN=$(openssl rand -hex 32)',
  );
}

/** Finds or makes a space. @returns what stands in front of its wire paths. */
async function openSpace({ url, space, token }: { url: string; space: string; token: string }): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ id: space, ttl: SPACE_LIFE });
  const reply = await fetch(`${url}/__sim/spaces`, { method: 'POST', headers, body });
  if (reply.ok || reply.status === ALREADY_THERE) return `${url}/s/${space}`;
  const { detail = `HTTP ${String(reply.status)}` } = (await reply.json()) as { detail?: string };
  throw new CommandError(EXIT.badInput, `Không tạo được không gian ${space}: ${detail}`, 'Chọn tên khác sau --space');
}

async function toEvent(open: OpenPortal): Promise<object> {
  const { url, wireUrl, account, password, adminToken } = open;
  return {
    event: 'listening',
    url,
    wireUrl,
    loginUrl: await findLogin(open),
    docsUrl: `${url}/docs`,
    account,
    passwordFile: password?.file ?? null,
    adminTokenFile: adminToken?.file ?? null,
  };
}

async function describe(open: OpenPortal): Promise<string> {
  const { url, wireUrl, account, password, adminToken } = open;
  const lines = [
    ['Địa chỉ / URL', wireUrl],
    ['Đăng nhập / login', `POST ${await findLogin(open)}`],
    ['Tài khoản / account', account],
    ['Mật khẩu / password', password === null ? 'MOCK_PASSWORD' : `trong tệp / in ${password.file}`],
    ['Quản trị / admin', `${url}/__sim`],
    ['Mã quản trị / token', sayToken(adminToken)],
    ['Tài liệu / docs', `${url}/docs`],
  ];
  const heading = 'Cổng DVCQG giả lập, không phải Cổng thật / a mock portal, not the real one';
  return [heading, ...lines.map(([name = '', value = '']) => `  ${name.padEnd(22)} ${value}`)].join('\n');
}

/** Shown by the run that made it, and never again. */
function sayToken(token: KeptSecret | null): string {
  if (token === null) return 'MOCK_ADMIN_TOKEN';
  return token.isNew
    ? `${token.value} (chỉ in lần này, giữ ở / told only now, kept in ${token.file})`
    : `trong tệp / in ${token.file}`;
}

/** The mock itself says where it lets callers in. */
async function findLogin({ url, wireUrl }: OpenPortal): Promise<string> {
  const { paths } = (await (await fetch(`${url}/docs-json`)).json()) as { paths: Record<string, unknown> };
  return `${wireUrl}${Object.keys(paths).find((path) => path.endsWith('/login')) ?? ''}`;
}
