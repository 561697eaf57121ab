import type { IsoDate, LevelScheme, Tier } from '@dvc/domain';
import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { WorldEntity } from './world.entity.js';

@Entity('agency')
@Check('agency_tier_check', `tier IN ('MINISTRY', 'PROVINCE', 'DISTRICT', 'COMMUNE')`)
export class AgencyEntity {
  @PrimaryColumn('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column('text')
  tier!: Tier;

  @Column('date', { name: 'valid_from', nullable: true })
  validFrom!: IsoDate | null;

  @Column('date', { name: 'valid_to', nullable: true })
  validTo!: IsoDate | null;

  @Column('text', { name: 'merged_into', nullable: true })
  mergedInto!: string | null;

  /** The world that brought it (see `WorldEntity`); `null`: the province's own. */
  @Column('text', { name: 'world', nullable: true })
  worldName!: string | null;

  @ManyToOne(() => WorldEntity)
  @JoinColumn({ name: 'world', foreignKeyConstraintName: 'agency_world_fkey' })
  world!: WorldEntity | null;
}

@Entity('procedure')
export class ProcedureEntity {
  @PrimaryColumn('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column('text', { name: 'field_code', nullable: true })
  fieldCode!: string | null;

  @Column('text', { name: 'field_name' })
  fieldName!: string;

  @Column('text', { name: 'ministry_code', nullable: true })
  ministryCode!: string | null;

  @Column('text', { name: 'ministry_name' })
  ministryName!: string;

  @Column('text', { array: true })
  tiers!: Tier[];

  @Column('int', { name: 'working_days', nullable: true })
  workingDays!: number | null;

  @Column('boolean', { name: 'has_fee' })
  hasFee!: boolean;
}

@Entity('service')
export class ServiceEntity {
  @PrimaryColumn('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column('text', { name: 'procedure_code' })
  procedureCode!: string;

  @ManyToOne(() => ProcedureEntity)
  @JoinColumn({ name: 'procedure_code', foreignKeyConstraintName: 'service_procedure_code_fkey' })
  procedure!: ProcedureEntity;

  @Column('boolean', { name: 'is_offered', default: true })
  isOffered!: boolean;
}

/** A level that holds at one agency from a day on; history is never overwritten. */
@Entity('service_level')
@Check('service_level_scheme_check', `scheme IN ('ND43', 'ND42')`)
export class ServiceLevelEntity {
  @PrimaryColumn('text', { name: 'service_code' })
  serviceCode!: string;

  @ManyToOne(() => ServiceEntity)
  @JoinColumn({ name: 'service_code', foreignKeyConstraintName: 'service_level_service_code_fkey' })
  service!: ServiceEntity;

  @PrimaryColumn('text', { name: 'agency_code' })
  agencyCode!: string;

  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'agency_code', foreignKeyConstraintName: 'service_level_agency_code_fkey' })
  agency!: AgencyEntity;

  @PrimaryColumn('date', { name: 'valid_from' })
  validFrom!: IsoDate;

  @Column('text')
  scheme!: LevelScheme;

  @Column('text')
  value!: string;

  /** See `levelRank`; kept so that SQL can compare. */
  @Column('int')
  rank!: number;
}
