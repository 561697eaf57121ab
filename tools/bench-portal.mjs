// `npm run bench:portal [-- --quick] [-- --json]`: how much work a second of server CPU does, ours and that of other mocks,
// on the same login and look-up; then what a durable DongBoHoSoMC costs with 0, 100 000 and 1 000 000 dossiers stored.
// CPU seconds come from /proc, user and system, of every process of a server; for ours PostgreSQL's are counted as well.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { build, isBuilt } from './build.mjs';
import { benchExchanges } from './bench-portal/exchanges.mjs';
import { startFloor } from './bench-portal/floor.mjs';
import { LoadClient } from './bench-portal/load-client.mjs';
import { installPeers, startPeers } from './bench-portal/peers.mjs';
import { startPortal, startServer } from './bench-portal/portal.mjs';
import { benchSync } from './bench-portal/sync.mjs';
import { printReport } from './bench-portal/report.mjs';

const args = process.argv.slice(2);
const unknown = args.filter((arg) => !['--json', '--quick'].includes(arg));
if (unknown.length > 0) {
  process.stderr.write(`Không hiểu / unknown: ${unknown.join(' ')}; chỉ có / only: --quick --json\n`);
  process.exit(2);
}
const isQuick = args.includes('--quick');
const PLAN = isQuick
  ? {
      rounds: 3,
      // Compilers need a few thousand calls before they show what they can do.
      warmUp: { forMs: 6_000, most: 3_000 },
      round: { forMs: 1_000 },
      stored: [0, 1_000_000],
      syncRounds: 3,
      dossiersPerRound: { 1: 200, 10: 800, 50: 2_000 },
    }
  : {
      rounds: 7,
      warmUp: { forMs: 30_000, most: 20_000 },
      round: { forMs: 3_000 },
      stored: [0, 100_000, 1_000_000],
      syncRounds: 7,
      dossiersPerRound: { 1: 1_000, 10: 4_000, 50: 10_000 },
    };
const tell = (line) => process.stderr.write(`${line}\n`);

if (!existsSync('/proc/self/stat')) {
  tell('Đo CPU cần /proc (Linux). / Measuring CPU needs /proc (Linux).');
  process.exit(4);
}
const folder = join(import.meta.dirname, '..', '.bench');
const stops = [];
const stopAll = async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
};
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stopAll().finally(() => process.exit(130)));

let report;
try {
  if (!isBuilt()) build();
  installPeers(join(folder, 'peers'), tell);
  const data = join(folder, 'data');
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  stops.push(() => rmSync(data, { recursive: true, force: true }));
  const server = await startServer(data);
  stops.push(() => server.stop());
  const client = new LoadClient();
  stops.push(() => client.stop());

  tell('Cổng giả lập của ta, trên PostgreSQL của nó … / our mock, on its PostgreSQL …');
  const portal = await startPortal(server, 'bench_exchange');
  stops.push(() => portal.stop());
  const script = await portal.prepareExchanges();
  const { peers, skipped } = await startPeers({ folder: join(folder, 'peers'), data, script, tell });
  stops.push(() => Promise.all(peers.map((peer) => peer.stop())));
  const floor = await startFloor(script);
  stops.push(() => floor.stop());
  const exchanges = await benchExchanges({ servers: [portal, ...peers, floor], script, client, plan: PLAN, tell });
  await Promise.all([...peers.splice(0), floor].map((server) => server.stop()));
  await portal.stop();
  const sync = await benchSync({ server, client, plan: PLAN, tell, stops });
  report = {
    ratios: { ...exchanges.ratios, syncAt1MVsEmpty: sync.ratio },
    exchanges: exchanges.servers,
    sync: sync.rows,
    skipped,
    machine: {
      cpu: cpus()[0]?.model ?? '',
      cores: cpus().length,
      node: process.version,
      plan: isQuick ? 'quick' : 'full',
    },
  };
} finally {
  await stopAll();
}
if (args.includes('--json')) process.stdout.write(`${JSON.stringify(report)}\n`);
else printReport(report);
