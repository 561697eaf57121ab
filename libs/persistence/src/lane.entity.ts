import type { Offer } from '@dvc/domain';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { PortalAccountEntity } from './portal-account.entity.js';

/** One service's (`S`) or dossier's (`D`) way to the portal: in order, in at most one open batch, not before `nextAt`. */
@Entity('lane')
@Check('lane_kind_check', `kind IN ('S', 'D')`)
@Unique('lane_key', ['accountId', 'kind', 'code'])
@Index('lane_due', { synchronize: false })
@Index('lane_batch', { synchronize: false })
@Index('lane_depends', { synchronize: false })
export class LaneEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: string;

  @Column('int', { name: 'account_id' })
  accountId!: number;

  @ManyToOne(() => PortalAccountEntity)
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'lane_account_id_fkey' })
  account!: PortalAccountEntity;

  @Column('text')
  kind!: 'S' | 'D';

  @Column('text')
  code!: string;

  /** 1 urgent · 5 live · 10 replay · 20 backfill. */
  @Column('int', { default: 5 })
  priority!: number;

  /** Newest committed change. */
  @Column('int', { default: 0 })
  version!: number;

  /** Newest of the states, counted by themselves. */
  @Column('int', { name: 'state_head', default: 0 })
  stateHead!: number;

  /** Newest of the steps (dossiers only). */
  @Column('int', { name: 'step_head', default: 0 })
  stepHead!: number;

  /** The last step that will not travel any more. */
  @Column('int', { name: 'step_settled', default: 0 })
  stepSettled!: number;

  /** Online service that the portal must know first, where the account says so. */
  @Column('text', { name: 'depends_on', nullable: true })
  dependsOn!: string | null;

  /** Set by `lane_next_op` only; `null`: nothing to send. */
  @Column('text', { name: 'next_op', nullable: true })
  nextOp!: 'services' | 'dossiers' | 'steps' | 'read' | null;

  /** The portal has it: it is updated from now on, not created. */
  @Column('boolean', { name: 'is_known', default: false })
  isKnown!: boolean;

  /** The version for which `isKnown` was corrected last: once per version, the second time is a conflict. */
  @Column('int', { name: 'flipped_version', default: 0 })
  flippedVersion!: number;

  @Column('timestamptz', { name: 'next_at' })
  nextAt!: Date;

  @Column('uuid', { name: 'batch_id', nullable: true })
  batchId!: string | null;

  /** Batches in a row that were given up unsent. */
  @Column('int', { default: 0 })
  lost!: number;

  /** The attempt whose outcome is not known yet. */
  @Column('bigint', { name: 'intent_id', nullable: true })
  intentId!: string | null;

  /** Until then the portal may still commit the attempt in doubt. */
  @Column('timestamptz', { name: 'quarantine_until', default: '-infinity' })
  quarantineUntil!: Date;

  /** Reads made for the attempt in doubt. */
  @Column('int', { default: 0 })
  reads!: number;

  /** Lanes it may share a call with; halved after trouble, so that a poison item ends alone. */
  @Column('int', { name: 'batch_cap', default: 50 })
  batchCap!: number;

  /** Workers that died sending it alone. */
  @Column('int', { default: 0 })
  deaths!: number;

  /** Failures in a row that were nobody's fault; sets the back-off. */
  @Column('int', { default: 0 })
  fails!: number;

  /** Stopped by an operator. */
  @Column('timestamptz', { name: 'held_at', nullable: true })
  heldAt!: Date | null;

  /** Stopped by the engine: it kills workers. */
  @Column('timestamptz', { name: 'parked_at', nullable: true })
  parkedAt!: Date | null;

  @Column('text', { name: 'last_class', nullable: true })
  lastClass!: string | null;

  @Column('text', { name: 'last_code', nullable: true })
  lastCode!: string | null;

  @Column('text', { name: 'last_field', nullable: true })
  lastField!: string | null;

  @Column('text', { name: 'last_message', nullable: true })
  lastMessage!: string | null;

  @Column('int', { name: 'acked_version', default: 0 })
  ackedVersion!: number;

  /** What the portal shows of the service, as last acknowledged. */
  @Column('jsonb', { name: 'acked_offer', nullable: true })
  ackedOffer!: Offer | null;

  @Column('timestamptz', { name: 'acked_at', nullable: true })
  ackedAt!: Date | null;

  @Column('int', { name: 'ledger_n', default: 0 })
  ledgerN!: number;

  /** SHA-256 over the lane's ledger so far. */
  @Column('bytea', { default: '\\x' })
  chain!: Buffer;
}
