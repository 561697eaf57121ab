import { basename } from 'node:path';
import type { Command } from 'commander';
import { assertReadable } from './assert-readable.js';
import { dossierImportLines, type ToldDossierImport } from './dossier-report.js';
import { CommandError, EXIT } from './exit-codes.js';
import { printJson, printLine } from './print.js';
import { progressBar } from './progress-bar.js';
import { ProvinceClient } from './province-client.js';
import { locateProvince } from './running-system.js';

interface ImportOptions {
  readonly dryRun: boolean;
  readonly partial: boolean;
  readonly json: boolean;
}

/** A line of the province's answer: how far it is, or what became of the file. */
interface ToldLine {
  readonly progress?: { readonly readBytes: number; readonly totalBytes: number; readonly lines: number };
  readonly report?: ToldDossierImport;
}

/** `dvcqg dossier import`. */
export function dossierImportCommand(dossier: Command): void {
  dossier
    .command('import <file>')
    .description('nhập hồ sơ từ NDJSON hoặc CSV; có lỗi thì không lưu gì / all lines of a file, or none')
    .option('--dry-run', 'chỉ cho biết sẽ thêm, đổi gì', false)
    .option('--partial', 'lưu các dòng đúng dù có dòng lỗi', false)
    .option('--json', 'in JSON / print JSON', false)
    .action(importDossiers);
}

async function importDossiers(file: string, { dryRun, partial, json }: ImportOptions): Promise<void> {
  await assertReadable(file);
  const query = new URLSearchParams({ dryRun: String(dryRun), partial: String(partial) });
  const path = `/dossiers/import?${query.toString()}`;
  const bar = progressBar('Nhập hồ sơ |{bar}| {percentage}% · {lines} dòng', json);
  let told: ToldDossierImport | undefined;
  try {
    bar.start(1, 0, { lines: 0 });
    await new ProvinceClient(locateProvince()).sendFileWatching(path, file, (line) => {
      const { progress, report } = line as ToldLine;
      if (progress) bar.setTotal(progress.totalBytes);
      if (progress) bar.update(progress.readBytes, { lines: progress.lines });
      told = report ?? told;
    });
  } finally {
    bar.stop();
  }
  if (told === undefined)
    throw new CommandError(EXIT.environment, 'Câu trả lời đứt giữa chừng', 'Xem nhật ký của tỉnh, rồi nhập lại');
  if (json) printJson(told);
  else printLine(dossierImportLines(basename(file), told).join('\n'));
  if (told.faultsTotal > 0 && !told.isStored && !(partial && dryRun)) process.exitCode = EXIT.badInput;
}
