import type { Command } from 'commander';
import type { Finding } from './findings.js';
import { CommandError, EXIT } from './exit-codes.js';
import { printJson, printLine } from './print.js';

const SIGN: Readonly<Record<Finding['state'], string>> = { ok: '✓', warning: '⚠', fault: '✗' };

export function doctorCommand(program: Command): void {
  program
    .command('doctor')
    .description(
      'kiểm tra phiên bản, cổng, ổ đĩa, cơ sở dữ liệu, hàng đợi, Cổng, đồng hồ / what is wrong, and its cure',
    )
    .option('--json', 'in JSON / print JSON', false)
    .action(async ({ json }: { json: boolean }) => {
      const { inspect } = await import('./findings.js');
      const findings = await inspect();
      if (json) printJson(findings);
      else printLine(findings.map(lineOf).join('\n'));
      const faults = findings.filter(({ state }) => state === 'fault').length;
      if (faults > 0)
        throw new CommandError(EXIT.environment, `${String(faults)} điều phải sửa`, 'Làm theo các mũi tên trên');
    });
}

const lineOf = ({ state, name, found, cure }: Finding): string =>
  `${SIGN[state]} ${name}: ${found}${state === 'ok' ? '' : `\n    → ${cure}`}`;
