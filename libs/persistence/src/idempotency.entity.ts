import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A request that its sender may repeat, and what it was answered. */
@Entity('idempotency')
export class IdempotencyEntity {
  @PrimaryColumn('text')
  key!: string;

  @Column('bytea', { name: 'request_sha256' })
  requestSha256!: Buffer;

  /** HTTP status; `null` only while the request runs. */
  @Column('int', { nullable: true })
  status!: number | null;

  @Column('jsonb', { nullable: true })
  response!: object | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
