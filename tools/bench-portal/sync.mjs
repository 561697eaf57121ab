// What DongBoHoSoMC costs per dossier, durable, on an empty table and on full ones: one database each, in alternating rounds.
import { median } from './median.mjs';
import { SYNC_PATH, dossier, inDatabase, startPortal, syncBody } from './portal.mjs';
import { cpuSecondsOf } from './process-tree.mjs';

const SIZES = [1, 10, 50];
const CONNECTIONS = 4;
/** Agencies whose dossiers are stored, and dossiers of a day of one of them. */
const AGENCIES = 40;
const PER_DAY = 100;

export async function benchSync({ server, client, plan, tell, stops }) {
  const portals = [];
  for (const stored of plan.stored) {
    const portal = await startPortal(server, `bench_${stored}`);
    stops.push(() => portal.stop());
    tell(`Đang đổ ${stored} hồ sơ bằng SQL … / filling in ${stored} dossiers by SQL …`);
    await inDatabase(portal.databaseUrl, (db) => fill(db, stored));
    portals.push({
      portal,
      stored,
      session: await portal.logIn(),
      next: 0,
      costs: new Map(SIZES.map((size) => [size, []])),
    });
  }
  for (const each of portals) for (const size of SIZES) await sendRound(each, { size, client, plan });
  for (const { costs } of portals) for (const rounds of costs.values()) rounds.length = 0; // those were warm-up
  for (let round = 0; round < plan.syncRounds; round += 1) {
    tell(`DongBoHoSoMC: vòng / round ${round + 1}/${plan.syncRounds}`);
    for (const size of SIZES)
      for (let turn = 0; turn < portals.length; turn += 1)
        await sendRound(portals[(turn + round) % portals.length], { size, client, plan });
  }
  const rows = portals.flatMap(({ stored, costs }) =>
    [...costs].map(([size, rounds]) => ({
      stored,
      dossiersPerCall: size,
      cpuMsPerDossier: Number(median(rounds.map(({ cpuMs }) => cpuMs)).toFixed(3)),
      wallMsPerDossier: Number(median(rounds.map(({ wallMs }) => wallMs)).toFixed(3)),
    })),
  );
  return { rows, ratio: worstRatio(rows) };
}

async function sendRound(each, { size, client, plan }) {
  const { portal, session, costs } = each;
  const count = Math.ceil(plan.dossiersPerRound[size] / size);
  const bodies = Array.from({ length: count }, () =>
    syncBody(
      session,
      Array.from({ length: size }, () => freshCode(each)),
    ),
  );
  const before = cpuSecondsOf(portal.roots);
  const startedAt = performance.now();
  await client.send({ url: portal.url + SYNC_PATH, connections: CONNECTIONS, bodies });
  const wallMs = (performance.now() - startedAt) / (count * size);
  costs.get(size).push({ cpuMs: ((cpuSecondsOf(portal.roots) - before) * 1_000) / (count * size), wallMs });
}

/** Today's dossiers of the same agencies: their keys lie between those that are stored. */
function freshCode(each) {
  const n = each.next++;
  const agency = String(n % AGENCIES).padStart(2, '0');
  const place = Math.floor(n / AGENCIES);
  const day = String(1 + Math.floor(place / 9_999)).padStart(2, '0');
  return `000.00.${agency}.H60-2212${day}-${String(1 + (place % 9_999)).padStart(4, '0')}`;
}

/** Dossiers with one change of status each, as if they had been sent one by one; in one statement per table. */
async function fill(db, count) {
  const { MaHoSo: _, ...fields } = dossier('');
  await db.query(
    `INSERT INTO dossier (space, code, copy, owner, origin, status, fields, revision, created_at, updated_at)
     SELECT 'default', code, 1, 'H60', 'province', '4', jsonb_build_object('MaHoSo', code) || $1::jsonb, 1, now(), now()
     FROM (SELECT '000.00.' || lpad((n % $2)::text, 2, '0') || '.H60-' ||
             to_char(date '2021-01-01' + n / $2 / $3, 'YYMMDD') || '-' || lpad((n / $2 % $3)::text, 4, '0') AS code
           FROM generate_series(0, $4::int - 1) AS n) AS made`,
    [JSON.stringify(fields), AGENCIES, PER_DAY, count],
  );
  await db.query(
    `INSERT INTO dossier_history (space, code, service, from_status, to_status, changed_at)
     SELECT space, code, 'DongBoHoSoMC', NULL, status, created_at FROM dossier`,
  );
  // What the server would do by itself, now and not in the middle of a round.
  for (const table of ['dossier', 'dossier_history']) await db.query(`VACUUM (ANALYZE) ${table}`);
  await db.query('CHECKPOINT');
}

/** CPU per dossier on the fullest table against the empty one: the worst of the sizes. */
function worstRatio(rows) {
  const most = Math.max(...rows.map(({ stored }) => stored));
  const costAt = (stored, size) =>
    rows.find((row) => row.stored === stored && row.dossiersPerCall === size).cpuMsPerDossier;
  return Number(Math.max(...SIZES.map((size) => costAt(most, size) / costAt(0, size))).toFixed(3));
}
