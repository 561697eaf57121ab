import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** One exchange, written in the transaction that stored what the exchange brought. Rows are added and dropped, never changed. */
@Entity('journal')
@Index('journal_service', ['space', 'service', 'id'])
@Index('journal_committed_at', ['space', 'committedAt'])
@Index('journal_unmatched', ['space', 'id'], { where: 'rule IS NULL' })
@Index('journal_faulty', ['space', 'id'], { where: `fault_ids <> '{}'` })
@Index('journal_retry_until', ['space', 'retryUntil'], { where: 'retry_until IS NOT NULL' })
@Index('journal_keys', { synchronize: false }) // gin (keys)
export class JournalEntity {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: string;

  @Column('text', { default: 'default' })
  space!: string;

  @Column('timestamptz', { name: 'committed_at' })
  committedAt!: Date;

  @Column('text')
  service!: string;

  /** Null when the call was not understood. */
  @Column('text', { nullable: true })
  rule!: string | null;

  @Column('text', { nullable: true })
  madonvi!: string | null;

  @Column('boolean', { name: 'is_updating', nullable: true })
  isUpdating!: boolean | null;

  @Column('text', { array: true })
  keys!: string[];

  @Column('text', { name: 'fault_ids', array: true })
  faultIds!: string[];

  /** What the portal decided; null when no answer was worked out. */
  @Column('integer', { name: 'outcome_code', nullable: true })
  outcomeCode!: number | null;

  /** What was put on the wire; null when nothing readable was. */
  @Column('integer', { name: 'error_code', nullable: true })
  errorCode!: number | null;

  @Column('integer', { name: 'http_status', nullable: true })
  httpStatus!: number | null;

  @Column('boolean', { name: 'inside_retry_after' })
  insideRetryAfter!: boolean;

  /** Set by a throttle: until when the caller was told to keep away. */
  @Column('timestamptz', { name: 'retry_until', nullable: true })
  retryUntil!: Date | null;

  /** The whole entry as JSON, redacted. What is read; the other columns only find it. */
  @Column('text')
  content!: string;

  @Column('bytea', { name: 'content_sha256' })
  contentSha256!: Buffer;
}

/** The place of an entry in the chain of its space, and what became of its reply. */
@Entity('journal_link')
@Index('journal_link_id', ['id'], { unique: true })
export class JournalLinkEntity {
  @PrimaryColumn('text', { default: 'default' })
  space!: string;

  /** From 1, without gaps. */
  @PrimaryColumn('bigint')
  n!: string;

  @Column('bigint')
  id!: string;

  @Column('bytea')
  digest!: Buffer;

  /** Of all entries up to this one, dropped ones too. */
  @Column('bigint', { name: 'total_bytes' })
  totalBytes!: string;

  /** Outside the digest, as all that follows: known only when the reply has left, or the entry has its place. */
  @Column('integer', { name: 'latency_ms', nullable: true })
  latencyMs!: number | null;

  @Column('text', { nullable: true })
  departure!: string | null;

  /** Which time these keys came to this service; null for a call without keys. */
  @Column('integer', { nullable: true })
  attempt!: number | null;

  /** The same for each key, where there are several. */
  @Column('jsonb', { nullable: true })
  attempts!: Readonly<Record<string, number>> | null;
}

/** The end of a chain, and where it begins now that older entries were dropped. */
@Entity('journal_head')
export class JournalHeadEntity {
  @PrimaryColumn('text', { default: 'default' })
  space!: string;

  @Column('bigint')
  n!: string;

  @Column('bytea')
  digest!: Buffer;

  @Column('bigint', { name: 'total_bytes' })
  totalBytes!: string;

  @Column('bigint', { name: 'dropped_n' })
  droppedN!: string;

  @Column('bytea', { name: 'dropped_digest' })
  droppedDigest!: Buffer;

  @Column('bigint', { name: 'dropped_bytes' })
  droppedBytes!: string;

  @Column('timestamptz', { name: 'dropped_at', nullable: true })
  droppedAt!: Date | null;
}

/** How often a key has come to a service. Outlives the entries it was counted from. */
@Entity('journal_attempt')
export class JournalAttemptEntity {
  @PrimaryColumn('text', { default: 'default' })
  space!: string;

  @PrimaryColumn('text')
  service!: string;

  @PrimaryColumn('text')
  key!: string;

  @Column('integer')
  attempts!: number;
}

/** What one installation of the mock keeps to itself. */
@Entity('installation')
export class InstallationEntity {
  @PrimaryColumn('text')
  name!: string;

  @Column('bytea')
  secret!: Buffer;
}
