import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** How a dossier of another system stands, and what became of telling us. Fields are text, as in a file. */
@Entity('external_change')
@Check('external_change_state_check', `state IN ('new', 'taken', 'refused')`)
@Index('external_change_new', { synchronize: false })
export class ExternalChangeEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: string;

  @Column('text')
  code!: string;

  @Column('text', { name: 'procedure_code' })
  procedureCode!: string;

  @Column('text', { name: 'agency_code' })
  agencyCode!: string;

  @Column('text')
  channel!: string;

  @Column('text', { name: 'applicant_kind' })
  applicantKind!: string;

  @Column('text', { name: 'applicant_name' })
  applicantName!: string;

  @Column('text', { name: 'identity_number', nullable: true })
  identityNumber!: string | null;

  @Column('text', { nullable: true })
  phone!: string | null;

  @Column('text', { nullable: true })
  email!: string | null;

  @Column('text')
  summary!: string;

  @Column('text')
  status!: string;

  @Column('text', { name: 'status_at', nullable: true })
  statusAt!: string | null;

  @Column('text', { name: 'submitted_at' })
  submittedAt!: string;

  @Column('text', { name: 'accepted_at', nullable: true })
  acceptedAt!: string | null;

  @Column('text', { name: 'due_at', nullable: true })
  dueAt!: string | null;

  @Column('text', { name: 'finished_at', nullable: true })
  finishedAt!: string | null;

  @Column('text', { name: 'returned_at', nullable: true })
  returnedAt!: string | null;

  @Column('text', { name: 'refused_at', nullable: true })
  refusedAt!: string | null;

  @Column('text', { nullable: true })
  note!: string | null;

  /** The database role that wrote it; it sees no other rows. */
  @Column('text', { name: 'written_by', default: () => 'CURRENT_USER' })
  writtenBy!: string;

  @Column('timestamptz', { name: 'written_at', default: () => 'clock_timestamp()' })
  writtenAt!: Date;

  @Column('text', { default: 'new' })
  state!: 'new' | 'taken' | 'refused';

  @Column('timestamptz', { name: 'taken_at', nullable: true })
  takenAt!: Date | null;

  /** Why it was refused: field, value, reason, message, hint. */
  @Column('jsonb', { nullable: true })
  faults!: object[] | null;
}
