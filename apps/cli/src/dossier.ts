import { LANE_REASONS } from '@dvc/domain';
import type { Command } from 'commander';
import { dossierImportCommand } from './dossier-import.js';
import { CommandError, EXIT } from './exit-codes.js';
import { printJson, printLine } from './print.js';

interface JsonOption {
  readonly json: boolean;
}

/** Dossiers from a file, and what has become of one on its way to the portal. */
export function dossierCommands(program: Command): void {
  const dossier = program.command('dossier').description('hồ sơ: nhập, và đường lên Cổng / dossiers and their way');
  dossierImportCommand(dossier);
  dossier
    .command('why <code>')
    .description('vì sao hồ sơ chưa khớp với Cổng / why it is not in sync')
    .option('--json', 'in JSON / print JSON', false)
    .action(why);
  dossier
    .command('timeline <code>')
    .description('mọi việc đã xảy ra, theo thứ tự / all that happened, in order')
    .option('--json', 'in JSON / print JSON', false)
    .action(timeline);
}

async function why(code: string, { json }: JsonOption): Promise<void> {
  const { withStore } = await import('./store-access.js');
  const found = await withStore((store) => store.direct.reasons.findByDossier(code));
  if (found === null) throw unknown(code);
  if (json) {
    printJson({ code, ...found });
    return;
  }
  printLine(`${code}: ${LANE_REASONS[found.reason]} (${found.reason})`);
  if (found.nextAt !== null) printLine(`Việc tự động tiếp theo: ${found.nextAt.toISOString()}`);
  const words = [found.lastClass, found.lastCode, found.lastField, found.lastMessage].filter((word) => word);
  if (words.length > 0) printLine(`Lần gần nhất: ${words.join(' · ')}`);
  printLine(`Phiên bản ${String(found.version)}, còn ${String(found.pending)} thay đổi chưa xong`);
}

async function timeline(code: string, { json }: JsonOption): Promise<void> {
  const { withStore } = await import('./store-access.js');
  const entries = await withStore((store) => store.direct.ledger.listByDossier(code));
  if (entries.length === 0) throw unknown(code);
  if (json) {
    printJson({ code, entries });
    return;
  }
  for (const { n, at, actor, event, detail } of entries) {
    printLine(`${String(n).padStart(4)}  ${at.toISOString()}  ${event}  ${actor}  ${JSON.stringify(detail)}`);
  }
}

const unknown = (code: string): CommandError =>
  new CommandError(EXIT.unmet, `Chưa có thay đổi nào của hồ sơ ${code}`, 'Kiểm tra mã hồ sơ và DATABASE_URL');
