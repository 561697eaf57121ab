import type { Command } from 'commander';
import { CommandError, EXIT } from './exit-codes.js';
import { printJson, printLine } from './print.js';

export function ledgerCommands(program: Command): void {
  program
    .command('ledger')
    .description('sổ ghi việc đồng bộ / the ledger of the sync')
    .command('verify')
    .description('tính lại mọi chuỗi băm, nêu chỗ bị sửa / work out every chain anew, name what was changed')
    .option('--json', 'in JSON / print JSON', false)
    .action(verify);
}

async function verify({ json }: { readonly json: boolean }): Promise<void> {
  const { withStore } = await import('./store-access.js');
  const { lanes, entries, broken } = await withStore((store) => store.direct.ledger.verify());
  if (json) printJson({ lanes, entries, broken });
  else if (broken.length === 0) printLine(`${String(entries)} dòng của ${String(lanes)} luồng: không dòng nào bị sửa.`);
  if (broken.length === 0) return;
  const places = broken.map(({ code, n }) => `${code}, dòng ${String(n)}`);
  throw new CommandError(
    EXIT.unmet,
    `Sổ đã bị sửa:\n${places.join('\n')}`,
    'Giữ nguyên cơ sở dữ liệu và báo người phụ trách',
  );
}
