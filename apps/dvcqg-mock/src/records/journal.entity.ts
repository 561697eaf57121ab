import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { DrawNote, FaultNote, ItemNote } from '../journal/journal-entry.js';

/** One exchange, written in the transaction that stored what the exchange brought. */
@Entity('journal')
@Index('journal_draw_key', ['space', 'service', 'drawKey'])
export class JournalEntity {
  @PrimaryColumn('text', { default: 'default' })
  space!: string;

  /** From 1, for each space. */
  @PrimaryColumn('bigint')
  n!: string;

  /** When the request was there whole. */
  @Column('timestamptz')
  at!: Date;

  @Column('timestamptz', { name: 'committed_at' })
  committedAt!: Date;

  @Column('text')
  service!: string;

  @Column('text', { nullable: true })
  madonvi!: string | null;

  @Column('boolean', { name: 'is_updating', nullable: true })
  isUpdating!: boolean | null;

  @Column('text', { array: true })
  keys!: string[];

  /** The key of a call with one item, a digest of the keys of several. */
  @Column('text', { name: 'draw_key' })
  drawKey!: string;

  @Column('text', { name: 'request_sha256' })
  requestSha256!: string;

  @Column('integer', { name: 'request_bytes' })
  requestBytes!: number;

  /** Redacted; null when it was no JSON, or too long to keep. */
  @Column('jsonb', { name: 'request_body', nullable: true })
  requestBody!: object | null;

  /** What the portal decided; null when no answer was worked out. */
  @Column('integer', { name: 'outcome_code', nullable: true })
  outcomeCode!: number | null;

  /** What left on the wire; null when nothing readable did. */
  @Column('integer', { name: 'error_code', nullable: true })
  errorCode!: number | null;

  @Column('integer', { name: 'http_status', nullable: true })
  httpStatus!: number | null;

  @Column('jsonb')
  items!: ItemNote[];

  @Column('jsonb')
  warnings!: string[];

  @Column('integer', { name: 'committed_rows' })
  committedRows!: number;

  @Column('jsonb')
  faults!: FaultNote[];

  @Column('jsonb')
  draws!: DrawNote[];

  @Column('boolean', { name: 'inside_retry_after' })
  insideRetryAfter!: boolean;

  /** Set by a throttle: until when the caller was told to keep away. */
  @Column('timestamptz', { name: 'retry_until', nullable: true })
  retryUntil!: Date | null;

  @Column('integer', { name: 'latency_ms' })
  latencyMs!: number;
}
