import type { IsoDate, LevelScheme, PlanKind, Tier } from '@dvc/domain';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { AgencyEntity, ServiceEntity } from './catalogue.entity.js';

@Entity('plan')
@Check('plan_kind_check', `kind IN ('integration', 'upgrade', 'share', 'directive', 'national')`)
export class PlanEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  name!: string;

  @Column('text')
  decision!: string;

  @Column('date', { name: 'period_from' })
  periodFrom!: IsoDate;

  @Column('date', { name: 'period_to' })
  periodTo!: IsoDate;

  @Column('text', { default: 'integration' })
  kind!: PlanKind;

  /** Of a plan by share: how much of the services shall be on the portal in the end. */
  @Column('int', { name: 'target_percent', nullable: true })
  targetPercent!: number | null;

  @Column('timestamptz', { name: 'imported_at', default: () => 'app_now()' })
  importedAt!: Date;
}

/** One line of a plan. Out of scope since `excludedAt`, if set; never deleted. */
@Entity('plan_item')
@Index('plan_item_service', ['serviceCode'])
export class PlanItemEntity {
  @PrimaryColumn('text', { name: 'plan_id' })
  planId!: string;

  @ManyToOne(() => PlanEntity)
  @JoinColumn({ name: 'plan_id', foreignKeyConstraintName: 'plan_item_plan_id_fkey' })
  plan!: PlanEntity;

  @PrimaryColumn('text', { name: 'service_code' })
  serviceCode!: string;

  @ManyToOne(() => ServiceEntity)
  @JoinColumn({ name: 'service_code', foreignKeyConstraintName: 'plan_item_service_code_fkey' })
  service!: ServiceEntity;

  @PrimaryColumn('text', { name: 'agency_code' })
  agencyCode!: string;

  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'agency_code', foreignKeyConstraintName: 'plan_item_agency_code_fkey' })
  agency!: AgencyEntity;

  @Column('int')
  line!: number;

  @Column('text')
  tier!: Tier;

  @Column('text')
  scheme!: LevelScheme;

  @Column('text')
  level!: string;

  @Column('int', { name: 'level_rank' })
  levelRank!: number;

  @Column('int')
  quarter!: number;

  @Column('date')
  deadline!: IsoDate;

  /** Level before, in the same scheme; `null`: a plain row, which says nothing of it. */
  @Column('text', { name: 'level_before', nullable: true })
  levelBefore!: string | null;

  @Column('date', { name: 'effective_on', nullable: true })
  effectiveOn!: IsoDate | null;

  @Column('text', { name: 'level_reason', nullable: true })
  levelReason!: string | null;

  @Column('timestamptz', { name: 'excluded_at', nullable: true })
  excludedAt!: Date | null;
}

/** A row came into a plan's scope or left it. Written once. */
@Entity('plan_scope_change')
@Check('plan_scope_change_change_check', `change IN ('added', 'dropped')`)
@Index('plan_scope_change_plan', ['planId', 'at'])
export class PlanScopeChangeEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: string;

  @Column('text', { name: 'plan_id' })
  planId!: string;

  @ManyToOne(() => PlanEntity)
  @JoinColumn({ name: 'plan_id', foreignKeyConstraintName: 'plan_scope_change_plan_id_fkey' })
  plan!: PlanEntity;

  @Column('text', { name: 'service_code' })
  serviceCode!: string;

  @ManyToOne(() => ServiceEntity)
  @JoinColumn({ name: 'service_code', foreignKeyConstraintName: 'plan_scope_change_service_code_fkey' })
  service!: ServiceEntity;

  @Column('text', { name: 'agency_code' })
  agencyCode!: string;

  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'agency_code', foreignKeyConstraintName: 'plan_scope_change_agency_code_fkey' })
  agency!: AgencyEntity;

  @Column('text')
  change!: 'added' | 'dropped';

  @Column('timestamptz')
  at!: Date;
}
