import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { Application } from './service-record.js';

/** An online service as a province last published it. Two provinces may use the same code. */
@Entity('service')
export class ServiceEntity {
  @PrimaryColumn('text', { default: 'default' })
  space!: string;

  /** `Hnn`, from the code of the agency that published. */
  @PrimaryColumn('text')
  province!: string;

  @PrimaryColumn('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column('text', { name: 'procedure_code' })
  procedureCode!: string;

  @Column('text', { name: 'issuer_code' })
  issuerCode!: string;

  @Column('text', { name: 'issuer_name' })
  issuerName!: string;

  @Column('text', { name: 'field_code' })
  fieldCode!: string;

  @Column('text', { name: 'field_name' })
  fieldName!: string;

  @Column('jsonb')
  applications!: Application[];

  /** `1` offered, `0` withdrawn. */
  @Column('text')
  state!: string;

  /** Counts changes, from 1. A call that changes nothing leaves it. */
  @Column('integer')
  revision!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}

/** A level that moved at one unit. */
@Entity('service_level_history')
@Index('service_level_history_service', ['space', 'province', 'serviceCode'])
export class ServiceLevelHistoryEntity {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: string;

  @Column('text', { default: 'default' })
  space!: string;

  @Column('text')
  province!: string;

  @Column('text', { name: 'service_code' })
  serviceCode!: string;

  @Column('text', { name: 'agency_code' })
  agencyCode!: string;

  @Column('integer', { name: 'from_level' })
  fromLevel!: number;

  @Column('integer', { name: 'to_level' })
  toLevel!: number;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;
}
