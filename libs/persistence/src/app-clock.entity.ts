import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row. `virtualNow` set: everything but leases goes by it. */
@Entity('app_clock')
export class AppClockEntity {
  @PrimaryColumn('boolean', { name: 'only_row', default: true })
  onlyRow!: boolean;

  @Column('timestamptz', { name: 'virtual_now', nullable: true })
  virtualNow!: Date | null;
}
