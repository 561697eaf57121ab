import { hostname } from 'node:os';
import { Argument, type Command } from 'commander';
import { CommandError, EXIT } from './exit-codes.js';
import { printJson, printLine } from './print.js';

/** A dispatcher looks at least twice a second; silent for so long (s), no worker lives. */
const SILENT_AFTER_S = 60;

export function healthCommand(program: Command): void {
  program
    .command('health')
    .addArgument(new Argument('<app>', 'tiến trình / process').choices(['worker']))
    .description('tiến trình worker trên máy này còn sống không / is a worker of this machine alive')
    .option('--json', 'in JSON / print JSON', false)
    .action(checkWorker);
}

async function checkWorker(_app: string, { json }: { json: boolean }): Promise<void> {
  const [{ Store }, { withDatabase }] = await Promise.all([import('@dvc/persistence'), import('./store-access.js')]);
  const workersAlive = await withDatabase((db) => new Store(db).direct.workers.countAlive(hostname(), SILENT_AFTER_S));
  if (json) printJson({ workersAlive });
  else if (workersAlive > 0) printLine(`${String(workersAlive)} worker đang hoạt động`);
  if (workersAlive > 0) return;
  const message = `Không có worker nào hoạt động trong ${String(SILENT_AFTER_S)} giây qua`;
  throw new CommandError(EXIT.unmet, message, 'Xem nhật ký của tiến trình worker');
}
