import { once } from 'node:events';
import { AppProcess } from '../app-process.js';
import { MockRig } from '../running-mock.js';

/** What the witness inside the mock tells. */
interface Witnessed {
  /** Processor time of the newest call (ms): the suite's own and that of other programs do not count. */
  readonly cpuMs: number;
  /** Names on the prototypes of the language, such as `Object.toString`. */
  readonly names: readonly string[];
}

const WITNESS = './test/support/bad-inputs/witness.mjs';

/** The mock as it is shipped, in a process of its own: what it costs, says and breaks is its own and not the suite's. */
export class WatchedMock extends MockRig {
  private process: AppProcess | null = null;

  constructor() {
    super();
    // On a busy machine an answer of a control call may be late as well.
    this.http.defaults.timeout = 30_000;
  }

  async witnessed(): Promise<Witnessed> {
    const child = this.running.runningChild;
    const answered = once(child, 'message') as Promise<[Witnessed]>;
    child.send('witness');
    const [witnessed] = await answered;
    return witnessed;
  }

  /** Everything that it has written to its log until now, line by line. */
  get log(): string[] {
    return this.running.said.split('\n').slice(0, -1);
  }

  protected override async open(environment: Record<string, string>): Promise<{ url: string; close(): Promise<void> }> {
    const mock = new AppProcess('dvcqg-mock', environment, { nodeOptions: ['--import', WITNESS] });
    await mock.start();
    this.process = mock;
    return { url: mock.url, close: () => mock.kill() };
  }

  private get running(): AppProcess {
    if (this.process === null) throw new Error('start() first');
    return this.process;
  }
}
