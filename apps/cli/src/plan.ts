import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { PLAN_KINDS, type Plan, type PlanKind } from '@dvc/domain';
import { Option, type Command } from 'commander';
import { assertReadable } from './assert-readable.js';
import { CommandError, EXIT } from './exit-codes.js';
import { importLines, type ToldImport } from './plan-report.js';
import { printJson, printLine } from './print.js';
import { ProvinceClient } from './province-client.js';
import { readProgress } from './province-progress.js';
import { locateProvince } from './running-system.js';

interface JsonOption {
  readonly json: boolean;
}

interface ImportOptions extends JsonOption {
  readonly id: string;
  readonly name?: string;
  readonly decision?: string;
  readonly kind?: PlanKind;
  readonly from?: string;
  readonly to?: string;
  readonly by: string;
  readonly dryRun: boolean;
  readonly partial: boolean;
}

interface ExportOptions extends JsonOption {
  readonly output: string;
  readonly format: string;
}

const JSON_OPTION = ['--json', 'in JSON / print JSON', false] as const;

export function planCommands(program: Command): void {
  const plan = program.command('plan').description('kế hoạch tích hợp dịch vụ công / integration plans');
  plan
    .command('import <file>')
    .description('nhập kế hoạch từ CSV hoặc XLSX; có lỗi thì không lưu gì / all rows of a file, or none')
    .requiredOption('--id <id>', 'mã kế hoạch, ví dụ tuyen-quang-2020')
    .option('--name <name>', 'tên kế hoạch')
    .option('--decision <number>', 'số quyết định phê duyệt')
    .addOption(new Option('--kind <kind>', 'loại kế hoạch').choices(PLAN_KINDS))
    .option('--from <yyyy-mm-dd>', 'ngày đầu của kỳ')
    .option('--to <yyyy-mm-dd>', 'ngày cuối của kỳ')
    .option('--by <name>', 'ai chịu trách nhiệm; ghi vào lịch sử mức độ', userInfo().username)
    .option('--dry-run', 'chỉ cho biết sẽ thêm, đổi, bỏ gì', false)
    .option('--partial', 'lưu các dòng đúng dù có dòng lỗi (khi đó không bỏ dòng nào)', false)
    .option(...JSON_OPTION)
    .action(importPlan);
  plan
    .command('list')
    .description('các kế hoạch đã nhập / what is stored')
    .option(...JSON_OPTION)
    .action(listPlans);
  plan
    .command('show <id>')
    .description('một kế hoạch và tiến độ của nó / one plan and how far it is')
    .option(...JSON_OPTION)
    .action(showPlan);
  plan
    .command('export <id>')
    .description('xuất kế hoạch ra tệp, nhập lại được / a file that can be imported again')
    .option('-o, --output <file>', 'tệp đích; - là đầu ra chuẩn', '-')
    .addOption(new Option('--format <format>', 'định dạng').choices(['csv', 'xlsx']).default('csv'))
    .option(...JSON_OPTION)
    .action(exportPlan);
}

async function importPlan(file: string, options: ImportOptions): Promise<void> {
  await assertReadable(file);
  const { id, dryRun, partial, json } = options;
  const query = new URLSearchParams({ by: options.by });
  for (const field of ['name', 'decision', 'kind', 'from', 'to'] as const) {
    const value = options[field];
    if (value !== undefined) query.set(field, value);
  }
  if (dryRun) query.set('dryRun', 'true');
  if (partial) query.set('partial', 'true');
  const path = `/plans/${encodeURIComponent(id)}/import?${query.toString()}`;
  const told = await new ProvinceClient(locateProvince()).sendFile<ToldImport>(path, file, basename(file));
  if (json) printJson(told);
  else printLine(importLines(told).join('\n'));
  const isRefused = told.faultsTotal > 0 && !told.isStored && !(partial && dryRun);
  if (isRefused) process.exitCode = EXIT.badInput;
}

async function listPlans({ json }: JsonOption): Promise<void> {
  const plans = await new ProvinceClient(locateProvince()).get<Plan[]>('/plans');
  const lines = plans.map(({ id, name, periodFrom, periodTo }) => `${id}  ${periodFrom} – ${periodTo}  ${name}`);
  if (json) printJson(plans);
  else printLine(lines.join('\n') || 'Chưa có kế hoạch nào.');
}

async function showPlan(id: string, { json }: JsonOption): Promise<void> {
  const { plan, ...progress } = await readProgress(locateProvince(), id);
  if (json) {
    printJson({ plan, progress });
    return;
  }
  const { total, published, rejected, inDoubt } = progress;
  const lines = [
    `${plan.id}: ${plan.name}`,
    ...(plan.decision === '' ? [] : [`Quyết định: ${plan.decision}`]),
    `Kỳ: ${plan.periodFrom} – ${plan.periodTo}`,
    `${String(total)} dịch vụ: ${String(published)} đã công khai, ${String(rejected)} bị từ chối, ${String(inDoubt)} chưa rõ`,
  ];
  printLine(lines.join('\n'));
}

async function exportPlan(id: string, { output, format, json }: ExportOptions): Promise<void> {
  const isOnStdout = output === '-';
  if (isOnStdout && json)
    throw new CommandError(EXIT.badInput, '--json cần --output: đầu ra chuẩn đã dành cho tệp', 'Thêm --output <file>');
  const path = `/plans/${encodeURIComponent(id)}/export?format=${format}`;
  await new ProvinceClient(locateProvince()).download(path, output);
  if (json) printJson({ planId: id, format, file: output });
  else if (!isOnStdout) printLine(`Đã ghi ${output}`);
}
