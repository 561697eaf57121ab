import type { Command } from 'commander';
import { readProgress } from './province-progress.js';
import { locateProvince } from './running-system.js';
import { printSummary, toJson } from './summary.js';

export function progressCommand(program: Command): void {
  program
    .command('progress')
    .argument('<id>', 'kế hoạch / plan')
    .description('tiến độ tích hợp của một kế hoạch / how far a plan is')
    .option('--json', 'in JSON thay cho bảng / print JSON', false)
    .action(async (id: string, { json }: { json: boolean }) => {
      const progress = await readProgress(locateProvince(), id);
      process.stdout.write(`${json ? JSON.stringify(toJson(progress, null), null, 2) : printSummary(progress)}\n`);
    });
}
