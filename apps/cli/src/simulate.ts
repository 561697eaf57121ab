import { vietnamDay, type IsoDate } from '@dvc/domain';
import { InvalidArgumentError, type Command } from 'commander';
import { CommandError, EXIT } from './exit-codes.js';
import { printJson, printLine } from './print.js';
import { progressBar } from './progress-bar.js';
import { ProvinceClient } from './province-client.js';
import { locateProvince } from './running-system.js';
import { firstDayOf, syntheticDays, type SimulationWish } from './simulation/synthetic-days.js';
import type { Offering } from './simulation/synthetic-life.js';

/** Changes of one request, and of one transaction. */
const CHANGES_AT_ONCE = 200;

interface SimulateOptions {
  readonly perDay: number;
  readonly days: number;
  readonly seed: number;
  readonly json: boolean;
}

export function simulateCommand(program: Command): void {
  program
    .command('simulate')
    .description('tạo hồ sơ giả, cả vòng đời, trong những ngày đã qua / whole lives of dossiers that are nobody’s')
    .requiredOption('--per-day <n>', 'số hồ sơ nộp mỗi ngày', numberUpTo(9_999))
    .requiredOption('--days <n>', 'số ngày, đến hết hôm qua', numberUpTo(366))
    .requiredOption('--seed <n>', 'hạt giống: cùng số cho cùng hồ sơ', numberUpTo(1_000_000))
    .option('--json', 'in JSON / print JSON', false)
    .action(simulate);
}

async function simulate({ json, ...options }: SimulateOptions): Promise<void> {
  const client = new ProvinceClient(locateProvince());
  const [first, ...others] = await client.get<Offering[]>('/procedures');
  if (first === undefined)
    throw new CommandError(EXIT.unmet, 'Tỉnh chưa có dịch vụ nào', 'Nhập một kế hoạch trước: `dvcqg plan import`');
  const wish = { ...options, until: vietnamDay(new Date()) };
  const bar = progressBar('Tạo hồ sơ |{bar}| {value}/{total} ngày · {changes} thay đổi', json);
  let changes = 0;
  let days = 0;
  try {
    bar.start(wish.days, 0, { changes });
    for (const today of syntheticDays(wish, [first, ...others])) {
      changes += await send(client, today, `simulate-${keyOf(wish)}-${String(days)}`);
      bar.update(++days, { changes });
    }
  } finally {
    bar.stop();
  }
  const told = { dossiers: wish.perDay * wish.days, changes, from: firstDayOf(wish), until: wish.until };
  if (json) printJson(told);
  else printLine(toldLine(told));
}

/** A day that was sent before is answered as it was then, and changes nothing. */
async function send(client: ProvinceClient, today: readonly object[], key: string): Promise<number> {
  let committed = 0;
  for (let from = 0; from < today.length; from += CHANGES_AT_ONCE) {
    const changes = today.slice(from, from + CHANGES_AT_ONCE);
    const answer = await client.post<{ committed: number }>('/dossiers/changes', { changes }, `${key}-${String(from)}`);
    committed += answer.committed;
  }
  return committed;
}

const keyOf = ({ seed, perDay, days, until }: SimulationWish): string => [seed, perDay, days, until].join('-');

const toldLine = ({
  dossiers,
  changes,
  from,
  until,
}: {
  dossiers: number;
  changes: number;
  from: IsoDate;
  until: IsoDate;
}): string => `${String(dossiers)} hồ sơ, ${String(changes)} thay đổi, từ ${from} đến trước ${until}`;

function numberUpTo(most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d{1,7}$/.test(text) && number <= most && (number > 0 || text === '0')) return number;
    throw new InvalidArgumentError(`Cần một số nguyên đến ${String(most)}.`);
  };
}
