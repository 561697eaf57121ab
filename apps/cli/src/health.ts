import { hostname } from 'node:os';
import { loadConfig, StorageConfig } from '@dvc/config';
import { dataSourceOptions, openDataSource, Store } from '@dvc/persistence';
import { Argument, type Command } from 'commander';
import { CommandError, EXIT } from './exit-codes.js';

/** A dispatcher looks at least twice a second; silent for so long (s), no worker lives. */
const SILENT_AFTER_S = 60;

export function healthCommand(program: Command): void {
  program
    .command('health')
    .addArgument(new Argument('<app>', 'tiến trình / process').choices(['worker']))
    .description('tiến trình worker trên máy này còn sống không / is a worker of this machine alive')
    .action(async () => {
      const db = await openDataSource(dataSourceOptions(loadConfig(StorageConfig)));
      const alive = await new Store(db).direct.workers
        .countAlive(hostname(), SILENT_AFTER_S)
        .finally(() => db.destroy());
      process.stdout.write(`${JSON.stringify({ workersAlive: alive })}\n`);
      if (alive === 0) {
        const hint = 'Xem nhật ký của tiến trình worker';
        throw new CommandError(
          EXIT.unmet,
          `Không có worker nào hoạt động trong ${String(SILENT_AFTER_S)} giây qua`,
          hint,
        );
      }
    });
}
