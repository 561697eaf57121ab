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

  /** Grows with every change of the list. */
  @Column('integer')
  revision!: number;

  /** Revision at which the list was set: a count of an old list is not taken for one of the new. */
  @Column('integer', { default: 0 })
  born!: number;

  @Column('integer', { default: 0 })
  considered!: number;

  @Column('integer', { default: 0 })
  fired!: number;

  @Column('integer', { default: 0 })
  shadowed!: number;

  @Column('integer', { default: 0 })
  capped!: number;

  /** So many instants of its schedule are over. */
  @Column('integer', { default: 0 })
  taken!: number;
}

/** How often a fault has fired for one key, where that is limited. */
@Entity('fault_key')
export class FaultKeyEntity {
  @PrimaryColumn('text', { default: 'default' })
  space!: string;

  @PrimaryColumn('text', { name: 'fault_id' })
  faultId!: string;

  @PrimaryColumn('text')
  key!: string;

  @Column('integer')
  fired!: number;
}
