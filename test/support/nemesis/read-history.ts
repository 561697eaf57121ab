import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { CommittedChange, LaneHistory, PortalEffect, WriteAttempt } from './history.js';

/** Written in the portal's own database by a trigger, in the transaction that stores: the order is that of the locks. */
export const WATCH_PORTAL = `
  CREATE TABLE effect_seen (id bigserial PRIMARY KEY, source text NOT NULL, code text NOT NULL, row jsonb NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp());
  CREATE FUNCTION see_effect() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO effect_seen (source, code, row) VALUES (TG_TABLE_NAME, NEW.code, to_jsonb(NEW)); RETURN NULL; END $$;
  CREATE TRIGGER see_effect AFTER INSERT OR UPDATE ON dossier FOR EACH ROW EXECUTE FUNCTION see_effect();
  CREATE TRIGGER see_effect AFTER INSERT OR UPDATE ON service FOR EACH ROW EXECUTE FUNCTION see_effect();
  CREATE TRIGGER see_effect AFTER INSERT ON progress_row FOR EACH ROW EXECUTE FUNCTION see_effect();`;

const MS = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`;

const LANES = `
  SELECT l.id, l.kind, l.code, l.next_op IS NULL AND l.batch_id IS NULL AND l.intent_id IS NULL AS "isAtRest",
    coalesce(d.summary, s.name, '') AS words,
    coalesce((SELECT jsonb_agg(content ORDER BY n) FROM dossier_step WHERE dossier_code = l.code), '[]') AS steps,
    coalesce((SELECT jsonb_agg((detail ->> 'attemptId')::bigint) FROM ledger WHERE lane_id = l.id AND event = 'OK'), '[]')
      AS "ledgerAcks"
  FROM lane l LEFT JOIN dossier d ON l.kind = 'D' AND d.code = l.code LEFT JOIN service s ON l.kind = 'S' AND s.code = l.code
  ORDER BY l.id`;
const CHANGES = `
  SELECT lane_id, version, stream, seq, body, status_code AS status, state, superseded_by AS "supersededBy",
    settled_by::int AS "settledBy", ${MS('created_at')} AS "committedAt" FROM outbox ORDER BY lane_id, version`;
const ATTEMPTS = `
  SELECT a.lane_id, a.id::int AS id, a.stream, a.from_seq AS "fromSeq", a.to_seq AS "toSeq", ${MS('a.started_at')} AS "intentAt",
    coalesce((SELECT jsonb_agg(jsonb_build_object('outcome', class, 'source', source, 'at', ${MS('at')}) ORDER BY n)
      FROM attempt_result WHERE attempt_id = a.id), '[]') AS results,
    EXISTS (SELECT 1 FROM ledger g WHERE g.lane_id = a.lane_id AND g.detail ->> 'attemptId' = a.id::text
      AND g.detail ? 'mayRepeat') AS "mayRepeat"
  FROM attempt a JOIN exchange x ON x.id = a.exchange_id WHERE x.op <> 'read' ORDER BY a.lane_id, a.id`;
const EFFECTS = `SELECT source, code, row, ${MS('at')} AS at FROM effect_seen ORDER BY id`;
const SHOWN = `
  SELECT code, fields ->> 'TrichYeuHoSo' AS words, status::int FROM dossier
  UNION ALL SELECT code, name, NULL FROM service ORDER BY code`;
/** What the portal does by itself later is noted once more, under the time and the bytes of its call. */
const ARRIVALS = `
  SELECT key AS code, count(DISTINCT (content::jsonb ->> 'at') || (content::jsonb #>> '{request,sha256}'))::int AS n
  FROM journal, unnest(keys) key WHERE service IN ('DongBoHoSoMC', 'CapNhatTienDoHoSoMC', 'DongBoDVC') GROUP BY 1`;

/** What became of every lane, from the province's database and from the portal's. */
export async function readLanes(province: pg.Pool, portal: pg.Pool): Promise<LaneHistory[]> {
  const rowsOf = async <T extends object>(db: pg.Pool, sql: string): Promise<T[]> => (await db.query<T>(sql)).rows;
  const changes = groupBy(await rowsOf<ChangeRow>(province, CHANGES), ({ lane_id: id }) => id);
  const attempts = groupBy(await rowsOf<AttemptRow>(province, ATTEMPTS), ({ lane_id: id }) => id);
  const effects = groupBy(await rowsOf<EffectRow>(portal, EFFECTS), ({ code }) => code);
  const shown = groupBy(await rowsOf<ShownRow>(portal, SHOWN), ({ code }) => code);
  const arrivals = new Map(
    (await rowsOf<{ code: string; n: number }>(portal, ARRIVALS)).map(({ code, n }) => [code, n]),
  );
  return (await rowsOf<LaneRow>(province, LANES)).map(({ id, kind, code, isAtRest, words, steps, ledgerAcks }) => ({
    kind,
    code,
    isAtRest,
    ledgerAcks,
    business: { token: tokenIn(words), steps: steps.map(tokenIn) },
    changes: (changes.get(id) ?? []).map(toChange),
    attempts: attempts.get(id) ?? [],
    effects: withoutMoves(effects.get(code) ?? []),
    shown: (shown.get(code) ?? []).map(({ words: at, status }) => ({ token: tokenIn(at), status })),
    arrivals: arrivals.get(code) ?? 0,
  }));
}

interface LaneRow extends Pick<LaneHistory, 'kind' | 'code' | 'isAtRest' | 'ledgerAcks'> {
  readonly id: string;
  readonly words: string;
  readonly steps: readonly string[];
}
interface ChangeRow extends Omit<CommittedChange, 'token' | 'hash'> {
  readonly lane_id: string;
  readonly body: string | null;
}
interface AttemptRow extends WriteAttempt {
  readonly lane_id: string;
}
interface EffectRow {
  readonly source: 'dossier' | 'service' | 'progress_row';
  readonly code: string;
  readonly row: Readonly<Record<string, unknown>>;
  readonly at: number;
}
interface ShownRow {
  readonly code: string;
  readonly words: string;
  readonly status: number | null;
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

/** The last word of what a producer wrote. */
const tokenIn = (words: unknown): string => (typeof words === 'string' ? (words.split(' ').at(-1) ?? '') : '');

function toChange({ body, version, stream, seq, ...row }: ChangeRow): CommittedChange {
  const item = JSON.parse(body ?? '{}') as Record<string, unknown>;
  const words = item['TrichYeuHoSo'] ?? item['NoiDungXuLy'] ?? item['TENDVC'];
  const { status, state, supersededBy, settledBy, committedAt } = row;
  const numbers = { version, stream, seq, status, state, supersededBy, settledBy, committedAt };
  return { ...numbers, token: tokenIn(words), hash: hashOf(item) };
}

function toEffect({ source, row, at }: EffectRow): PortalEffect {
  if (source === 'service') {
    const { name, applications, state } = row;
    const item = { TENDVC: name, APDUNGDVC: applications, TRANGTHAI: state };
    return { stream: 'state', token: tokenIn(name), hash: hashOf(item), at };
  }
  const fields = row['fields'] as Record<string, unknown>;
  const isState = source === 'dossier';
  const words = fields[isState ? 'TrichYeuHoSo' : 'NoiDungXuLy'];
  return { stream: isState ? 'state' : 'journal', token: tokenIn(words), hash: hashOf(fields), at };
}

/** A step moves the status of its dossier and leaves the rest: that is no state stored anew. */
function withoutMoves(rows: readonly EffectRow[]): PortalEffect[] {
  let last = '';
  return rows.flatMap((row) => {
    const effect = toEffect(row);
    if (row.source !== 'dossier') return [effect];
    const before = last;
    last = hashOf({ ...(row.row['fields'] as object), TrangThaiHoSo: '' });
    return last === before ? [] : [effect];
  });
}

/** Of a service the journal of the portal keeps some fields under other names; these tell one change from another. */
const OF_SERVICE = ['TENDVC', 'APDUNGDVC', 'TRANGTHAI'];

function hashOf(item: Readonly<Record<string, unknown>>): string {
  const kept = Object.entries(item).filter(([name]) => !('TENDVC' in item) || OF_SERVICE.includes(name));
  return createHash('sha256')
    .update(canonical(Object.fromEntries(kept)))
    .digest('hex')
    .slice(0, 16);
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
