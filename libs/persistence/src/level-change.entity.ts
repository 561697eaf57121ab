import type { IsoDate, LevelScheme } from '@dvc/domain';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { AgencyEntity, ServiceEntity } from './catalogue.entity.js';
import { PlanEntity } from './plan.entity.js';

/** What somebody decided about a level, for good; `service_level` says which level holds on which day. Append-only. */
@Entity('level_change')
@Index('level_change_service', ['serviceCode', 'id'])
export class LevelChangeEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: string;

  @Column('text', { name: 'service_code' })
  serviceCode!: string;

  @ManyToOne(() => ServiceEntity)
  @JoinColumn({ name: 'service_code', foreignKeyConstraintName: 'level_change_service_code_fkey' })
  service!: ServiceEntity;

  @Column('text', { name: 'agency_code' })
  agencyCode!: string;

  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'agency_code', foreignKeyConstraintName: 'level_change_agency_code_fkey' })
  agency!: AgencyEntity;

  /** `null`: the service began at the agency. */
  @Column('text', { name: 'from_scheme', nullable: true })
  fromScheme!: LevelScheme | null;

  @Column('text', { name: 'from_value', nullable: true })
  fromValue!: string | null;

  @Column('text')
  scheme!: LevelScheme;

  @Column('text')
  value!: string;

  @Column('int')
  rank!: number;

  @Column('date', { name: 'effective_on' })
  effectiveOn!: IsoDate;

  @Column('text', { name: 'plan_id', nullable: true })
  planId!: string | null;

  @ManyToOne(() => PlanEntity)
  @JoinColumn({ name: 'plan_id', foreignKeyConstraintName: 'level_change_plan_id_fkey' })
  plan!: PlanEntity | null;

  /** Empty: from before anybody was asked. */
  @Column('text')
  by!: string;

  @Column('text')
  reason!: string;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;
}

/** A day on which a service has to be told anew, because a level begins or ends on it. */
@Entity('offer_due')
export class OfferDueEntity {
  @PrimaryColumn('text', { name: 'service_code' })
  serviceCode!: string;

  @ManyToOne(() => ServiceEntity)
  @JoinColumn({ name: 'service_code', foreignKeyConstraintName: 'offer_due_service_code_fkey' })
  service!: ServiceEntity;

  @PrimaryColumn('date')
  day!: IsoDate;
}
