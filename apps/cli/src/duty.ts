import { formatDay, type Duty, type DutyState, type IsoDate } from '@dvc/domain';
import type { Command } from 'commander';
import { printJson, printLine } from './print.js';
import { ProvinceClient } from './province-client.js';
import { locateProvince } from './running-system.js';

interface ToldDuties {
  readonly at: IsoDate;
  readonly duties: readonly (Duty & { readonly state: DutyState; readonly daysLeft: number | null })[];
}

interface ListOptions {
  readonly at?: string;
  readonly plan?: string;
  readonly json: boolean;
}

interface DoneOptions {
  readonly evidence: string;
  readonly on?: string;
  readonly json: boolean;
}

const WORDS: Readonly<Record<DutyState, string>> = {
  done: 'đã xong',
  doneLate: 'xong muộn',
  late: 'QUÁ HẠN',
  dueSoon: 'sắp đến hạn',
  due: 'chưa đến hạn',
  open: 'không đặt hạn',
};

export function dutyCommands(program: Command): void {
  const duty = program.command('duty').description('nhiệm vụ trong văn bản chỉ đạo / duties of directives');
  duty
    .command('list')
    .description('nhiệm vụ, ngày cuối cùng và tình trạng tại một ngày / last days, and where each stands')
    .option('--at <yyyy-mm-dd>', 'ngày để xét; không có thì hôm nay')
    .option('--plan <id>', 'chỉ một văn bản')
    .option('--json', 'in JSON / print JSON', false)
    .action(list);
  duty
    .command('done <plan> <n>')
    .description('ghi nhận một nhiệm vụ đã xong / says that one is done')
    .requiredOption('--evidence <text>', 'số văn bản hoặc địa chỉ chứng minh')
    .option('--on <yyyy-mm-dd>', 'ngày hoàn thành; không có thì hôm nay')
    .option('--json', 'in JSON / print JSON', false)
    .action(done);
}

async function list({ at, plan, json }: ListOptions): Promise<void> {
  const query = new URLSearchParams({ ...(at && { at }), ...(plan && { plan }) });
  print(await new ProvinceClient(locateProvince()).get<ToldDuties>(`/duties?${query.toString()}`), json);
}

async function done(plan: string, n: string, { evidence, on, json }: DoneOptions): Promise<void> {
  const path = `/duties/${encodeURIComponent(plan)}/${encodeURIComponent(n)}/done`;
  print(await new ProvinceClient(locateProvince()).send<ToldDuties>(path, { evidence, ...(on && { on }) }), json);
}

function print(told: ToldDuties, json: boolean): void {
  if (json) {
    printJson(told);
    return;
  }
  const late = told.duties.filter(({ state }) => state === 'late').length;
  printLine(`Ngày ${formatDay(told.at)}: ${String(told.duties.length)} nhiệm vụ, ${String(late)} quá hạn`);
  for (const { n, actor, text, wording, deadline, state, daysLeft } of told.duties) {
    const last = deadline === null ? wording || 'không ghi ngày' : `${wording} → hết ngày ${formatDay(deadline)}`;
    const days = state === 'late' && daysLeft !== null ? ` ${String(-daysLeft)} ngày` : '';
    printLine(`${String(n).padStart(2)}. [${WORDS[state]}${days}] ${actor}: ${text} (${last})`);
  }
}
