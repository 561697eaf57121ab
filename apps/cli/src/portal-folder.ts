import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalServerError, takeFolderLock, type FolderLock } from '@dvc/local-servers';
import { CommandError, EXIT } from './exit-codes.js';

/** A secret and the file that keeps it for its owner alone. */
export interface KeptSecret {
  readonly value: string;
  readonly file: string;
  /** True in the run that made it up. */
  readonly isNew: boolean;
}

interface Told {
  readonly pid: number;
  readonly url: string;
}

/**
 * The folder of `dvcqg portal`, below the data folder of `dvcqg up` and apart from it: a PostgreSQL, secrets and a lock
 * of its own, so that the two may run side by side and one can be deleted without the other.
 */
export class PortalFolder {
  readonly dir: string;

  constructor(dataDir: string) {
    this.dir = join(dataDir, 'portal');
  }

  /** @throws {CommandError} Another portal runs on the folder; says where. */
  take(): FolderLock {
    mkdirSync(this.dir, { recursive: true });
    try {
      return takeFolderLock(join(this.dir, 'portal.lock'));
    } catch (error) {
      const running = error instanceof LocalServerError ? this.findRunning() : null;
      if (running === null) throw error;
      const message = `Cổng giả lập đang chạy trên ${this.dir} (tiến trình ${String(running.pid)}): ${running.url}`;
      throw new CommandError(
        EXIT.environment,
        message,
        'Dừng nó bằng Ctrl-C, hoặc đặt DVCQG_DATA_DIR sang thư mục khác',
      );
    }
  }

  /** The secret of this name, made at the first start. */
  openSecret(name: string): KeptSecret {
    const file = join(this.dir, name);
    const known = readOrNull(file)?.trim() ?? '';
    if (known !== '') return { value: known, file, isNew: false };
    const value = randomBytes(32).toString('base64url');
    rmSync(`${file}.draft`, { force: true });
    writeFileSync(`${file}.draft`, value, { mode: 0o600, flush: true });
    renameSync(`${file}.draft`, file);
    return { value, file, isNew: true };
  }

  saveRunning(url: string): void {
    writeFileSync(this.runFile, JSON.stringify({ pid: process.pid, url } satisfies Told));
  }

  forgetRunning(): void {
    rmSync(this.runFile, { force: true });
  }

  private findRunning(): Told | null {
    const text = readOrNull(this.runFile);
    return text === null ? null : (JSON.parse(text) as Told);
  }

  private get runFile(): string {
    return join(this.dir, 'run.json');
  }
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
