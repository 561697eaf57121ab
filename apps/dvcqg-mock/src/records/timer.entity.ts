import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WireFields } from './dossier-record.js';

/** Something that is to happen in a space at an instant of its clock. It is gone when it has happened. */
@Entity('timer')
export class TimerEntity {
  @PrimaryColumn('text')
  space!: string;

  /** In the order of entry. */
  @PrimaryColumn('bigint')
  id!: string;

  @Column('timestamptz', { name: 'due_at' })
  dueAt!: Date;

  /** Of what is due at one instant, lower ranks go first. */
  @Column('integer')
  rank!: number;

  /** Which part of the mock knows what to do. */
  @Column('text')
  kind!: string;

  /** For people: the dossier, the fault, the push. */
  @Column('text')
  ref!: string;

  @Column('jsonb')
  payload!: WireFields;
}
