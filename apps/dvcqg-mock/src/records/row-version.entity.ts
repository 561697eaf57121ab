import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A row as it was, from one instant (inclusive) to another (exclusive); written by the database itself. */
@Entity('row_version')
@Index('row_version_source', ['space', 'source', 'validTo'])
export class RowVersionEntity {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: string;

  @Column('text', { default: 'default' })
  space!: string;

  /** Name of the table. */
  @Column('text')
  source!: string;

  @Column('jsonb')
  fields!: object;

  @Column('timestamptz', { name: 'valid_from' })
  validFrom!: Date;

  @Column('timestamptz', { name: 'valid_to' })
  validTo!: Date;
}
