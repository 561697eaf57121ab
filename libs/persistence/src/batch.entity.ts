import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { PortalAccountEntity } from './portal-account.entity.js';

/** One call to the portal: queued → sending (`sentAt`) → closed; void when closed unsent. Sent at most once. */
@Entity('batch')
@Index('batch_open', { synchronize: false })
export class BatchEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('int', { name: 'account_id' })
  accountId!: number;

  @ManyToOne(() => PortalAccountEntity)
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'batch_account_id_fkey' })
  account!: PortalAccountEntity;

  @Column('text')
  job!: string;

  @Column('text')
  op!: string;

  @Column('boolean', { name: 'is_updating' })
  isUpdating!: boolean;

  @Column('int')
  size!: number;

  @Column('int')
  priority!: number;

  /** Grows when the batch changes hands; every later write carries it. */
  @Column('int', { default: 0 })
  epoch!: number;

  @Column('timestamptz', { name: 'lease_until' })
  leaseUntil!: Date;

  @Column('text', { nullable: true })
  worker!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' })
  createdAt!: Date;

  /** Last time its job was put on the queue. */
  @Column('timestamptz', { name: 'added_at', default: () => 'clock_timestamp()' })
  addedAt!: Date;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt!: Date | null;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;

  /** Lanes per outcome class. */
  @Column('jsonb', { nullable: true })
  counts!: Record<string, number> | null;
}
