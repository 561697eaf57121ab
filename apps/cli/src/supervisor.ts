import { fork, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { environmentWith } from '@dvc/config';
import { CommandError, EXIT } from './exit-codes.js';
import { PROJECT_DIR } from './running-system.js';

export type AppName = 'province' | 'worker' | 'dvcqg-mock' | 'console';

const STOP_WITHIN_MS = 3_500;
const READY_WITHIN_MS = 30_000;
const RESTART_AFTER_MS = 500;
/** Without a limit V8 lets a plan of 50 000 rows take 340 MB; with it 170 MB are enough. */
export const PROVINCE_HEAP = ['--max-old-space-size=224', '--max-semi-space-size=4'];

const RESTART_AFTER_MAX_MS = 10_000;

/** Starts our servers as child processes, restarts what dies, stops all of them in time. */
export class Supervisor {
  private readonly children = new Map<AppName, ChildProcess>();
  private readonly readyPids = new Map<AppName, number>();
  private isStopping = false;

  /** Each server writes its log to a file of its own in `logDir`. */
  constructor(
    readonly logDir: string,
    private readonly tell: (sentence: string) => void,
  ) {
    mkdirSync(logDir, { recursive: true });
  }

  /** @returns Address where it listens; empty for a server that does not. */
  async start(app: AppName, settings: Readonly<Record<string, string>>): Promise<string> {
    if (this.isStopping) throw this.failed(app, 'không khởi động: hệ thống đang dừng');
    const child = fork(join(PROJECT_DIR, 'dist/apps', app, 'src/main.js'), {
      cwd: PROJECT_DIR,
      env: environmentWith(settings),
      execArgv: app === 'province' ? PROVINCE_HEAP : [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true, // Ctrl-C reaches us alone; we stop the children
    });
    const log = createWriteStream(this.logOf(app), { flags: 'a' });
    child.stdout?.pipe(log);
    child.stderr?.pipe(log);
    this.children.set(app, child);
    const url = await this.ready(app, child).catch((failure: unknown) => {
      child.kill('SIGKILL');
      throw failure;
    });
    if (child.pid !== undefined) this.readyPids.set(app, child.pid);
    child.once('exit', () => {
      this.readyPids.delete(app);
      void this.restart(app, { ...settings, ...portOf(app, url) });
    });
    return url;
  }

  /** Process ids of the servers that are up. */
  pids(): Partial<Record<AppName, number>> {
    return Object.fromEntries(this.readyPids);
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    const running = [...this.children.values()].filter(
      ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
    );
    const gone = running.map((child) => new Promise((done) => child.once('exit', done)));
    for (const child of running) child.kill('SIGTERM');
    await Promise.race([Promise.all(gone), sleep(STOP_WITHIN_MS, undefined, { ref: false })]);
    for (const child of running) child.kill('SIGKILL');
    await Promise.all(gone);
  }

  private async ready(app: AppName, child: ChildProcess): Promise<string> {
    const timer = new AbortController();
    try {
      return await Promise.race([
        new Promise<string>((done, fail) => {
          child.once('message', (message: { url?: string }) => {
            done(message.url ?? '');
          });
          child.once('exit', (code) => {
            fail(this.failed(app, `kết thúc với mã ${String(code)}`));
          });
        }),
        sleep(READY_WITHIN_MS, undefined, { signal: timer.signal }).then(() => {
          throw this.failed(app, `không sẵn sàng sau ${String(READY_WITHIN_MS / 1000)} giây`);
        }),
      ]);
    } finally {
      timer.abort();
    }
  }

  /** On the same port, so that addresses told to others stay right. One that does not come up is tried ever less often. */
  private async restart(app: AppName, settings: Readonly<Record<string, string>>): Promise<void> {
    for (let waitMs = RESTART_AFTER_MS; ; waitMs = Math.min(waitMs * 2, RESTART_AFTER_MAX_MS)) {
      if (this.isStopping) return;
      this.tell(`${app} đã dừng, đang khởi động lại (nhật ký: ${this.logOf(app)})`);
      await sleep(waitMs);
      if (await this.comesUp(app, settings)) return;
    }
  }

  private async comesUp(app: AppName, settings: Readonly<Record<string, string>>): Promise<boolean> {
    if (this.isStopping) return true;
    return this.start(app, settings).then(
      () => true,
      () => false,
    );
  }

  private failed(app: AppName, how: string): CommandError {
    return new CommandError(EXIT.environment, `${app} ${how}`, `Xem nhật ký: ${this.logOf(app)}`);
  }

  private logOf(app: AppName): string {
    return join(this.logDir, `${app}.log`);
  }
}

const PORT_SETTING: Readonly<Record<AppName, string | null>> = {
  province: 'PROVINCE_PORT',
  'dvcqg-mock': 'MOCK_PORT',
  console: 'CONSOLE_PORT',
  worker: null,
};

function portOf(app: AppName, url: string): Record<string, string> {
  const setting = PORT_SETTING[app];
  return setting === null || url === '' ? {} : { [setting]: new URL(url).port };
}
