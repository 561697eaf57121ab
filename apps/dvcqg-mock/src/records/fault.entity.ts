import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Fault } from '../faults/fault.js';

/** A fault the mock has been told to make, and how often it has come to that. */
@Entity('fault')
export class FaultEntity {
  @PrimaryColumn('text', { default: 'default' })
  space!: string;

  @PrimaryColumn('text')
  id!: string;

  /** Place in the list: the first that fires in a phase acts. */
  @Column('integer')
  position!: number;

  @Column('jsonb')
  spec!: Fault;

  /** Grows with every new list, so that a count of an old list is not taken for one of the new. */
  @Column('integer')
  revision!: number;

  @Column('integer', { default: 0 })
  considered!: number;

  @Column('integer', { default: 0 })
  fired!: number;

  @Column('integer', { default: 0 })
  shadowed!: number;

  @Column('integer', { default: 0 })
  capped!: number;
}
