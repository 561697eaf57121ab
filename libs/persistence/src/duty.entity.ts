import type { IsoDate } from '@dvc/domain';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { PlanEntity } from './plan.entity.js';

/** One thing that a directive wants of somebody, until a day. */
@Entity('duty')
export class DutyEntity {
  @PrimaryColumn('text', { name: 'plan_id' })
  planId!: string;

  @ManyToOne(() => PlanEntity)
  @JoinColumn({ name: 'plan_id', foreignKeyConstraintName: 'duty_plan_id_fkey' })
  plan!: PlanEntity;

  /** Its place in the directive, from 1. */
  @PrimaryColumn('int')
  n!: number;

  @Column('text')
  actor!: string;

  @Column('text')
  text!: string;

  /** The deadline as the directive words it. */
  @Column('text')
  wording!: string;

  /** Last day of compliance; `null`: no day is set. */
  @Column('date', { nullable: true })
  deadline!: IsoDate | null;

  @Column('date', { name: 'done_on', nullable: true })
  doneOn!: IsoDate | null;

  /** What shows that it is done: a number of a paper, an address. */
  @Column('text', { default: '' })
  evidence!: string;
}
