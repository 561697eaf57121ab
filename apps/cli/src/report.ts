import { REPORT_NAMES, formatMoment, type ReportForm } from '@dvc/domain';
import { Option, type Command } from 'commander';
import { CommandError, EXIT } from './exit-codes.js';
import { printJson, printLine, tell } from './print.js';
import { ProvinceClient } from './province-client.js';
import { locateProvince } from './running-system.js';

interface ReportOptions {
  readonly period: string;
  readonly plan?: string;
  readonly format: string;
  readonly out: string;
  readonly figure?: string;
  readonly group?: string;
  readonly json: boolean;
}

/** `dvcqg report`: what the province hands in, as the province writes it. */
export function reportCommands(program: Command): void {
  const report = program.command('report').description('báo cáo: XLSX, CSV, PDF, JSON / reports to hand in');
  report
    .command('list')
    .description('các báo cáo có thể lập / what there is')
    .option('--json', 'in JSON / print JSON', false)
    .action(listReports);
  report
    .command('show <name>', { isDefault: true })
    .description(`lập một báo cáo (${REPORT_NAMES.join(', ')}); không cần gõ "show" / makes one`)
    .requiredOption(
      '--period <period>',
      '2023-03, 2023-I, 2023-H1, 2023, 2023-01-01..2023-03-13; -ND09: từ ngày 15 đến ngày 14',
    )
    .option('--plan <id>', 'mã kế hoạch, cho báo cáo của một kế hoạch')
    .addOption(new Option('--format <format>', 'định dạng').choices(['csv', 'xlsx', 'pdf', 'json']).default('csv'))
    .option('-o, --out <file>', 'tệp đích; - là đầu ra chuẩn', '-')
    .option('--figure <key>', 'thay cho bảng: các dòng mà chỉ tiêu này đã đếm')
    .option('--group <code>', 'cùng --figure: chỉ của dòng này, ví dụ mã cơ quan')
    .option('--json', 'như --format json / print JSON', false)
    .action(makeReport);
}

async function listReports({ json }: { json: boolean }): Promise<void> {
  const forms = await new ProvinceClient(locateProvince()).get<ReportForm[]>('/reports');
  if (json) printJson(forms);
  else for (const { name, number, title } of forms) printLine(`${name.padEnd(24)} ${title} (${number})`);
}

async function makeReport(name: string, options: ReportOptions): Promise<void> {
  const { period, plan, figure, group, json, out } = options;
  const format = json ? 'json' : options.format;
  if (group !== undefined && figure === undefined)
    throw new CommandError(EXIT.badInput, '--group cần --figure', 'Thêm --figure <khóa của cột>');
  const query = new URLSearchParams({ period, format });
  for (const [key, value] of Object.entries({ plan, figure, group })) if (value !== undefined) query.set(key, value);
  const path = `/reports/${encodeURIComponent(name)}${figure === undefined ? '' : '/rows'}?${query.toString()}`;
  const headers = await new ProvinceClient(locateProvince()).download(path, out);
  if (out !== '-') tell(`Đã ghi ${out}; số liệu đến ${formatMoment(new Date(headers.get('x-report-as-of') ?? ''))}`);
  const violations = Number(headers.get('x-report-violations'));
  if (violations === 0) return;
  tell(`Số liệu không khớp ở ${String(violations)} chỗ; báo cáo ghi từng chỗ. Đừng ký trước khi xem lại.`);
  process.exitCode = EXIT.unmet;
}
