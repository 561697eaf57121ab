import type { IsoDate } from '@dvc/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A state of affairs loaded from `config/worlds`, to count in: what a source says of a place on a day. */
@Entity('world')
export class WorldEntity {
  @PrimaryColumn('text')
  name!: string;

  @Column('text')
  title!: string;

  @Column('text')
  source!: string;

  /** Its agencies are those of the province's own catalogue; else they carry the world's name. */
  @Column('boolean', { name: 'is_own' })
  isOwn!: boolean;

  /** Day its figures are of. */
  @Column('date', { name: 'as_of' })
  asOf!: IsoDate;

  /** Days of submission of the dossiers it counts. */
  @Column('date', { name: 'period_from', nullable: true })
  periodFrom!: IsoDate | null;

  @Column('date', { name: 'period_to', nullable: true })
  periodTo!: IsoDate | null;

  /** SHA-256 of the files it came from. */
  @Column('text')
  digest!: string;

  @Column('timestamptz', { name: 'loaded_at' })
  loadedAt!: Date;
}
