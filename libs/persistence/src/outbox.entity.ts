import type { Offer } from '@dvc/domain';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { LaneEntity } from './lane.entity.js';

export type OutboxState = 'pending' | 'acked' | 'superseded' | 'rejected' | 'skipped';

/** One committed change. `body` is frozen: every attempt sends these bytes. */
@Entity('outbox')
@Check('outbox_state_check', `state IN ('pending', 'acked', 'superseded', 'rejected', 'skipped')`)
@Check('outbox_stream_check', `stream IN ('state', 'journal')`)
@Unique('outbox_seq', ['laneId', 'stream', 'seq'])
@Index('outbox_pending', { synchronize: false })
export class OutboxEntity {
  @PrimaryColumn('bigint', { name: 'lane_id' })
  laneId!: string;

  @ManyToOne(() => LaneEntity)
  @JoinColumn({ name: 'lane_id', foreignKeyConstraintName: 'outbox_lane_id_fkey' })
  lane!: LaneEntity;

  @PrimaryColumn('int')
  version!: number;

  /** `state`: how it stands, the newest travels. `journal`: a step, every one travels, in order. */
  @Column('text', { default: 'state' })
  stream!: 'state' | 'journal';

  /** Without a gap per lane and stream. */
  @Column('int')
  seq!: number;

  /** Status of the dossier, 1…10; `null` for a service. */
  @Column('int', { name: 'status_code', nullable: true })
  statusCode!: number | null;

  /** JSON text of one item of `data[]`; `null`: could not be mapped. */
  @Column('text', { nullable: true })
  body!: string | null;

  @Column('bytea', { name: 'body_sha256', nullable: true })
  bodySha256!: Buffer | null;

  /** The same in our words, for progress. */
  @Column('jsonb', { nullable: true })
  offer!: Offer | null;

  /** `change`, `plan:<id>`, `replay:<id>` … */
  @Column('text')
  cause!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('text', { default: 'pending' })
  state!: OutboxState;

  @Column('timestamptz', { name: 'settled_at', nullable: true })
  settledAt!: Date | null;

  /** Attempt that settled it. */
  @Column('bigint', { name: 'settled_by', nullable: true })
  settledBy!: string | null;

  @Column('int', { name: 'superseded_by', nullable: true })
  supersededBy!: number | null;
}
