import { access, constants, stat } from 'node:fs/promises';
import { CommandError, EXIT } from './exit-codes.js';

/** @throws {CommandError} where the file is not there or may not be read. */
export async function assertReadable(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new CommandError(EXIT.badInput, `Không có tệp "${file}"`, 'Kiểm tra đường dẫn');
  await access(file, constants.R_OK).catch(() => {
    throw new CommandError(EXIT.badInput, `Không đọc được tệp "${file}"`, 'Cấp quyền đọc tệp');
  });
}
