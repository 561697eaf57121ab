import { userInfo } from 'node:os';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { assertReadable } from './assert-readable.js';
import { EXIT } from './exit-codes.js';
import { faultLine, type ToldFault } from './plan-report.js';
import { printJson, printLine } from './print.js';
import { ProvinceClient } from './province-client.js';
import { locateProvince } from './running-system.js';

interface ReformOptions {
  readonly decision: string;
  readonly by: string;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** The province's answer, as far as it is printed. */
interface ToldReform {
  readonly isStored: boolean;
  readonly closed: number;
  readonly opened: number;
  readonly services: number;
  readonly faults: readonly ToldFault[];
}

/** Agencies of the province. */
export function agencyCommands(program: Command): void {
  program
    .command('agency')
    .description('cơ quan, đơn vị / agencies')
    .command('reform <file>')
    .description('cơ quan kết thúc và cơ quan kế thừa (CSV): tất cả hoặc không dòng nào / who carries on')
    .option('--decision <number>', 'văn bản làm căn cứ', '')
    .option('--by <name>', 'ai chịu trách nhiệm', userInfo().username)
    .option('--dry-run', 'chỉ kiểm tra, không lưu', false)
    .option('--json', 'in JSON / print JSON', false)
    .action(reform);
}

async function reform(file: string, { decision, by, dryRun, json }: ReformOptions): Promise<void> {
  await assertReadable(file);
  const query = new URLSearchParams({ decision, by, dryRun: String(dryRun) });
  const path = `/agencies/reform?${query.toString()}`;
  const told = await new ProvinceClient(locateProvince()).sendFile<ToldReform>(path, file, basename(file));
  if (json) printJson(told);
  else printLine([...told.faults.map(faultLine), ...endLines(told)].join('\n'));
  if (told.faults.length > 0) process.exitCode = EXIT.badInput;
}

function endLines({ isStored, closed, opened, services, faults }: ToldReform): string[] {
  const counts = `${String(closed)} cơ quan kết thúc, ${String(opened)} cơ quan mới`;
  if (isStored) return [`Đã lưu: ${counts}, ${String(services)} dịch vụ chuyển cơ quan.`];
  return [faults.length > 0 ? `Chưa lưu gì: ${String(faults.length)} lỗi.` : `Chạy thử, chưa lưu gì: ${counts}.`];
}
