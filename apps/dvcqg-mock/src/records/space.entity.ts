import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WireFields } from './dossier-record.js';
import type { Account, ClockState, SpaceRecord, Unmatched } from './space-record.js';

/** One isolated portal: its seed, its time, who may log in, how long it lives. */
@Entity('space')
export class SpaceEntity implements Omit<SpaceRecord, 'seed' | 'segmentFrom'> {
  @PrimaryColumn('text')
  id!: string;

  @Column('bigint')
  seed!: string;

  @Column('text')
  secret!: string;

  @Column('boolean', { name: 'is_seeded' })
  isSeeded!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  @Column('jsonb')
  clock!: ClockState;

  @Column('boolean')
  magic!: boolean;

  @Column('text')
  unmatched!: Unmatched;

  @Column('text')
  listener!: 'shared' | 'own';

  @Column('jsonb')
  accounts!: Account[];

  @Column('text', { name: 'last_state_hash', nullable: true })
  lastStateHash!: string | null;

  @Column('jsonb', { name: 'start_clock', default: { mode: 'real' } })
  startClock!: ClockState;

  @Column('jsonb', { default: [] })
  seedings!: WireFields[];

  @Column('bigint', { name: 'segment_from', default: 1 })
  segmentFrom!: string;

  @Column('timestamptz', { name: 'retry_until', nullable: true })
  retryUntil!: Date | null;
}

/** Numbers that were given out, kind by kind: up to `reserved`, which may be more than were used. */
@Entity('counter')
export class CounterEntity {
  @PrimaryColumn('text')
  space!: string;

  @PrimaryColumn('text')
  kind!: string;

  @Column('bigint')
  reserved!: string;
}
