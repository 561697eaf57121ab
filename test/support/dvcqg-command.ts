import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.js';

/** What is left of a command when it has ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The real command `dvcqg` in a process group of its own, which a Ctrl-C reaches whole. */
export class DvcqgCommand {
  readonly ended: Promise<Ended>;
  private readonly child: ChildProcess;
  private stdout = '';
  private stderr = '';

  /** Knows nothing of this program's environment but PATH and HOME. */
  constructor(args: readonly string[], settings: Readonly<Record<string, string>>) {
    const { PATH = '', HOME = '' } = process.env;
    this.child = spawn(process.execPath, ['tools/dvcqg.mjs', ...args], {
      env: { PATH, HOME, PROVINCE_PORT: '0', MOCK_PORT: '0', CONSOLE_PORT: '0', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.child.stdout?.on('data', (bytes: Buffer) => (this.stdout += bytes.toString()));
    this.child.stderr?.on('data', (bytes: Buffer) => (this.stderr += bytes.toString()));
    this.ended = new Promise((done) =>
      this.child.once('close', (code) => {
        done({ code, stdout: this.stdout, stderr: this.stderr });
      }),
    );
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('dvcqg did not start');
    return this.child.pid;
  }

  kill(signal: NodeJS.Signals): void {
    if (this.child.exitCode === null && this.child.signalCode === null) process.kill(this.pid, signal);
  }

  /** What the terminal does: the signal goes to all processes of the group. */
  pressCtrlC(): void {
    process.kill(-this.pid, 'SIGINT');
  }

  /** Comes back when standard error holds these words. */
  async untilTold(words: string): Promise<void> {
    await eventually(() => {
      if (this.stderr.includes(words)) return Promise.resolve();
      const end = this.child.exitCode === null ? '' : ` It ended with ${String(this.child.exitCode)}.`;
      return Promise.reject(new Error(`Never said "${words}".${end}\n${this.stderr}`));
    }, 90_000);
  }

  /** So far. */
  get output(): string {
    return this.stdout;
  }
}

/** Runs the command to its end. */
export async function dvcqg(args: readonly string[], settings: Readonly<Record<string, string>>): Promise<Ended> {
  return new DvcqgCommand(args, settings).ended;
}

/** A data folder for one story. */
export class StoryFolder {
  readonly dir = mkdtempSync(join(tmpdir(), 'dvcqg-command-'));

  constructor() {
    chmodSync(this.dir, 0o755);
  }

  get settings(): Record<string, string> {
    return { DVCQG_DATA_DIR: this.dir };
  }

  read(name: string): string {
    return readFileSync(join(this.dir, name), 'utf8');
  }

  json(name: string): unknown {
    return JSON.parse(this.read(name));
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}
