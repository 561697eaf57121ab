import { levelName, type IsoDate, type Level } from '@dvc/domain';
import type { Command } from 'commander';
import { printJson, printLine } from './print.js';
import { ProvinceClient } from './province-client.js';
import { locateProvince } from './running-system.js';

/** The province's answer, as far as it is printed. */
interface ToldHistory {
  readonly serviceCode: string;
  readonly serviceName: string;
  readonly changes: readonly {
    readonly agencyCode: string;
    readonly agencyName: string;
    readonly from: Level | null;
    readonly to: Level;
    readonly effectiveOn: IsoDate;
    readonly by: string;
    readonly planId: string | null;
    readonly reason: string;
    readonly publishedAt: string | null;
  }[];
}

/** Online services, one by one. */
export function serviceCommands(program: Command): void {
  program
    .command('service')
    .description('dịch vụ công trực tuyến / online services')
    .command('history <code>')
    .description('mức độ của dịch vụ: từ ngày nào, ai đổi, vì sao, Cổng đã có chưa / its levels over time')
    .option('--json', 'in JSON / print JSON', false)
    .action(history);
}

async function history(code: string, { json }: { json: boolean }): Promise<void> {
  const path = `/services/${encodeURIComponent(code)}/history`;
  const told = await new ProvinceClient(locateProvince()).get<ToldHistory>(path);
  if (json) printJson(told);
  else printLine([`${told.serviceCode}: ${told.serviceName}`, ...told.changes.map(changeLine)].join('\n'));
}

function changeLine({ effectiveOn, from, to, ...change }: ToldHistory['changes'][number]): string {
  const move = from === null ? levelName(to) : `${levelName(from)} → ${levelName(to)}`;
  const { by, planId, reason, publishedAt, agencyName, agencyCode } = change;
  const portal = publishedAt === null ? 'Cổng chưa xác nhận' : `Cổng xác nhận ${publishedAt}`;
  const why = [by, planId, reason].filter((word) => word !== null && word !== '').join(' · ');
  return `${effectiveOn}  ${move}  ${agencyName} (${agencyCode})  ${portal}${why === '' ? '' : `  [${why}]`}`;
}
