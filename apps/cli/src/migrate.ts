import { loadConfig, StorageConfig } from '@dvc/config';
import { dataSourceOptions, findDrift, openDataSource } from '@dvc/persistence';
import type { Command } from 'commander';
import { CommandError, EXIT } from './exit-codes.js';

export function migrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('cập nhật bảng của DATABASE_URL / bring the tables of DATABASE_URL up to date')
    .option('--check', 'chỉ so bảng với mã nguồn / hold the tables against the code', false)
    .action(async ({ check }: { check: boolean }) => {
      const db = await openDataSource(dataSourceOptions(loadConfig(StorageConfig)));
      const drift = await (check ? findDrift(db) : Promise.resolve([])).finally(() => db.destroy());
      if (drift.length === 0) return;
      const hint = 'Viết một migration mới trong libs/persistence/src/migrations';
      throw new CommandError(EXIT.unmet, `Bảng và mã nguồn khác nhau:\n${drift.join('\n')}`, hint);
    });
}
