import type { Command } from 'commander';
import { printJson, printLine } from './print.js';
import { ProvinceClient } from './province-client.js';
import { locateProvince } from './running-system.js';

interface JsonOption {
  readonly json: boolean;
}

interface ToldWorld {
  readonly name: string;
  readonly title: string;
  readonly asOf: string;
  readonly loadedAt: string | null;
}

export function worldCommands(program: Command): void {
  const world = program.command('world').description('số liệu mẫu theo năm bài báo / states of affairs to count in');
  world
    .command('list')
    .description('các thế giới có sẵn, đã nạp hay chưa / what can be loaded')
    .option('--json', 'in JSON / print JSON', false)
    .action(list);
  world
    .command('load <name>')
    .description('nạp một thế giới vào cơ sở dữ liệu của tỉnh, một lần / all of it, once')
    .option('--json', 'in JSON / print JSON', false)
    .action(load);
}

async function list({ json }: JsonOption): Promise<void> {
  const worlds = await new ProvinceClient(locateProvince()).get<ToldWorld[]>('/worlds');
  if (json) printJson(worlds);
  else
    for (const { name, title, asOf, loadedAt } of worlds)
      printLine(`${loadedAt ? '●' : '○'} ${name}  ${asOf}  ${title}`);
}

async function load(name: string, { json }: JsonOption): Promise<void> {
  const client = new ProvinceClient(locateProvince());
  const told = await client.send<{ isNew: boolean }>(`/worlds/${encodeURIComponent(name)}/load`);
  if (json) printJson(told);
  else printLine(told.isNew ? `Đã nạp ${name}.` : `${name} đã nạp từ trước; không có gì đổi.`);
}
