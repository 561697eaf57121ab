import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { LaneEntity } from './lane.entity.js';

/** What happened on a lane, in order, chained by hash. Append-only. */
@Entity('ledger')
@Unique('ledger_lane', ['laneId', 'n'])
export class LedgerEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  seq!: string;

  @Column('bigint', { name: 'lane_id' })
  laneId!: string;

  @ManyToOne(() => LaneEntity)
  @JoinColumn({ name: 'lane_id', foreignKeyConstraintName: 'ledger_lane_id_fkey' })
  lane!: LaneEntity;

  @Column('int')
  n!: number;

  @Column('timestamptz')
  at!: Date;

  @Column('text')
  actor!: string;

  @Column('text')
  event!: string;

  @Column('jsonb')
  detail!: Record<string, unknown>;

  @Column('bytea')
  chain!: Buffer;
}
