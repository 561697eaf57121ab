import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse';
import { findSeparator, found, type PlanFileChecker } from '@dvc/domain';

const BEGINNING_BYTES = 65_536;
/** Longest line; a quote that is never closed ends here and not at the end of the file. */
const MAX_LINE_BYTES = 100_000;
const LINE_BREAK = /\r\n|\n|\r/g;

/**
 * Reads a CSV file as it streams by. Bytes that are not UTF-8 become U+FFFD, which the checker finds in its cell.
 * Lines are counted as an editor counts them, also across quoted line breaks.
 */
export async function readCsvFile(path: string, checker: PlanFileChecker): Promise<void> {
  const options = {
    bom: true,
    delimiter: findSeparator(await readBeginning(path)),
    max_record_size: MAX_LINE_BYTES,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
  };
  const source = createReadStream(path);
  const records = source.pipe(parse(options));
  source.once('error', (error) => records.destroy(error));
  let line = 1;
  try {
    for await (const record of records) {
      const cells = record as string[];
      checker.take({ line, cells });
      line += 1 + cells.reduce((breaks, cell) => breaks + (cell.match(LINE_BREAK)?.length ?? 0), 0);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    checker.stop(line, brokenQuotes(error.code));
  } finally {
    source.destroy();
  }
}

async function readBeginning(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING_BYTES), 0, BEGINNING_BYTES, 0);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await file.close();
  }
}

function brokenQuotes(code: string): ReturnType<typeof found> {
  const hint = 'Ô có dấu " bên trong phải viết "" và nằm trong cặp dấu "…". Các dòng sau chưa được kiểm tra.';
  const isOpen = code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE';
  const message = isOpen ? 'Dấu " mở ở dòng này không được đóng' : 'Dấu " đặt sai chỗ ở dòng này';
  return found('FILE_QUOTES_BROKEN', message, hint);
}
