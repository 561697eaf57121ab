// The same exchange with every server, in alternating rounds.
import { median } from './median.mjs';
import { cpuSecondsOf } from './process-tree.mjs';

const CONNECTIONS = 8;

/** Requests per second of server CPU, and how ours stands against the best of the others. */
export async function benchExchanges({ servers, script, client, plan, tell }) {
  const figures = servers.map(() => ({ login: [], lookup: [] }));
  const once = async (server, kind, { forMs, most }) => {
    const { path, body } = script[kind];
    const before = cpuSecondsOf(server.roots);
    const startedAt = performance.now();
    const done = await client.send({ url: server.url + path, connections: CONNECTIONS, forMs, most, bodies: [body] });
    const seconds = (performance.now() - startedAt) / 1_000;
    return { perCpuSecond: done / (cpuSecondsOf(server.roots) - before), perSecond: done / seconds };
  };
  for (const server of servers) for (const kind of ['login', 'lookup']) await once(server, kind, plan.warmUp);
  for (let round = 0; round < plan.rounds; round += 1) {
    tell(`Đăng nhập, tra cứu: vòng / round ${round + 1}/${plan.rounds}`);
    const order = servers.map((_, index) => (index + round) % servers.length);
    for (const kind of ['login', 'lookup'])
      for (const index of order) figures[index][kind].push(await once(servers[index], kind, plan.round));
  }
  const rows = servers.map(({ name, version, note, isFloor = false }, index) => ({
    name,
    isFloor,
    version,
    note,
    login: sumUp(figures[index].login),
    lookup: sumUp(figures[index].lookup),
  }));
  const ratios = { loginVsBestPeer: ratioOf(rows, 'login'), lookupVsBestPeer: ratioOf(rows, 'lookup') };
  return { servers: rows, ratios };
}

const sumUp = (rounds) => ({
  requestsPerCpuSecond: Math.round(median(rounds.map(({ perCpuSecond }) => perCpuSecond))),
  requestsPerSecond: Math.round(median(rounds.map(({ perSecond }) => perSecond))),
});

/** Ours is the first. */
function ratioOf([ours, ...others], kind) {
  const peers = others.filter(({ isFloor }) => !isFloor);
  const best = Math.max(...peers.map((peer) => peer[kind].requestsPerCpuSecond));
  return peers.length === 0 ? null : Number((ours[kind].requestsPerCpuSecond / best).toFixed(3));
}
