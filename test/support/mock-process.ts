import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const MAIN = 'dist/apps/dvcqg-mock/src/main.js';

/** The mock portal as a process of its own on one port, which can be killed and started again. */
export class MockProcess {
  private child: ChildProcess | null = null;
  /** The next one has its modules read and waits for its word: four fifths of a start are that. */
  private next: ChildProcess | null = null;
  private up: Promise<void> = Promise.resolve();

  constructor(private readonly environment: Readonly<Record<string, string>>) {}

  /** Comes back when it listens. */
  async start(): Promise<void> {
    this.up = this.boot();
    await this.up;
  }

  /** SIGKILL; comes back when the process is gone. */
  async kill(): Promise<void> {
    const { child } = this;
    if (child === null) return;
    this.child = null;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Also the one that waits. */
  async end(): Promise<void> {
    await this.kill();
    this.child = this.next;
    this.next = null;
    await this.kill();
  }

  /** Resolves when the newest start is over. */
  async untilUp(): Promise<void> {
    await this.up;
  }

  private async boot(): Promise<void> {
    const child = this.next ?? this.fork();
    this.child = child;
    let said = '';
    child.stderr?.on('data', (bytes: Buffer) => (said += bytes.toString()));
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`The mock ended with ${String(code)}: ${said}`);
    });
    ended.catch(() => undefined); // also after it was up, where nobody waits for it any more
    const listening = once(child, 'message');
    child.send('begin');
    await Promise.race([listening, ended]);
    this.next = this.fork();
  }

  private fork(): ChildProcess {
    const { PATH = '', HOME = '' } = process.env;
    return fork('test/support/mock-in-waiting.mjs', [MAIN], {
      env: { PATH, HOME, ...this.environment },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
  }
}
