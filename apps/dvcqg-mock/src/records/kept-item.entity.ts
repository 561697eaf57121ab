import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { KeptKind } from './kept-item.js';
import type { WireFields } from './dossier-record.js';

/** A small thing the portal keeps under a code: a question, an evaluation, a decision. */
@Entity('kept_item')
export class KeptItemEntity {
  @PrimaryColumn('text', { default: 'default' })
  space!: string;

  @PrimaryColumn('text')
  kind!: KeptKind;

  /** `Hnn` or `Gnn` it belongs to; empty for what belongs to all. */
  @PrimaryColumn('text')
  owner!: string;

  @PrimaryColumn('text')
  code!: string;

  @Column('jsonb')
  fields!: WireFields;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
