import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { LedgerEntity } from './ledger.entity.js';

/** One thing that happened on one lane. `detail` holds no personal data. */
export interface LedgerEntry {
  readonly laneId: string;
  readonly event: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** A lane whose ledger is not what was written: `n` is the first entry that does not follow from the one before. */
export interface BrokenChain {
  readonly code: string;
  readonly n: number;
}

/** Lanes looked at in one statement. */
const PAGE = 500;

/** What happened, per lane, for good. */
export class LedgerRepository {
  constructor(private readonly db: EntityManager) {}

  /** Oldest first. */
  async listByDossier(dossierCode: string): Promise<Pick<LedgerEntity, 'n' | 'at' | 'actor' | 'event' | 'detail'>[]> {
    return this.db.find(LedgerEntity, {
      select: { n: true, at: true, actor: true, event: true, detail: true },
      where: { lane: { kind: 'D', code: dossierCode } },
      order: { n: 'ASC' },
    });
  }

  /** Works out every chain anew. Entries changed, left out, added or moved since they were written show. */
  async verify(): Promise<{ lanes: number; entries: number; broken: BrokenChain[] }> {
    const sum = { lanes: 0, entries: 0, broken: [] as BrokenChain[] };
    for (let after = '0'; ;) {
      const lanes = await this.db.query<ChainedLane[]>(CHAINS, [after, PAGE]);
      for (const lane of lanes) {
        const n = firstBreak(lane);
        if (n !== null) sum.broken.push({ code: lane.code, n });
        sum.entries += lane.entries.length;
      }
      sum.lanes += lanes.length;
      after = lanes.at(-1)?.id ?? after;
      if (lanes.length < PAGE) return sum;
    }
  }
}

/** Appends at most one entry per lane, chained under the locks of the surrounding transaction. */
export async function appendToLedger(db: EntityManager, entries: readonly LedgerEntry[], actor: string): Promise<void> {
  if (entries.length > 0) await db.query('SELECT ledger_append($1, $2)', [JSON.stringify(entries), actor]);
}

interface ChainedLane {
  readonly id: string;
  readonly code: string;
  readonly count: number;
  readonly head: string;
  readonly entries: readonly { readonly n: number; readonly text: string; readonly chain: string }[];
}

/** The text of an entry as `ledger_append` chains it. One statement sees one moment: a lane and its entries fit. */
const CHAINS = `
  SELECT l.id, l.code, l.ledger_n AS count, encode(l.chain, 'hex') AS head, coalesce(g.entries, '[]') AS entries
  FROM lane l LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('n', n, 'chain', encode(chain, 'hex'), 'text',
      jsonb_build_array(n, extract(epoch FROM at), actor, event, detail)::text) ORDER BY n) AS entries
    FROM ledger WHERE lane_id = l.id
  ) g ON true
  WHERE l.id > $1 ORDER BY l.id LIMIT $2`;

function firstBreak({ count, head, entries }: ChainedLane): number | null {
  let chain = Buffer.alloc(0);
  for (const [place, entry] of entries.entries()) {
    chain = createHash('sha256').update(chain).update(entry.text).digest();
    if (entry.n !== place + 1 || entry.chain !== chain.toString('hex')) return place + 1;
  }
  return entries.length === count && chain.toString('hex') === head ? null : entries.length + 1;
}
