import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Option, type Command } from 'commander';
import { importLines, type ToldImport } from './plan-report.js';
import { ProvinceClient, ProvinceError, type ProvincePlace } from './province-client.js';

const EXIT_INPUT = 2;
const EXIT_ENVIRONMENT = 4;

/** What the commands need from around them. */
export interface PlanCommandsContext {
  readonly locateProvince: () => Promise<ProvincePlace>;
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
  readonly setExitCode: (code: number) => void;
}

interface ImportFlags {
  readonly id: string;
  readonly name?: string;
  readonly decision?: string;
  readonly from?: string;
  readonly to?: string;
  readonly dryRun?: true;
  readonly partial?: true;
  readonly json?: true;
}

interface ToldPlan {
  readonly id: string;
  readonly name: string;
  readonly decision: string;
  readonly periodFrom: string;
  readonly periodTo: string;
}

interface ToldProgress {
  readonly total: number;
  readonly published: number;
  readonly rejected: number;
  readonly inDoubt: number;
}

/** Adds `dvcqg plan import|list|show|export`. */
export function planCommands(program: Command, context: PlanCommandsContext): void {
  const plan = program.command('plan').description('kế hoạch tích hợp dịch vụ công');
  plan
    .command('import <file>')
    .description('nhập kế hoạch từ CSV hoặc XLSX; có lỗi thì không lưu gì')
    .requiredOption('--id <id>', 'mã kế hoạch, ví dụ tuyen-quang-2020')
    .option('--name <name>', 'tên kế hoạch')
    .option('--decision <number>', 'số quyết định phê duyệt')
    .option('--from <yyyy-mm-dd>', 'ngày đầu của kỳ')
    .option('--to <yyyy-mm-dd>', 'ngày cuối của kỳ')
    .option('--dry-run', 'chỉ cho biết sẽ thêm, đổi, bỏ gì')
    .option('--partial', 'lưu các dòng đúng dù có dòng lỗi (khi đó không bỏ dòng nào)')
    .option('--json', 'in JSON')
    .action((file: string, flags: ImportFlags) => orExplain(context, () => importPlan(file, flags, context)));
  plan
    .command('list')
    .description('các kế hoạch đã nhập')
    .option('--json', 'in JSON')
    .action((flags: { json?: true }) => orExplain(context, () => listPlans(flags, context)));
  plan
    .command('show <id>')
    .description('một kế hoạch và tiến độ của nó')
    .option('--json', 'in JSON')
    .action((id: string, flags: { json?: true }) => orExplain(context, () => showPlan(id, flags, context)));
  plan
    .command('export <id>')
    .description('xuất kế hoạch ra tệp, nhập lại được')
    .option('-o, --output <file>', 'tệp đích; - là đầu ra chuẩn', '-')
    .addOption(new Option('--format <format>', 'định dạng').choices(['csv', 'xlsx']).default('csv'))
    .action((id: string, flags: ExportFlags) => orExplain(context, () => exportPlan(id, flags, context)));
}

async function importPlan(file: string, flags: ImportFlags, context: PlanCommandsContext): Promise<void> {
  await assertReadable(file);
  const query = new URLSearchParams();
  for (const field of ['name', 'decision', 'from', 'to'] as const) {
    const value = flags[field];
    if (value !== undefined) query.set(field, value);
  }
  if (flags.dryRun) query.set('dryRun', 'true');
  if (flags.partial) query.set('partial', 'true');
  const client = new ProvinceClient(await context.locateProvince());
  const path = `/plans/${encodeURIComponent(flags.id)}/import?${query.toString()}`;
  const told = await client.sendFile<ToldImport>(path, file, basename(file));
  context.print(flags.json ? JSON.stringify(told, null, 2) : importLines(told).join('\n'));
  const isRefused = told.faultsTotal > 0 && !told.isStored && !(flags.partial && flags.dryRun);
  if (isRefused) context.setExitCode(EXIT_INPUT);
}

async function listPlans({ json }: { json?: true }, context: PlanCommandsContext): Promise<void> {
  const plans = await new ProvinceClient(await context.locateProvince()).get<ToldPlan[]>('/plans');
  const lines = plans.map(({ id, name, periodFrom, periodTo }) => `${id}  ${periodFrom} – ${periodTo}  ${name}`);
  context.print(json ? JSON.stringify(plans, null, 2) : lines.join('\n') || 'Chưa có kế hoạch nào.');
}

async function showPlan(id: string, { json }: { json?: true }, context: PlanCommandsContext): Promise<void> {
  const client = new ProvinceClient(await context.locateProvince());
  const path = `/plans/${encodeURIComponent(id)}`;
  const plan = await client.get<ToldPlan>(path);
  const progress = await client.get<ToldProgress>(`${path}/progress`);
  if (json) {
    context.print(JSON.stringify({ plan, progress }, null, 2));
    return;
  }
  const { total, published, rejected, inDoubt } = progress;
  context.print(`${plan.id}: ${plan.name}`);
  if (plan.decision !== '') context.print(`Quyết định: ${plan.decision}`);
  context.print(`Kỳ: ${plan.periodFrom} – ${plan.periodTo}`);
  context.print(
    `${String(total)} dịch vụ: ${String(published)} đã công khai, ${String(rejected)} bị từ chối, ${String(inDoubt)} chưa rõ`,
  );
}

interface ExportFlags {
  readonly output: string;
  readonly format: string;
}

async function exportPlan(id: string, { output, format }: ExportFlags, context: PlanCommandsContext): Promise<void> {
  const client = new ProvinceClient(await context.locateProvince());
  await client.download(`/plans/${encodeURIComponent(id)}/export?format=${format}`, output);
  if (output !== '-') context.print(`Đã ghi ${output}`);
}

async function assertReadable(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new ProvinceError(`Không có tệp "${file}"`, 'Kiểm tra đường dẫn.', false);
}

/** A person gets a sentence and the next step, never a stack. What is no {@link ProvinceError} is a defect and goes up. */
async function orExplain({ printError, setExitCode }: PlanCommandsContext, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof ProvinceError) && !isFileError(error)) throw error;
    const hint = error instanceof ProvinceError ? error.hint : 'Kiểm tra đường dẫn và quyền ghi.';
    printError(`${error.message}${hint === '' ? '' : `\n→ ${hint}`}`);
    setExitCode(error instanceof ProvinceError && !error.isEnvironment ? EXIT_INPUT : EXIT_ENVIRONMENT);
  }
}

const isFileError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && 'syscall' in error;
