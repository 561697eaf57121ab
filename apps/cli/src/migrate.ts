import type { Command } from 'commander';
import { CommandError, EXIT } from './exit-codes.js';
import { printJson, printLine } from './print.js';

interface MigrateOptions {
  readonly check: boolean;
  readonly json: boolean;
}

export function migrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('cập nhật bảng của DATABASE_URL / bring the tables of DATABASE_URL up to date')
    .option('--check', 'rồi so bảng với mã nguồn / then hold the tables against the code', false)
    .option('--json', 'in JSON / print JSON', false)
    .action(migrate);
}

async function migrate({ check, json }: MigrateOptions): Promise<void> {
  const [{ findDrift }, { withDatabase }] = await Promise.all([
    import('@dvc/persistence'),
    import('./store-access.js'),
  ]);
  const drift = await withDatabase((db) => (check ? findDrift(db) : Promise.resolve([])));
  if (json) printJson({ drift });
  else if (drift.length === 0) printLine('Các bảng đã ở phiên bản mới nhất.');
  if (drift.length === 0) return;
  const hint = 'Viết một migration mới trong libs/persistence/src/migrations';
  throw new CommandError(EXIT.unmet, `Bảng và mã nguồn khác nhau:\n${drift.join('\n')}`, hint);
}
