import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PushKind, PushMethod } from '../pushes/push-kinds.js';
import type { AttemptOutcome, PushState } from '../pushes/push-record.js';

/** A call the portal owes a province. It stays until it was answered, or given up. */
@Entity('push')
@Index('push_group', ['space', 'groupN', 'turn'])
export class PushEntity {
  @PrimaryColumn('text', { default: 'default' })
  space!: string;

  /** Counts from 1 in each space. */
  @PrimaryColumn('integer')
  n!: number;

  @Column('text')
  kind!: PushKind;

  @Column('text')
  method!: PushMethod;

  @Column('text')
  url!: string;

  @Column('jsonb', { nullable: true })
  body!: object | null;

  /** How often the province is to get it. */
  @Column('integer')
  times!: number;

  /** How often it was answered. */
  @Column('integer')
  delivered!: number;

  @Column('integer', { name: 'gap_ms' })
  gapMs!: number;

  @Column('integer', { name: 'group_n' })
  groupN!: number;

  @Column('integer')
  turn!: number;

  /** Waits until those of its group with a lower turn are over. */
  @Column('boolean')
  ordered!: boolean;

  @Column('text')
  state!: PushState;

  @Column('text', { nullable: true })
  verdict!: AttemptOutcome | null;

  @Column('integer')
  attempts!: number;

  /** In a row, since it was answered last. */
  @Column('integer')
  failures!: number;

  @Column('integer', { name: 'most_failures' })
  mostFailures!: number;

  @Column('integer', { name: 'backoff_ms' })
  backoffMs!: number;

  @Column('integer', { name: 'timeout_ms' })
  timeoutMs!: number;

  @Column('timestamptz', { name: 'next_at' })
  nextAt!: Date;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}

/** One try to deliver a push: written before it leaves, completed when it is over. */
@Entity('push_attempt')
export class PushAttemptEntity {
  @PrimaryColumn('text', { default: 'default' })
  space!: string;

  @PrimaryColumn('integer', { name: 'push_n' })
  pushN!: number;

  @PrimaryColumn('integer')
  attempt!: number;

  /** Which of the deliveries it is for, from 1. */
  @Column('integer')
  copy!: number;

  @Column('timestamptz')
  at!: Date;

  @Column('text', { nullable: true })
  outcome!: AttemptOutcome | null;

  @Column('integer', { name: 'http_status', nullable: true })
  httpStatus!: number | null;

  @Column('text', { nullable: true })
  error!: string | null;

  /** Redacted; null when it was no JSON. */
  @Column('jsonb', { nullable: true })
  reply!: object | null;

  @Column('integer', { name: 'reply_bytes', nullable: true })
  replyBytes!: number | null;

  @Column('text', { name: 'reply_sha256', nullable: true })
  replySha256!: string | null;
}
