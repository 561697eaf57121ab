import 'reflect-metadata';
import { BadSettingsError } from '@dvc/config';
import { Command, CommanderError } from 'commander';
import { doctorCommand } from './doctor.js';
import { CommandError, EXIT } from './exit-codes.js';
import { healthCommand } from './health.js';
import { migrateCommand } from './migrate.js';
import { planCommands } from './plan.js';
import { progressCommand } from './progress.js';
import { ProvinceError } from './province-client.js';
import { locateProvince } from './running-system.js';
import { upCommand } from './up.js';

const program = new Command('dvcqg')
  .description('Đồng bộ hệ thống một cửa của tỉnh với Cổng Dịch vụ công quốc gia / keeps a province in step with DVCQG')
  .showHelpAfterError()
  .exitOverride();
for (const add of [upCommand, progressCommand, doctorCommand, healthCommand, migrateCommand]) add(program);
planCommands(program, {
  locateProvince: () => Promise.resolve(locateProvince()),
  print: (text) => process.stdout.write(`${text}\n`),
  printError: (text) => process.stderr.write(`${text}\n`),
  setExitCode: (code) => {
    process.exitCode = code;
  },
});

try {
  await program.parseAsync();
} catch (error) {
  const { exitCode, message, hint } = explain(error);
  if (message !== '') process.stderr.write(`${message}\n${hint === '' ? '' : `→ ${hint}\n`}`);
  process.exitCode = exitCode;
}

interface Explained {
  readonly exitCode: number;
  readonly message: string;
  readonly hint: string;
}

/** Every end of a command is a sentence and a cure; only a defect of ours shows where it happened. */
function explain(error: unknown): Explained {
  if (error instanceof CommandError) return error;
  if (error instanceof CommanderError)
    return { exitCode: error.exitCode === 0 ? EXIT.ok : EXIT.badInput, message: '', hint: '' };
  if (error instanceof ProvinceError) {
    const { message, hint, isEnvironment } = error;
    return { exitCode: isEnvironment ? EXIT.environment : EXIT.badInput, message, hint };
  }
  if (error instanceof BadSettingsError) return { exitCode: EXIT.badInput, message: error.message, hint: '' };
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { exitCode: EXIT.defect, message: text, hint: 'Đây là lỗi của chương trình; xin báo lại cùng các dòng trên' };
}
