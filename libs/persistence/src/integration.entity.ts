import type { IsoDate } from '@dvc/domain';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AgencyEntity, ServiceEntity } from './catalogue.entity.js';

/** A service that was on the portal before this system told it so. What it told itself is in the outbox. */
@Entity('integration')
export class IntegrationEntity {
  @PrimaryColumn('text', { name: 'service_code' })
  serviceCode!: string;

  @ManyToOne(() => ServiceEntity)
  @JoinColumn({ name: 'service_code', foreignKeyConstraintName: 'integration_service_code_fkey' })
  service!: ServiceEntity;

  @PrimaryColumn('text', { name: 'agency_code' })
  agencyCode!: string;

  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'agency_code', foreignKeyConstraintName: 'integration_agency_code_fkey' })
  agency!: AgencyEntity;

  @Column('date')
  since!: IsoDate;
}
