import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A login that was answered. The token itself is not kept. */
@Entity('session')
export class SessionEntity {
  @PrimaryColumn('text', { default: 'default' })
  space!: string;

  @PrimaryColumn('text', { name: 'token_sha256' })
  tokenSha256!: string;

  /** Agency code of the account. */
  @Column('text')
  account!: string;

  @Column('timestamptz', { name: 'issued_at' })
  issuedAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  /** Calls the session is still good for; null is any number. */
  @Column('integer', { name: 'uses_left', nullable: true })
  usesLeft!: number | null;
}
