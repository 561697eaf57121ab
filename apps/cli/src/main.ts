import 'reflect-metadata';
import { BadSettingsError } from '@dvc/config';
import { AppError } from '@dvc/domain';
import { LocalServerError } from '@dvc/local-servers';
import { CommanderError } from 'commander';
import { CommandError, EXIT } from './exit-codes.js';
import { createProgram } from './program.js';

try {
  await createProgram().parseAsync();
} catch (error) {
  const { exitCode, message, hint } = explain(error);
  if (message !== '') process.stderr.write(`${message}\n${hint === '' ? '' : `→ ${hint}\n`}`);
  process.exitCode = exitCode;
}

/** Every end of a command is a sentence and a cure; only a defect of ours shows where it happened. */
function explain(error: unknown): Pick<CommandError, 'exitCode' | 'message' | 'hint'> {
  if (error instanceof CommandError) return error;
  // Commander has said it, with the help.
  if (error instanceof CommanderError)
    return { exitCode: error.exitCode === 0 ? EXIT.ok : EXIT.badInput, message: '', hint: '' };
  if (error instanceof BadSettingsError) return { exitCode: EXIT.badInput, message: error.message, hint: '' };
  if (error instanceof LocalServerError || error instanceof AppError) {
    const { message, hint } = error;
    return { exitCode: EXIT.environment, message, hint };
  }
  if (isSystemError(error)) {
    const hint = 'Kiểm tra đường dẫn, quyền ghi và dung lượng ổ đĩa';
    return { exitCode: EXIT.environment, message: error.message, hint };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { exitCode: EXIT.defect, message: text, hint: 'Đây là lỗi của chương trình; xin báo lại cùng các dòng trên' };
}

/** A file or a socket that the operating system refused. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
