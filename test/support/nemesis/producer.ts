import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { ToldTransaction } from './history.js';

export interface Production {
  readonly seed: number;
  /** In each of them every dossier and every service changes twice. */
  readonly rounds: number;
  readonly dossiers: readonly string[];
  readonly services: readonly string[];
  readonly rollBackRate: number;
}

/** Clerks as a process: `clerks.mjs`. */
export class Producer {
  private child: ChildProcess | null = null;

  constructor(
    private readonly number: number,
    private readonly provinceUrl: string,
    private readonly nodeOptions: readonly string[],
  ) {}

  async start(): Promise<void> {
    this.child = fork('test/support/nemesis/clerks.mjs', [String(this.number), this.provinceUrl], {
      execArgv: [...this.nodeOptions],
    });
    await once(this.child, 'message');
  }

  end(): void {
    this.child?.kill('SIGKILL');
  }

  /** Comes back when all is produced; tells of each transaction. */
  async produce(production: Production): Promise<ToldTransaction[]> {
    const told: ToldTransaction[] = [];
    const { child } = this;
    if (child === null) throw new Error('start() first');
    await new Promise<void>((done, fail) => {
      const hear = (message: ToldTransaction | { isDone: true }): void => {
        if ('id' in message) told.push(message);
        else {
          child.off('message', hear);
          done();
        }
      };
      child.on('message', hear);
      child.once('exit', () => {
        fail(new Error(`Producer ${String(this.number)} has died`));
      });
      child.send(production);
    });
    return told;
  }
}
