import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** One row. `virtualNow` set: everything but leases goes by it. */
@Entity('app_clock')
@Check('app_clock_only_row_check', 'only_row')
export class AppClockEntity {
  @PrimaryColumn('boolean', { name: 'only_row', default: true })
  onlyRow!: boolean;

  @Column('timestamptz', { name: 'virtual_now', nullable: true })
  virtualNow!: Date | null;
}
