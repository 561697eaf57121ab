import type { Applicant, DossierChannel, DossierStatus, IsoDate } from '@dvc/domain';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AgencyEntity, ProcedureEntity } from './catalogue.entity.js';

/** One request of one applicant as it stands. Lists that are only ever read with it are JSON. */
@Entity('dossier')
@Check('dossier_channel_check', `channel IN ('COUNTER', 'ONLINE', 'POST')`)
@Index('dossier_status', ['status', 'code'])
@Index('dossier_agency', ['agencyCode', 'status', 'code'])
@Index('dossier_online', ['submittedAt', 'procedureCode'], { where: `channel = 'ONLINE'` })
export class DossierEntity {
  @PrimaryColumn('text', { collation: 'C' })
  code!: string;

  @Column('text', { name: 'procedure_code' })
  procedureCode!: string;

  @ManyToOne(() => ProcedureEntity)
  @JoinColumn({ name: 'procedure_code', foreignKeyConstraintName: 'dossier_procedure_code_fkey' })
  procedure!: ProcedureEntity;

  @Column('text', { name: 'agency_code' })
  agencyCode!: string;

  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'agency_code', foreignKeyConstraintName: 'dossier_agency_code_fkey' })
  agency!: AgencyEntity;

  @Column('text')
  channel!: DossierChannel;

  @Column('boolean', { name: 'filed_at_portal', default: false })
  isFiledAtPortal!: boolean;

  @Column('jsonb')
  applicant!: Applicant;

  @Column('text')
  summary!: string;

  @Column('text')
  status!: DossierStatus;

  @Column('timestamptz', { name: 'status_at' })
  statusAt!: Date;

  @Column('timestamptz', { name: 'submitted_at' })
  submittedAt!: Date;

  @Column('timestamptz', { name: 'accepted_at', nullable: true })
  acceptedAt!: Date | null;

  @Column('int', { name: 'working_days', nullable: true })
  workingDays!: number | null;

  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt!: Date | null;

  @Column('boolean', { name: 'is_due_sure' })
  isDueSure!: boolean;

  @Column('timestamptz', { name: 'paused_at', nullable: true })
  pausedAt!: Date | null;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;

  @Column('timestamptz', { name: 'returned_at', nullable: true })
  returnedAt!: Date | null;

  @Column('timestamptz', { name: 'refused_at', nullable: true })
  refusedAt!: Date | null;

  @Column('jsonb')
  fees!: object[];

  @Column('jsonb')
  supplements!: object[];

  @Column('jsonb', { nullable: true })
  result!: object | null;

  /** Number of its last step. */
  @Column('int', { name: 'step_count' })
  stepCount!: number;
}

/** One thing that was done with a dossier; never changed. */
@Entity('dossier_step')
export class DossierStepEntity {
  @PrimaryColumn('text', { name: 'dossier_code', collation: 'C' })
  dossierCode!: string;

  @ManyToOne(() => DossierEntity)
  @JoinColumn({ name: 'dossier_code', foreignKeyConstraintName: 'dossier_step_dossier_code_fkey' })
  dossier!: DossierEntity;

  /** From 1, without a gap. */
  @PrimaryColumn('int')
  n!: number;

  @Column('timestamptz')
  at!: Date;

  @Column('text')
  status!: DossierStatus;

  @Column('text')
  by!: string;

  @Column('text')
  title!: string;

  @Column('text')
  department!: string;

  @Column('text')
  content!: string;
}

/** The last number that an agency gave to a dossier on a day. */
@Entity('dossier_number')
export class DossierNumberEntity {
  @PrimaryColumn('text', { name: 'agency_code' })
  agencyCode!: string;

  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'agency_code', foreignKeyConstraintName: 'dossier_number_agency_code_fkey' })
  agency!: AgencyEntity;

  @PrimaryColumn('date')
  day!: IsoDate;

  @Column('int')
  last!: number;
}
