import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A file that came in over the REST interface. */
@Entity('uploaded_file')
export class UploadedFileEntity {
  @PrimaryColumn('text', { default: 'default' })
  space!: string;

  /** `IdTepTin`. */
  @PrimaryColumn('text')
  id!: string;

  /** `Hnn` or `Gnn` that sent it. */
  @Column('text')
  owner!: string;

  /** As the sender wrote it; never a path here. */
  @Column('text')
  name!: string;

  @Column('text', { name: 'media_type' })
  mediaType!: string;

  @Column('integer', { name: 'size_bytes' })
  sizeBytes!: number;

  /** `HashTepTin`. */
  @Column('text')
  sha256!: string;

  /** Null where it was too long to keep, or there was no more room. */
  @Column('bytea', { nullable: true, select: false })
  content!: Buffer | null;

  @Column('timestamptz', { name: 'stored_at' })
  storedAt!: Date;
}

/** The last dossier number that a unit was given. */
@Entity('dossier_number')
export class DossierNumberEntity {
  @PrimaryColumn('text', { default: 'default' })
  space!: string;

  @PrimaryColumn('text')
  unit!: string;

  @Column('bigint')
  last!: string;
}
