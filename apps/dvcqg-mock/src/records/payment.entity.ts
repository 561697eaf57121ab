import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PaymentEnd, PaymentScheme, PaymentState } from '../payment/payment-record.js';
import type { WireFields } from './dossier-record.js';

/** Something to pay, and what became of it. */
@Entity('payment')
@Index('payment_reference', ['space', 'scheme', 'partner', 'reference'], { unique: true })
export class PaymentEntity {
  @PrimaryColumn('text', { default: 'default' })
  space!: string;

  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  scheme!: PaymentScheme;

  @Column('text')
  partner!: string;

  @Column('text')
  reference!: string;

  /** Đồng; the driver gives a bigint as text. */
  @Column('bigint')
  amount!: string;

  @Column('text', { nullable: true })
  dossier!: string | null;

  @Column('jsonb')
  fields!: WireFields;

  @Column('text')
  url!: string;

  @Column('text')
  state!: PaymentState;

  @Column('text', { nullable: true })
  bank!: string | null;

  @Column('text', { name: 'transaction_code', nullable: true })
  transactionCode!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column('timestamptz', { name: 'auto_at', nullable: true })
  autoAt!: Date | null;

  @Column('text', { name: 'auto_end', nullable: true })
  autoEnd!: PaymentEnd | null;
}

@Entity('payment_partner')
export class PaymentPartnerEntity {
  @PrimaryColumn('text', { default: 'default' })
  space!: string;

  @PrimaryColumn('text')
  code!: string;

  @Column('text')
  secret!: string;

  @Column('text', { name: 'access_key' })
  accessKey!: string;

  /** Where the result of a payment goes; nowhere, if not set. */
  @Column('text', { name: 'confirm_url', nullable: true })
  confirmUrl!: string | null;

  @Column('integer', { name: 'auto_after_s', nullable: true })
  autoAfterS!: number | null;

  @Column('text', { name: 'auto_end', nullable: true })
  autoEnd!: PaymentEnd | null;
}
