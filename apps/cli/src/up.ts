import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CliConfig, environmentWith, loadConfig } from '@dvc/config';
import { LocalServerError, takeFolderLock, type FolderLock } from '@dvc/local-servers';
import { InvalidArgumentError, type Command } from 'commander';
import { DEMO_PLAN, loadDemoPlan, watchPublishing } from './demo-plan.js';
import { CommandError, EXIT } from './exit-codes.js';
import { openStores, stopOpened } from './local-stores.js';
import type { PortalServices } from './portal-services.js';
import { printJson, printLine, tell } from './print.js';
import { readProgress } from './province-progress.js';
import { dataDirOf, findRunningSystem, forgetRunningSystem, saveRunningSystem } from './running-system.js';
import { openSecrets } from './secrets.js';
import { startServers, type Servers } from './servers.js';
import { Shutdown } from './shutdown.js';
import { reasonOf } from './reason-of.js';
import { summaryOf, toJson } from './summary.js';
import { Supervisor } from './supervisor.js';

interface UpOptions {
  readonly once: boolean;
  readonly json: boolean;
  /** Seconds. */
  readonly timeLimit: number;
}

export function upCommand(program: Command): void {
  program
    .command('up')
    .description('khởi động mọi thứ, nạp kế hoạch mẫu và đưa lên Cổng / start everything, publish the demo plan')
    .option('--once', 'kết thúc sau bảng tổng hợp / end after the summary', false)
    .option('--json', 'in JSON thay cho bảng / print JSON', false)
    .option('--time-limit <giây>', 'chờ đưa lên Cổng nhiều nhất bao lâu (s) / wait at most (s)', toSeconds, 300)
    .action(up);
}

function toSeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() !== '' && seconds >= 0) return seconds;
  throw new InvalidArgumentError('Cần một số giây, ví dụ 60.');
}

async function up(options: UpOptions): Promise<void> {
  const shutdown = new Shutdown();
  shutdown.onSignals(
    options.once
      ? { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated, SIGHUP: EXIT.terminated }
      : { SIGINT: EXIT.ok, SIGTERM: EXIT.ok, SIGHUP: EXIT.ok },
  );
  try {
    await publish(await start(shutdown), options);
    if (options.once) await shutdown.run();
    else tell('Đang chạy; nhấn Ctrl-C để dừng. / Running; press Ctrl-C to stop.');
  } catch (error) {
    const isInterrupted = shutdown.isRunning;
    await shutdown.run().catch((failure: unknown) => {
      tell(reasonOf(failure));
    });
    // What a signal broke off is no failure; its exit code is set where it came in.
    if (!isInterrupted) throw error;
  }
}

/** Databases, then servers; each is stopped by `shutdown`, also where it comes up only after that began. */
async function start(shutdown: Shutdown): Promise<Servers> {
  const config = loadConfig(CliConfig);
  const dataDir = dataDirOf(config);
  const lock = takeDataDir(dataDir);
  shutdown.add(() => {
    lock.release();
  });
  const secrets = openSecrets(dataDir);
  tell('Đang khởi động cơ sở dữ liệu …');
  const opening = openStores(config, dataDir, tell);
  shutdown.add(() => stopOpened(opening));
  const stores = await opening;
  const supervisor = new Supervisor(join(dataDir, 'logs'), tell);
  shutdown.add(async () => {
    await supervisor.stop();
    forgetRunningSystem(dataDir);
  });
  tell('Đang khởi động tỉnh, tiến trình đồng bộ, Cổng giả lập, bảng điều khiển …');
  const servers = await startServers({ config, secrets, stores, supervisor });
  saveRunningSystem(dataDir, {
    pid: process.pid,
    pids: supervisor.pids(),
    ...servers.urls,
    databaseUrl: stores.provinceUrl,
  });
  return servers;
}

/** The main job: the demo plan goes onto the portal, and its progress is told. */
async function publish(servers: Servers, { once, json, timeLimit }: UpOptions): Promise<void> {
  const { province, urls } = servers;
  await loadDemoPlan(province);
  const isDone = await watchPublishing(province, { timeLimitMs: timeLimit * 1_000, isQuiet: json });
  const progress = await readProgress(province, DEMO_PLAN.id);
  const portal = once ? await askPortal(servers) : null;
  if (json) printJson(toJson(progress, portal));
  else printLine(summaryOf(progress));
  if (!once) {
    tell(`Bảng điều khiển / console: ${urls.consoleUrl}`);
    return;
  }
  if (!isDone) process.exitCode = EXIT.limit;
  else if (progress.published < progress.total) process.exitCode = EXIT.unmet;
}

/** One run per data folder, whatever stores it uses. */
function takeDataDir(dataDir: string): FolderLock {
  mkdirSync(dataDir, { recursive: true });
  try {
    return takeFolderLock(join(dataDir, 'up.lock'));
  } catch (error) {
    if (!(error instanceof LocalServerError)) throw error;
    const running = findRunningSystem(dataDir);
    if (running === null) throw error;
    const message = `Hệ thống đang chạy trên ${dataDir} (tiến trình ${String(running.pid)}): ${running.consoleUrl}`;
    throw new CommandError(EXIT.environment, message, 'Dừng nó bằng Ctrl-C, hoặc đặt DVCQG_DATA_DIR sang thư mục khác');
  }
}

async function askPortal({ settings }: Servers): Promise<PortalServices> {
  const { readPortalServices } = await import('./portal-services.js');
  return readPortalServices(environmentWith(settings));
}
