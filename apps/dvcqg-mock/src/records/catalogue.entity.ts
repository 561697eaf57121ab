import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An agency the portal knows, of any tier. */
@Entity('agency')
export class AgencyEntity {
  @PrimaryColumn('text', { default: 'default' })
  space!: string;

  @PrimaryColumn('text')
  code!: string;

  @Column('text')
  name!: string;

  /** `Bộ, ngành`, `Cấp tỉnh`, `Cấp huyện` or `Cấp xã`. */
  @Column('text')
  tier!: string;

  @Column('date', { name: 'valid_from', nullable: true })
  validFrom!: string | null;

  @Column('date', { name: 'valid_to', nullable: true })
  validTo!: string | null;

  @Column('text', { name: 'merged_into', nullable: true })
  mergedInto!: string | null;
}

/** A field of administration (lĩnh vực). */
@Entity('field')
export class FieldEntity {
  @PrimaryColumn('text', { default: 'default' })
  space!: string;

  @PrimaryColumn('text')
  code!: string;

  @Column('text')
  name!: string;

  /** Agency code of the branch (ngành) that owns the field. */
  @Column('text', { name: 'branch_code' })
  branchCode!: string;
}

/** An administrative procedure of the national list. */
@Entity('procedure')
export class ProcedureEntity {
  @PrimaryColumn('text', { default: 'default' })
  space!: string;

  @PrimaryColumn('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column('text', { name: 'field_code' })
  fieldCode!: string;

  /** Agency that published the procedure. */
  @Column('text', { name: 'issuer_code' })
  issuerCode!: string;

  @Column('text', { array: true })
  tiers!: string[];

  @Column('integer', { name: 'time_limit_days', nullable: true })
  timeLimitDays!: number | null;

  @Column('boolean', { name: 'has_fee' })
  hasFee!: boolean;

  /** False once the procedure is abolished: nothing new may be published under it. */
  @Column('boolean', { name: 'is_public', default: true })
  isPublic!: boolean;
}
