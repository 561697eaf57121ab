import type { EntityManager } from 'typeorm';
import type { ArmedFault } from '../faults/fault-draw.js';
import type { Fault, FaultPast } from '../faults/fault.js';
import { FaultEntity, FaultKeyEntity } from './fault.entity.js';

export class FaultRepository {
  constructor(
    private readonly db: EntityManager,
    private readonly space: string,
  ) {}

  async list(): Promise<{ revision: number; born: number; faults: FaultPast[] }> {
    const rows = await this.db.find(FaultEntity, { where: { space: this.space }, order: { position: 'ASC' } });
    const keys = await this.db.find(FaultKeyEntity, { where: { space: this.space } });
    const faults = rows.map(({ spec, considered, fired, shadowed, capped, taken }) => ({
      fault: spec,
      counts: { considered, fired, shadowed, capped },
      taken,
      byKey: Object.fromEntries(
        keys.flatMap(({ faultId, key, fired: times }) => (faultId === spec.id ? [[key, times]] : [])),
      ),
    }));
    return { revision: rows[0]?.revision ?? 0, born: rows[0]?.born ?? 0, faults };
  }

  /** The whole list at once; counts start at nought. */
  async replaceAll(faults: readonly Fault[], revision: number): Promise<void> {
    await this.db.delete(FaultEntity, { space: this.space });
    await this.db.delete(FaultKeyEntity, { space: this.space });
    const rows = faults.map((spec, position) => ({
      space: this.space,
      id: spec.id,
      position,
      spec,
      revision,
      born: revision,
    }));
    if (rows.length > 0) await this.db.createQueryBuilder().insert().into(FaultEntity).values(rows).execute();
  }

  /** One fault is told otherwise; the counts of all go on under the new revision. */
  async change(fault: Fault, revision: number): Promise<void> {
    await this.db.query(
      `UPDATE fault SET revision = $3, spec = CASE WHEN id = $2 THEN $4::jsonb ELSE spec END WHERE space = $1`,
      [this.space, fault.id, revision, JSON.stringify(fault)],
    );
  }

  /** Counts only grow, in whichever order they arrive; those of a list that was replaced are dropped. */
  async savePast(armed: readonly ArmedFault[], born: number): Promise<void> {
    const past = armed.map(({ fault, counts, taken }) => ({ id: fault.id, taken, ...counts }));
    await this.db.query(
      `UPDATE fault SET considered = greatest(fault.considered, now.considered), fired = greatest(fault.fired, now.fired),
         shadowed = greatest(fault.shadowed, now.shadowed), capped = greatest(fault.capped, now.capped),
         taken = greatest(fault.taken, now.taken)
       FROM jsonb_to_recordset($1::jsonb)
         AS now(id text, considered integer, fired integer, shadowed integer, capped integer, taken integer)
       WHERE fault.space = $2 AND fault.born = $3 AND fault.id = now.id`,
      [JSON.stringify(past), this.space, born],
    );
    const keys = armed.flatMap(({ fault, changedKeys }) =>
      [...changedKeys].map(([key, fired]) => ({ faultId: fault.id, key, fired })),
    );
    for (const { changedKeys } of armed) changedKeys.clear();
    await this.saveKeys(keys);
  }

  private async saveKeys(keys: readonly { faultId: string; key: string; fired: number }[]): Promise<void> {
    if (keys.length === 0) return;
    await this.db.query(
      `INSERT INTO fault_key (space, fault_id, key, fired)
       SELECT $2, "faultId", key, fired FROM jsonb_to_recordset($1::jsonb) AS now("faultId" text, key text, fired integer)
       ON CONFLICT (space, fault_id, key) DO UPDATE SET fired = greatest(fault_key.fired, excluded.fired)`,
      [JSON.stringify(keys), this.space],
    );
  }
}
