import type { Command } from 'commander';
import { printJson, printLine } from './print.js';
import { readProgress } from './province-progress.js';
import { locateProvince } from './running-system.js';
import { summaryOf, toJson } from './summary.js';

export function progressCommand(program: Command): void {
  program
    .command('progress')
    .argument('<id>', 'kế hoạch / plan')
    .description('tiến độ tích hợp của một kế hoạch / how far a plan is')
    .option('--agencies-on <yyyy-mm-dd>', 'theo cơ quan của ngày này (mặc định hôm nay)')
    .option('--json', 'in JSON thay cho bảng / print JSON', false)
    .action(async (id: string, { agenciesOn, json }: { agenciesOn?: string; json: boolean }) => {
      const progress = await readProgress(locateProvince(), id, agenciesOn);
      if (json) printJson(toJson(progress, null));
      else printLine(summaryOf(progress));
    });
}
