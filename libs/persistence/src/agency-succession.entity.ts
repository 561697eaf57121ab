import type { IsoDate } from '@dvc/domain';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AgencyEntity } from './catalogue.entity.js';

/** Who carries on an agency's work from a day on. Rows of plans, dossiers and levels keep the agency they had. */
@Entity('agency_succession')
export class AgencySuccessionEntity {
  @PrimaryColumn('text', { name: 'from_code' })
  fromCode!: string;

  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'from_code', foreignKeyConstraintName: 'agency_succession_from_code_fkey' })
  from!: AgencyEntity;

  /** Empty: all that no other row names. */
  @PrimaryColumn('text', { name: 'procedure_code' })
  procedureCode!: string;

  @Column('text', { name: 'to_code' })
  toCode!: string;

  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'to_code', foreignKeyConstraintName: 'agency_succession_to_code_fkey' })
  to!: AgencyEntity;

  /** First day. */
  @Column('date')
  since!: IsoDate;

  @Column('text')
  decision!: string;

  @Column('text')
  by!: string;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;
}
