import { createReadStream, type ReadStream } from 'node:fs';
import type { DossierFault } from '@dvc/domain';
import { CsvBrokenError, brokenQuotes, readBeginning, readCsvRecords } from '../plan/csv-file.js';
import { DOSSIER_FIELDS, findDossierSeparator, readDossierHeading } from './dossier-columns.js';
import { readLines, type TextLine } from './text-lines.js';

/** One line of a file: its fields under our names, or why there are none. */
export interface DossierFileLine {
  readonly line: number;
  /** `null`: the line cannot be read. */
  readonly fields: object | null;
  /** How the file calls a field. */
  readonly written: (field: string) => string;
  readonly faults: readonly DossierFault[];
}

export type DossierFileKind = 'csv' | 'ndjson';

/** A file that is read line by line; `readBytes` says how far it is. */
export class DossierFile {
  private readonly source: ReadStream;

  constructor(
    private readonly path: string,
    private readonly kind: DossierFileKind,
  ) {
    this.source = createReadStream(path);
  }

  get readBytes(): number {
    return this.source.bytesRead;
  }

  lines(): AsyncGenerator<DossierFileLine> {
    return this.kind === 'csv' ? this.csvLines() : this.jsonLines();
  }

  private async *jsonLines(): AsyncGenerator<DossierFileLine> {
    for await (const line of readLines(this.source)) if (line.text?.trim() !== '') yield readJsonLine(line);
  }

  private async *csvLines(): AsyncGenerator<DossierFileLine> {
    let fields: readonly string[] | null = null;
    let headings: readonly string[] = [];
    const written = (field: string): string => headings[fields?.indexOf(field) ?? -1] ?? field;
    try {
      const separator = findDossierSeparator(await readBeginning(this.path));
      for await (const { line, cells } of readCsvRecords(this.source, separator)) {
        if (cells.every((cell) => cell.trim() === '')) continue;
        if (fields !== null) yield { line, written, ...readCells(cells, fields) };
        else {
          const heading = readDossierHeading(cells);
          ({ fields, headings } = heading);
          if (heading.faults.length > 0) yield { line, fields: null, written, faults: heading.faults };
        }
      }
    } catch (error) {
      if (!(error instanceof CsvBrokenError)) throw error;
      const { message, hint } = brokenQuotes(error).finding;
      yield { line: error.line, fields: null, written, faults: [broken(message, hint)] };
    }
  }
}

function readCells(cells: readonly string[], fields: readonly string[]): Pick<DossierFileLine, 'fields' | 'faults'> {
  if (cells.length === fields.length)
    return { fields: Object.fromEntries(fields.map((field, index) => [field, cells[index]])), faults: [] };
  const message = `Dòng có ${String(cells.length)} ô, tiêu đề có ${String(fields.length)}`;
  return { fields: null, faults: [broken(message, 'Đặt ô có dấu phân cách bên trong vào dấu ngoặc kép "…".')] };
}

function readJsonLine({ line, text }: TextLine): DossierFileLine {
  const written = (field: string): string => field;
  const fail = (message: string): DossierFileLine => ({
    line,
    fields: null,
    written,
    faults: [broken(message, 'Mỗi dòng là một đối tượng JSON, UTF-8, dưới 100 kB.')],
  });
  if (text === null) return fail('Dòng quá dài hoặc không phải UTF-8');
  let fields: unknown;
  try {
    fields = JSON.parse(text);
  } catch {
    return fail('Không phải JSON');
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return fail('Không phải đối tượng JSON');
  const unknown = Object.keys(fields).filter((field) => !DOSSIER_FIELDS.has(field));
  return { line, fields, written, faults: unknown.map(unknownField) };
}

const broken = (message: string, hint: string): DossierFault => ({
  field: '',
  value: '',
  reason: 'LINE_BROKEN',
  message,
  hint,
});

const unknownField = (field: string): DossierFault => ({
  field: field.slice(0, 60),
  value: '',
  reason: 'FIELD_UNKNOWN',
  message: 'Không có trường này',
  hint: `Các trường: ${[...DOSSIER_FIELDS.keys()].join(', ')}.`,
});
