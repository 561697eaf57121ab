import { join } from 'node:path';
import { CliConfig, environmentWith, loadConfig } from '@dvc/config';
import type { Command } from 'commander';
import { DEMO_PLAN, loadDemoPlan, watchPublishing } from './demo-plan.js';
import { CommandError, EXIT } from './exit-codes.js';
import { openStores, type Stores } from './local-stores.js';
import { readPortalServices } from './portal-services.js';
import { readProgress } from './province-progress.js';
import { dataDirOf, findRunningSystem, forgetRunningSystem, saveRunningSystem } from './running-system.js';
import { openSecrets } from './secrets.js';
import { startServers, type Servers } from './servers.js';
import { printSummary, toJson } from './summary.js';
import { Supervisor } from './supervisor.js';

interface UpOptions {
  readonly once: boolean;
  readonly json: boolean;
  /** Seconds. */
  readonly timeLimit: string;
}

export function upCommand(program: Command): void {
  program
    .command('up')
    .description('khởi động mọi thứ, nạp kế hoạch mẫu và đưa lên Cổng / start everything, publish the demo plan')
    .option('--once', 'kết thúc sau bảng tổng hợp / end after the summary', false)
    .option('--json', 'in JSON thay cho bảng / print JSON', false)
    .option('--time-limit <giây>', 'chờ đưa lên Cổng nhiều nhất bao lâu (s) / wait at most (s)', '300')
    .action(up);
}

const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

async function up(options: UpOptions): Promise<void> {
  const config = loadConfig(CliConfig);
  const dataDir = dataDirOf(config);
  assertNotRunning(dataDir);
  const secrets = openSecrets(dataDir);
  tell('Đang khởi động cơ sở dữ liệu …');
  const stores = await openStores(config, dataDir, tell);
  const supervisor = new Supervisor(join(dataDir, 'logs'), tell);
  const stop = stopOnce(dataDir, supervisor, stores);
  for (const [signal, code] of [
    ['SIGINT', EXIT.interrupted],
    ['SIGTERM', EXIT.terminated],
  ] as const) {
    process.once(signal, () => void stop().finally(() => process.exit(options.once ? code : EXIT.ok)));
  }
  try {
    tell('Đang khởi động tỉnh, tiến trình đồng bộ, Cổng giả lập, bảng điều khiển …');
    const servers = await startServers({ config, secrets, stores, supervisor });
    saveRunningSystem(dataDir, {
      pid: process.pid,
      pids: supervisor.pids(),
      ...servers.urls,
      databaseUrl: stores.provinceUrl,
    });
    await publish(servers, options);
    if (options.once) await stop();
    else tell('Đang chạy; nhấn Ctrl-C để dừng. / Running; press Ctrl-C to stop.');
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The main job: the demo plan goes onto the portal, and its progress is told. */
async function publish(servers: Servers, { once, json, timeLimit }: UpOptions): Promise<void> {
  const { province, urls } = servers;
  await loadDemoPlan(province);
  const isDone = await watchPublishing(province, { timeLimitMs: Number(timeLimit) * 1_000, isQuiet: json });
  const progress = await readProgress(province, DEMO_PLAN.id);
  const portal = once ? await readPortalServices(environmentWith(servers.settings)) : null;
  process.stdout.write(`${json ? JSON.stringify(toJson(progress, portal), null, 2) : printSummary(progress)}\n`);
  tell(`Bảng điều khiển / console: ${urls.consoleUrl}`);
  if (!once) return;
  if (!isDone) process.exitCode = EXIT.limit;
  else if (progress.published < progress.total) process.exitCode = EXIT.unmet;
}

function assertNotRunning(dataDir: string): void {
  const running = findRunningSystem(dataDir);
  if (running === null) return;
  throw new CommandError(
    EXIT.environment,
    `Hệ thống đang chạy trên ${dataDir} (tiến trình ${String(running.pid)}): ${running.consoleUrl}`,
    'Dừng nó bằng Ctrl-C, hoặc đặt DVCQG_DATA_DIR sang thư mục khác',
  );
}

/** However many signals come, the servers are stopped once. */
function stopOnce(dataDir: string, supervisor: Supervisor, stores: Stores): () => Promise<void> {
  let stopping: Promise<void> | null = null;
  return () => {
    stopping ??= supervisor.stop().then(() => {
      forgetRunningSystem(dataDir);
      return stores.stop();
    });
    return stopping;
  };
}
