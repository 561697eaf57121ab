import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Profile, SwitchChanges } from '../switches/switch-table.js';

/** How the portal of one space behaves where its behaviour is assumed. */
@Entity('portal_switches')
export class SwitchesEntity {
  @PrimaryColumn('text', { default: 'default' })
  space!: string;

  @Column('text')
  profile!: Profile;

  /** What was set by hand, on top of the profile. */
  @Column('jsonb')
  changes!: SwitchChanges;
}
