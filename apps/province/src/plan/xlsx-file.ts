import { found, type PlanFileChecker } from '@dvc/domain';
import { TooManyBytesError, XlsxBook } from './xlsx-book.js';
import { readSheet } from './xlsx-sheet.js';

/** Reads the first sheet that has a plan's heading, row by row. A damaged file becomes one fault. */
export async function readXlsxFile(path: string, checker: PlanFileChecker): Promise<void> {
  try {
    const book = await XlsxBook.open(path);
    for (const sheet of book.sheets) {
      if (!checker.startSheet()) break;
      for await (const row of readSheet(book, sheet)) {
        checker.take(row);
        if (checker.isOver) break;
      }
    }
  } catch (error) {
    checker.stop(0, error instanceof TooManyBytesError ? tooBig() : unreadable());
  }
}

const tooBig = (): ReturnType<typeof found> =>
  found('FILE_TOO_BIG', 'Nội dung giải nén quá lớn', 'Chỉ để lại trang tính kế hoạch rồi lưu lại.');

const unreadable = (): ReturnType<typeof found> =>
  found(
    'FILE_UNREADABLE',
    'Không đọc được tệp XLSX (tệp hỏng hoặc không phải bảng tính)',
    'Mở bằng Excel, lưu lại thành .xlsx.',
  );
