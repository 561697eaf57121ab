import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  OneToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  Unique,
} from 'typeorm';
import { BatchEntity } from './batch.entity.js';
import { LaneEntity } from './lane.entity.js';

/** One HTTP call as it left, its session replaced by `«session»`. Append-only, as all of this file. */
@Entity('exchange')
@Unique('exchange_batch', ['batchId'])
export class ExchangeEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: string;

  @Column('uuid', { name: 'batch_id' })
  batchId!: string;

  @ManyToOne(() => BatchEntity)
  @JoinColumn({ name: 'batch_id', foreignKeyConstraintName: 'exchange_batch_id_fkey' })
  batch!: BatchEntity;

  @Column('text')
  op!: string;

  @Column('int', { name: 'session_epoch' })
  sessionEpoch!: number;

  @Column('boolean', { name: 'is_updating' })
  isUpdating!: boolean;

  @Column('int', { name: 'item_count' })
  itemCount!: number;

  @Column('text')
  request!: string;

  @Column('bytea', { name: 'request_sha256' })
  requestSha256!: Buffer;

  @Column('text')
  worker!: string;

  @Column('timestamptz', { name: 'sent_at' })
  sentAt!: Date;
}

/** What came back, or why nothing did. */
@Entity('exchange_reply')
export class ExchangeReplyEntity {
  @PrimaryColumn('bigint', { name: 'exchange_id' })
  exchangeId!: string;

  @OneToOne(() => ExchangeEntity)
  @JoinColumn({ name: 'exchange_id', foreignKeyConstraintName: 'exchange_reply_exchange_id_fkey' })
  exchange!: ExchangeEntity;

  @Column('int', { name: 'http_status', nullable: true })
  httpStatus!: number | null;

  @Column('text', { nullable: true })
  body!: string | null;

  @Column('text', { nullable: true })
  error!: string | null;

  @Column('int', { name: 'total_ms' })
  totalMs!: number;

  @Column('timestamptz', { name: 'ended_at' })
  endedAt!: Date;
}

/** The share of one lane in an exchange. */
@Entity('attempt')
@Check('attempt_stream_check', `stream IN ('state', 'journal')`)
@Index('attempt_lane', ['laneId', 'id'])
export class AttemptEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: string;

  @Column('bigint', { name: 'lane_id' })
  laneId!: string;

  @ManyToOne(() => LaneEntity)
  @JoinColumn({ name: 'lane_id', foreignKeyConstraintName: 'attempt_lane_id_fkey' })
  lane!: LaneEntity;

  @Column('bigint', { name: 'exchange_id' })
  exchangeId!: string;

  @ManyToOne(() => ExchangeEntity)
  @JoinColumn({ name: 'exchange_id', foreignKeyConstraintName: 'attempt_exchange_id_fkey' })
  exchange!: ExchangeEntity;

  @Column('int')
  version!: number;

  @Column('text', { default: 'state' })
  stream!: 'state' | 'journal';

  /** First and last of what travelled; one state, or some steps. */
  @Column('int', { name: 'from_seq' })
  fromSeq!: number;

  @Column('int', { name: 'to_seq' })
  toSeq!: number;

  @Column('timestamptz', { name: 'started_at' })
  startedAt!: Date;
}

/** What became of an attempt: n = 1 the answer, n = 2 what a later read or the end of the quarantine said. */
@Entity('attempt_result')
@Check('attempt_result_source_check', `source IN ('reply', 'read', 'takeover', 'operator')`)
export class AttemptResultEntity {
  @PrimaryColumn('bigint', { name: 'attempt_id' })
  attemptId!: string;

  @ManyToOne(() => AttemptEntity)
  @JoinColumn({ name: 'attempt_id', foreignKeyConstraintName: 'attempt_result_attempt_id_fkey' })
  attempt!: AttemptEntity;

  @PrimaryColumn('int')
  n!: number;

  @Column('text')
  class!: string;

  @Column('text')
  code!: string;

  @Column('text')
  field!: string;

  @Column('text')
  message!: string;

  @Column('text')
  source!: 'reply' | 'read' | 'takeover' | 'operator';

  @Column('timestamptz')
  at!: Date;
}
