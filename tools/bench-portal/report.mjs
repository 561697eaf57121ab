// The figures for people.
const number = (value) => value.toLocaleString('vi-VN');

export function printReport({ ratios, exchanges, sync, skipped, machine }) {
  const lines = [
    `${machine.cpu}, ${machine.cores} lõi / cores, Node ${machine.node}, ${machine.plan}`,
    '',
    'Yêu cầu mỗi giây CPU của máy chủ / requests per second of server CPU (của ta: cùng PostgreSQL / ours: with PostgreSQL)',
    row('', 'đăng nhập / login', 'tra cứu / look-up'),
    ...exchanges.map(({ name, version, login, lookup }) =>
      row(`${name} ${version}`, number(login.requestsPerCpuSecond), number(lookup.requestsPerCpuSecond)),
    ),
    ...exchanges.flatMap(({ name, note }) => (note ? [`  ${name}: ${note}`] : [])),
    ...skipped.map(({ name, reason }) => `  ${name}: bỏ qua / skipped: ${reason}`),
    `Ta so với giỏi nhất / ours against the best: đăng nhập ${ratios.loginVsBestPeer} ×, tra cứu ${ratios.lookupVsBestPeer} ×`,
    '',
    'DongBoHoSoMC, bền vững / durable: ms CPU mỗi hồ sơ (ms đồng hồ) / CPU ms per dossier (wall ms)',
    row('đã có / stored', '1 một lần gọi', '10', '50'),
    ...[...new Set(sync.map(({ stored }) => stored))].map((stored) =>
      row(
        number(stored),
        ...sync
          .filter((each) => each.stored === stored)
          .map(({ cpuMsPerDossier, wallMsPerDossier }) => `${number(cpuMsPerDossier)} (${number(wallMsPerDossier)})`),
      ),
    ),
    `Nhiều nhất so với rỗng / fullest against empty: ${ratios.syncAt1MVsEmpty} × (cỡ xấu nhất / worst size)`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

const row = (first, ...others) => `  ${first.padEnd(22)}${others.map((each) => each.padStart(20)).join('')}`;
