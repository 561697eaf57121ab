import type { Command } from 'commander';
import type { DossierReason } from '@dvc/persistence';
import { dossierImportCommand } from './dossier-import.js';
import { CommandError, EXIT } from './exit-codes.js';
import { printJson, printLine } from './print.js';

const WORDS: Readonly<Record<DossierReason['reason'], string>> = {
  IN_FLIGHT: 'đang gửi, chờ Cổng trả lời',
  IN_DOUBT: 'chưa rõ Cổng đã ghi hay chưa, đang tra cứu; không gửi tay',
  CONFIG_ERROR: 'thiếu mã của Cổng: bổ sung thủ tục, lĩnh vực hoặc cơ quan, rồi cập nhật hồ sơ',
  CONFLICT: 'Cổng và tỉnh nói khác nhau: cần người xem',
  REJECTED: 'Cổng từ chối: sửa dữ liệu, rồi cập nhật hồ sơ',
  QUARANTINED: 'đã dừng vì làm hỏng ba lần gửi: cần người xem bản ghi',
  HELD_BY_OPERATOR: 'người vận hành đang giữ',
  QUEUE_PAUSED: 'tài khoản ở Cổng đang tạm dừng',
  PORTAL_BREAKER_OPEN: 'Cổng không trả lời; sẽ tự thử lại',
  THROTTLED: 'Cổng yêu cầu chờ; sẽ tự gửi tiếp',
  DEPENDENCY_MISSING: 'chờ dịch vụ công của hồ sơ lên Cổng, hoặc chờ trạng thái mới',
  BLOCKED_BY_STEP: 'một bước xử lý bị từ chối, các bước sau phải chờ',
  LOST_BATCH: 'lượt gửi trước bị mất trước khi đi; sẽ tự gửi lại',
  QUEUED: 'đã vào lượt, sắp gửi',
  RETRYING: 'chờ đến lần thử tiếp theo',
  OUTBOX_WAITING: 'đến lượt ngay',
  NONE: 'Cổng đã có trạng thái mới nhất và mọi bước',
};

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
  printLine(`${code}: ${WORDS[found.reason]} (${found.reason})`);
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
