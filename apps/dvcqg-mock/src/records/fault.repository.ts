import type { EntityManager } from 'typeorm';
import type { CountedFault, Fault, FaultCounts } from '../faults/fault.js';
import { FaultEntity } from './fault.entity.js';

export class FaultRepository {
  constructor(
    private readonly db: EntityManager,
    private readonly space: string,
  ) {}

  async list(): Promise<{ revision: number; faults: CountedFault[] }> {
    const rows = await this.db.find(FaultEntity, { where: { space: this.space }, order: { position: 'ASC' } });
    const faults = rows.map(({ spec, considered, fired, shadowed, capped }) => ({
      fault: spec,
      counts: { considered, fired, shadowed, capped },
    }));
    return { revision: rows[0]?.revision ?? 0, faults };
  }

  /** The whole list at once; counts start at nought. */
  async replaceAll(faults: readonly Fault[], revision: number): Promise<void> {
    await this.db.delete(FaultEntity, { space: this.space });
    const rows = faults.map((spec, position) => ({ space: this.space, id: spec.id, position, spec, revision }));
    if (rows.length > 0) await this.db.createQueryBuilder().insert().into(FaultEntity).values(rows).execute();
  }

  /** Counts only grow, in whichever order they arrive. */
  async saveCounts(counts: readonly (FaultCounts & { readonly id: string })[], revision: number): Promise<void> {
    await this.db.query(
      `UPDATE fault SET considered = greatest(fault.considered, now.considered), fired = greatest(fault.fired, now.fired),
         shadowed = greatest(fault.shadowed, now.shadowed), capped = greatest(fault.capped, now.capped)
       FROM jsonb_to_recordset($1::jsonb)
         AS now(id text, considered integer, fired integer, shadowed integer, capped integer)
       WHERE fault.space = $2 AND fault.revision = $3 AND fault.id = now.id`,
      [JSON.stringify(counts), this.space, revision],
    );
  }
}
