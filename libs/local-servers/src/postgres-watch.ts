import type { Postmaster } from './postmaster.js';
import { isRunning, messageOf } from './running-program.js';

const LOOK_EVERY_MS = 250;

/** Starts a server again, on its port. */
export type Relaunch = (port: number) => Promise<Postmaster>;

/** Keeps an eye on a server, whoever launched it, and starts it again where it ends by itself. */
export class PostgresWatch {
  private timer: NodeJS.Timeout | undefined;
  private isOver = false;
  private relaunching: Promise<void> = Promise.resolve();

  constructor(
    private current: Postmaster,
    private readonly relaunch: Relaunch | null,
    private readonly report: (line: string) => void,
  ) {
    this.lookLater();
  }

  get postmaster(): Postmaster {
    return this.current;
  }

  /** Nothing is started any more once this has come back. */
  async end(): Promise<void> {
    this.isOver = true;
    clearTimeout(this.timer);
    await this.relaunching;
  }

  private lookLater(): void {
    if (this.isOver) return;
    this.timer = setTimeout(() => {
      this.relaunching = this.look();
    }, LOOK_EVERY_MS).unref();
  }

  private async look(): Promise<void> {
    if (isRunning(this.current)) {
      this.lookLater();
      return;
    }
    const pid = String(this.current.pid);
    if (this.relaunch === null) {
      this.report(`PostgreSQL (pid ${pid}) has ended by itself. Start again.`);
      return;
    }
    this.report(`PostgreSQL (pid ${pid}) has ended by itself; it is started again.`);
    try {
      this.current = await this.relaunch(this.current.port);
    } catch (failure) {
      this.report(`PostgreSQL did not start: ${messageOf(failure)}`);
    }
    this.lookLater();
  }
}
