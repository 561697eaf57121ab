import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Its program, and the modules that take most of its start. */
const APPS = {
  'dvcqg-mock': ['dist/apps/dvcqg-mock/src/main.js', 'dist/apps/dvcqg-mock/src/start-mock.js'],
  worker: ['dist/apps/worker/src/main.js', 'dist/apps/worker/src/worker.module.js'],
} as const;

const IN_WAITING = 'test/support/app-in-waiting.mjs';

/** One of our servers as a process of its own, which can be killed and started again. */
export class AppProcess {
  /** Where it listens; empty for one that does not. */
  url = '';
  /** What the newest process has written, to either side. */
  said = '';
  private child: ChildProcess | null = null;
  /** The next one has its modules read and waits for its word: four fifths of a start are that. */
  private next: ChildProcess | null = null;
  private up: Promise<void> = Promise.resolve();

  /** `nodeOptions` are for Node and stand before the program. One that will die often has the next one waiting. */
  constructor(
    private readonly app: keyof typeof APPS,
    private readonly environment: Readonly<Record<string, string>>,
    private readonly ways: { readonly nodeOptions?: readonly string[]; readonly diesOften?: boolean } = {},
  ) {}

  get runningChild(): ChildProcess {
    if (this.child === null) throw new Error(`${this.app} does not run: ${this.said}`);
    return this.child;
  }

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
    if (child.exitCode !== null) return;
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
    this.said = '';
    for (const side of [child.stdout, child.stderr])
      side?.setEncoding('utf8').on('data', (text: string) => (this.said += text));
    const ended = once(child, 'exit').then(([code]): never => {
      throw new Error(`${this.app} ended with ${String(code)}: ${this.said}`);
    });
    ended.catch(() => undefined); // also after it was up, where nobody waits for it any more
    const listening = once(child, 'message') as Promise<[{ url?: string }]>;
    if (this.ways.diesOften) child.send('begin');
    const [ready] = await Promise.race([listening, ended]);
    this.url = ready.url ?? '';
    this.next = this.ways.diesOften ? this.fork() : null;
  }

  private fork(): ChildProcess {
    const { PATH = '', HOME = '' } = process.env;
    const [main, modules] = APPS[this.app];
    const [program, args] = this.ways.diesOften ? [IN_WAITING, [main, modules]] : [main, []];
    return fork(program, args, {
      env: { PATH, HOME, ...this.environment },
      execArgv: [...(this.ways.nodeOptions ?? [])],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
  }
}
