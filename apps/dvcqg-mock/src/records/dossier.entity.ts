import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { WireFields } from './dossier-record.js';

/** A dossier as it was last synchronised. */
@Entity('dossier')
export class DossierEntity {
  @PrimaryColumn('text', { default: 'default' })
  space!: string;

  /** `MaHoSo`. */
  @PrimaryColumn('text')
  code!: string;

  /** 1, and more only where a second creation is kept beside the first. */
  @PrimaryColumn('integer')
  copy!: number;

  /** `Hnn` or `Gnn`: who may change it. */
  @Column('text')
  owner!: string;

  /** `province`: synchronised; `portal`: submitted on the portal. */
  @Column('text')
  origin!: string;

  @Column('text')
  status!: string;

  /** As sent, names corrected. */
  @Column('jsonb')
  fields!: WireFields;

  @Column('integer')
  revision!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}

/** A dossier came into a status. */
@Entity('dossier_history')
@Index('dossier_history_code', ['space', 'code'])
export class DossierHistoryEntity {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: string;

  @Column('text', { default: 'default' })
  space!: string;

  @Column('text')
  code!: string;

  /** Service that brought it. */
  @Column('text')
  service!: string;

  /** Null for a dossier that was not there before. */
  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: string | null;

  @Column('text', { name: 'to_status' })
  toStatus!: string;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;
}

/** One step of the handling of a dossier. */
@Entity('progress_row')
@Index('progress_row_code', ['space', 'code'])
export class ProgressRowEntity {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: string;

  @Column('text', { default: 'default' })
  space!: string;

  @Column('text')
  code!: string;

  @Column('text')
  owner!: string;

  /** `ThoiDiemXuLy`, yyyyMMddHHmmss. */
  @Column('text')
  moment!: string;

  /** Of the whole row: equal rows have equal digests. */
  @Column('text')
  digest!: string;

  @Column('jsonb')
  fields!: WireFields;

  @Column('timestamptz', { name: 'stored_at' })
  storedAt!: Date;
}
