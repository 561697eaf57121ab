import { mkdirSync, statfsSync } from 'node:fs';
import { CliConfig, loadConfig, StorageConfig } from '@dvc/config';
import { findRunningPostgres } from '@dvc/local-servers';
import { connectDataSource, dataSourceOptions, Store } from '@dvc/persistence';
import { inspectBackEnd } from '@dvc/queue';
import { freePort } from './free-port.js';
import { dataDirOf, findRunningSystem, type RunningSystem } from './running-system.js';
import { reasonOf } from './reason-of.js';

/** One thing that was looked at. `cure` says what to press where it is not right. */
export interface Finding {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'fault';
  readonly found: string;
  readonly cure: string;
}

const OLDEST_NODE = [20, 19] as const;
const GIB = 1024 ** 3;
const FREE_GIB = 2;
/** Leases stand it; people reading two logs do not (ms). */
const CLOCK_APART_MS = 2_000;

/** Looks at everything a run needs. Nothing is started or changed. */
export async function inspect(): Promise<Finding[]> {
  const config = loadConfig(CliConfig);
  const running = findRunningSystem(dataDirOf(config));
  return [
    nodeVersion(),
    disk(dataDirOf(config)),
    running ? runs(running) : await ports(config),
    ...(await database(config, running)),
    await queue(config),
    await server('Tỉnh (province)', config.PROVINCE_URL ?? running?.provinceUrl),
    await server('Cổng (portal)', config.PORTAL_URL ?? running?.portalUrl),
    await server('Bảng điều khiển (console)', running?.consoleUrl),
  ];
}

const ok = (name: string, found: string): Finding => ({ name, state: 'ok', found, cure: '' });
const fault = (name: string, found: string, cure: string): Finding => ({ name, state: 'fault', found, cure });
const warning = (name: string, found: string, cure: string): Finding => ({ name, state: 'warning', found, cure });

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isRight = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return isRight
    ? ok('Node.js', process.version)
    : fault('Node.js', process.version, `Cài Node.js ${OLDEST_NODE.join('.')} trở lên`);
}

function disk(dir: string): Finding {
  const name = 'Ổ đĩa';
  try {
    mkdirSync(dir, { recursive: true });
    const { bavail, bsize } = statfsSync(dir);
    const freeGib = (bavail * bsize) / GIB;
    const found = `${dir}, còn ${freeGib.toFixed(1).replace('.', ',')} GiB`;
    const cure = 'Giải phóng dung lượng, hoặc đặt DVCQG_DATA_DIR sang ổ khác';
    return freeGib >= FREE_GIB ? ok(name, found) : warning(name, found, cure);
  } catch (error) {
    return fault(name, `không ghi được ${dir}: ${reasonOf(error)}`, 'Cấp quyền ghi, hoặc đặt DVCQG_DATA_DIR');
  }
}

/** Without the console's token: findings are shown to others. */
const runs = ({ pid, consoleUrl }: RunningSystem): Finding =>
  ok('Hệ thống', `đang chạy (tiến trình ${String(pid)}), ${new URL(consoleUrl).origin}`);

async function ports(config: CliConfig): Promise<Finding> {
  const wished = [config.PROVINCE_PORT, config.MOCK_PORT, config.CONSOLE_PORT];
  const free = await Promise.all(wished.map(freePort));
  const taken = wished.filter((port, index) => free[index] !== port);
  const name = 'Cổng mạng';
  if (taken.length === 0) return ok(name, `${wished.join(', ')} còn trống`);
  return warning(name, `${taken.join(', ')} đang bị chiếm`, '`dvcqg up` sẽ tự chọn cổng khác');
}

async function database(config: CliConfig, running: RunningSystem | null): Promise<Finding[]> {
  const name = 'Cơ sở dữ liệu';
  const embedded = async (): Promise<string | undefined> =>
    (await findRunningPostgres(dataDirOf(config)))?.urlOf('province');
  const url = config.DATABASE_URL ?? running?.databaseUrl ?? (await embedded());
  if (url === undefined) return [ok(name, 'PostgreSQL nhúng, chưa chạy (dvcqg up sẽ khởi động)')];
  try {
    const db = await connectDataSource(dataSourceOptions(loadConfig(StorageConfig, { DATABASE_URL: url })));
    const { version, apartMs } = await new Store(db).inspect().finally(() => db.destroy());
    return [ok(name, `PostgreSQL ${version}`), clock(apartMs)];
  } catch (error) {
    const cure =
      config.DATABASE_URL === undefined ? 'Chạy lại `npm start`' : 'Kiểm tra DATABASE_URL và máy chủ PostgreSQL';
    return [fault(name, reasonOf(error), cure)];
  }
}

function clock(apartMs: number): Finding {
  const found = `lệch cơ sở dữ liệu ${String(apartMs)} ms`;
  if (apartMs < CLOCK_APART_MS) return ok('Đồng hồ', found);
  return warning('Đồng hồ', found, 'Bật đồng bộ giờ (NTP) trên cả hai máy');
}

async function queue(config: CliConfig): Promise<Finding> {
  const name = 'Hàng đợi';
  try {
    const { backEnd, version, warnings } = await inspectBackEnd(config);
    const found = backEnd === 'redis' ? `Redis ${version}` : 'bảng của BullMQ trong PostgreSQL';
    if (warnings.length === 0) return ok(name, found);
    return warning(name, [found, ...warnings].join('; '), 'Sửa cấu hình Redis như trong docs/runbook.md');
  } catch (error) {
    const cure = 'Kiểm tra REDIS_URL, hoặc bỏ biến này để dùng PostgreSQL';
    return fault(name, `Redis không trả lời: ${reasonOf(error)}`, cure);
  }
}

/** Any answer below 500 shows that somebody is there; a real portal has no health page. */
async function server(name: string, url: string | undefined): Promise<Finding> {
  if (url === undefined) return ok(name, 'chưa chạy');
  const { origin } = new URL(url);
  const cure = 'Khởi động bằng `npm start`; xem nhật ký trong thư mục dữ liệu, mục logs';
  try {
    const { status } = await fetch(new URL('/health/ready', origin), { signal: AbortSignal.timeout(3_000) });
    const found = `${origin} trả lời HTTP ${String(status)}`;
    return status < 500 ? ok(name, found) : fault(name, found, cure);
  } catch (error) {
    return fault(name, `${origin} không trả lời: ${reasonOf(error)}`, cure);
  }
}
