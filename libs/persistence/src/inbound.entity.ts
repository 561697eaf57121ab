import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

export type InboundOutcome = 'accepted' | 'duplicate' | 'refused';

/** One message of the portal. The same bytes again are the same message. Holds personal data. */
@Entity('inbound_message')
@Check('inbound_message_outcome_check', `outcome IN ('accepted', 'duplicate', 'refused')`)
@Unique('inbound_message_same', ['kind', 'bodySha256'])
@Index('inbound_message_ref', ['kind', 'ref'])
@Index('inbound_message_dossier', ['dossierCode'])
export class InboundMessageEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: string;

  /** `dossier`, `land-tax-receipt` … */
  @Column('text')
  kind!: string;

  /** What the portal calls the thing: code of the dossier, of the tax notice, of the payment. */
  @Column('text', { default: '' })
  ref!: string;

  /** The dossier it belongs to; `null`: we have none. */
  @Column({ type: 'text', name: 'dossier_code', collation: 'C', nullable: true })
  dossierCode!: string | null;

  /** Every byte, as it came. */
  @Column('bytea')
  body!: Buffer;

  @Column('bytea', { name: 'body_sha256' })
  bodySha256!: Buffer;

  @Column('text', { default: 'refused' })
  outcome!: InboundOutcome;

  /** What it was answered last, byte by byte; `null` only while it is being taken in. */
  @Column('json', { nullable: true })
  reply!: object | null;

  /** How often it has come. */
  @Column('int', { default: 1 })
  deliveries!: number;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt!: Date;

  @Column('timestamptz', { name: 'last_at' })
  lastAt!: Date;
}
