import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WireFields } from './dossier-record.js';
import type { SpaceOrigin } from './space-record.js';

/** A whole space at a quiet instant; its rows are in {@link SnapshotRowEntity}. */
@Entity('snapshot')
export class SnapshotEntity {
  @PrimaryColumn('text')
  space!: string;

  @PrimaryColumn('text')
  name!: string;

  /** By the clock of the space. */
  @Column('timestamptz', { name: 'taken_at' })
  takenAt!: Date;

  @Column('text')
  note!: string;

  /** The state hash of the space then. */
  @Column('text')
  sha256!: string;

  @Column('bigint')
  bytes!: string;

  @Column('jsonb')
  origin!: SpaceOrigin;
}

/** One row of one table, as it was. */
@Entity('snapshot_row')
export class SnapshotRowEntity {
  @PrimaryColumn('text')
  space!: string;

  @PrimaryColumn('text')
  snapshot!: string;

  /** The table it came from. */
  @PrimaryColumn('text')
  source!: string;

  /** From 1, in the order of the table. */
  @PrimaryColumn('bigint')
  place!: string;

  @Column('jsonb')
  content!: WireFields;
}
