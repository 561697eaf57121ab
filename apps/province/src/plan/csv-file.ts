import { createReadStream, type ReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse';
import { findSeparator, found, type PlanFileChecker } from '@dvc/domain';

const BEGINNING_BYTES = 65_536;
/** Longest line; a quote that is never closed ends here and not at the end of the file. */
const MAX_LINE_BYTES = 100_000;
const LINE_BREAK = /\r\n|\n|\r/g;

/** One line of a CSV file, counted from 1 as an editor counts, also across quoted line breaks. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: string[];
}

/** A quote that is never closed, or stands where none may. What follows cannot be read. */
export class CsvBrokenError extends Error {
  constructor(
    readonly line: number,
    readonly isQuoteOpen: boolean,
  ) {
    super('Broken quotes');
  }
}

/**
 * Reads CSV as it streams by. Bytes that are not UTF-8 become U+FFFD, which the checks find in their cell.
 *
 * @throws {CsvBrokenError}
 */
export async function* readCsvRecords(source: ReadStream, delimiter: string): AsyncGenerator<CsvRecord> {
  const options = {
    bom: true,
    delimiter,
    max_record_size: MAX_LINE_BYTES,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
  };
  const records = source.pipe(parse(options));
  source.once('error', (error) => records.destroy(error));
  let line = 1;
  try {
    for await (const record of records) {
      const cells = record as string[];
      yield { line, cells };
      line += 1 + cells.reduce((breaks, cell) => breaks + (cell.match(LINE_BREAK)?.length ?? 0), 0);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new CsvBrokenError(line, error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE');
  } finally {
    source.destroy();
  }
}

/** Hands a plan's CSV file to its checker, line by line. */
export async function readCsvFile(path: string, checker: PlanFileChecker): Promise<void> {
  const delimiter = findSeparator(await readBeginning(path));
  try {
    for await (const record of readCsvRecords(createReadStream(path), delimiter)) checker.take(record);
  } catch (error) {
    if (!(error instanceof CsvBrokenError)) throw error;
    checker.stop(error.line, brokenQuotes(error));
  }
}

/** The first lines, for guessing the separator. */
export async function readBeginning(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING_BYTES), 0, BEGINNING_BYTES, 0);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await file.close();
  }
}

export function brokenQuotes({ isQuoteOpen }: CsvBrokenError): ReturnType<typeof found> {
  const hint = 'Ô có dấu " bên trong phải viết "" và nằm trong cặp dấu "…". Các dòng sau chưa được kiểm tra.';
  const message = isQuoteOpen ? 'Dấu " mở ở dòng này không được đóng' : 'Dấu " đặt sai chỗ ở dòng này';
  return found('FILE_QUOTES_BROKEN', message, hint);
}
