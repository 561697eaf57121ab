import { formatCount, formatDay, type CheckResult, type CheckState, type IsoDate } from '@dvc/domain';
import type { Command } from 'commander';
import { CommandError, EXIT } from './exit-codes.js';
import { printJson, printLine } from './print.js';
import { ProvinceClient } from './province-client.js';
import { locateProvince } from './running-system.js';

/** The province's answer, as far as it is printed. */
interface ToldKpis {
  readonly world: string | null;
  readonly at: IsoDate;
  readonly period: { readonly from: IsoDate; readonly to: IsoDate } | null;
  readonly leftOut: { readonly count: number };
  readonly figures: readonly {
    readonly id: string;
    readonly name: string;
    readonly base: string;
    readonly text: string;
    readonly numerator: { readonly count: number };
    readonly denominator: { readonly count: number } | null;
  }[];
  readonly late: readonly {
    readonly planName: string;
    readonly agencies: readonly { readonly agencyName: string; readonly late: number; readonly due: number }[];
  }[];
}

interface ToldChecks {
  readonly counts: Readonly<Record<CheckState, number>>;
  readonly checks: readonly CheckResult[];
}

interface ShowOptions {
  readonly world?: string;
  readonly at?: string;
  readonly json: boolean;
}

export function kpiCommands(program: Command): void {
  const kpi = program.command('kpi').description('chỉ số, đếm từ từng dòng / figures counted from rows');
  kpi
    .command('show')
    .description('các chỉ số của tỉnh, hoặc của một thế giới đã nạp, tại một ngày / the KPIs of a day')
    .option('--world <name>', 'thế giới đã nạp; không có thì chính tỉnh')
    .option('--at <yyyy-mm-dd>', 'ngày của số liệu')
    .option('--json', 'in JSON / print JSON', false)
    .action(show);
  kpi
    .command('verify')
    .description('tính lại mọi số của các bài báo từ các thế giới đã nạp / every figure of the articles, anew')
    .option('--json', 'in JSON / print JSON', false)
    .action(verify);
}

async function show({ world, at, json }: ShowOptions): Promise<void> {
  const query = new URLSearchParams({ ...(world && { world }), ...(at && { at }) });
  const told = await new ProvinceClient(locateProvince()).get<ToldKpis>(`/kpi?${query.toString()}`);
  if (json) printJson(told);
  else printLine(showLines(told).join('\n'));
}

function showLines({ world, at, period, leftOut, figures, late }: ToldKpis): string[] {
  const days = period ? `; hồ sơ từ ${formatDay(period.from)} đến ${formatDay(period.to)}` : '';
  return [
    `${world ?? 'Tỉnh'}, số liệu ngày ${formatDay(at)}${days}`,
    ...figures.map(({ id, name, base, text, numerator, denominator }) => {
      const parts = denominator && `  = ${formatCount(numerator.count)} / ${formatCount(denominator.count)} ${base}`;
      return `${id.padEnd(4)}${name}: ${text}${parts ?? ''}`;
    }),
    ...(leftOut.count > 0
      ? [`Không tính ${formatCount(leftOut.count)} dịch vụ: mức độ ghi theo cách gọi của thời kỳ khác`]
      : []),
    ...late.flatMap(({ planName, agencies }) => [
      `Chậm: ${planName}`,
      ...agencies.map(
        (each) => `  ${each.agencyName}: ${formatCount(each.late)} / ${formatCount(each.due)} dòng đã đến hạn`,
      ),
    ]),
  ];
}

const MARKS: Readonly<Record<CheckState, string>> = {
  matches: 'khớp      ',
  inconsistent: 'MÂU THUẪN ',
  computed: 'chỉ tính  ',
  failed: 'SAI       ',
};
/** Nothing to count: mostly its world is not loaded. */
const NO_FIGURE = 'không số  ';

/** Ends well only where every figure comes out as it must, contradictions of the articles included. */
async function verify({ json }: { readonly json: boolean }): Promise<void> {
  const { counts, checks } = await new ProvinceClient(locateProvince()).get<ToldChecks>('/kpi/checks');
  if (json) printJson({ counts, checks });
  else for (const check of checks) printLine(checkLine(check));
  const { matches, inconsistent, computed, failed } = counts;
  if (!json)
    printLine(
      `${String(checks.length)} phép kiểm: ${String(matches)} khớp, ${String(inconsistent)} mâu thuẫn của bài báo, ${String(computed)} chỉ tính, ${String(failed)} sai`,
    );
  if (failed > 0 || checks.length === 0)
    throw new CommandError(
      EXIT.unmet,
      `${String(failed)} phép kiểm sai`,
      'Nạp đủ các thế giới: dvcqg world load <tên>; tên: dvcqg world list',
    );
}

function checkLine({ id, label, state, values, computed, printed, qualifier, note, faults }: CheckResult): string {
  const shown = printed === null ? '' : `; bài báo: ${[qualifier, printed].filter((word) => word !== '').join(' ')}`;
  const why = [...faults, note].filter((word) => word !== '').join('; ');
  const mark = state === 'failed' && values.length === 0 ? NO_FIGURE : MARKS[state];
  return `${mark}${id}  ${label}: ${values.map(formatCount).join(' , ')} → ${computed}${shown}${why && `  (${why})`}`;
}
