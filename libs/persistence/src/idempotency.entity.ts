import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A request that its sender may repeat, and what it was answered. */
@Entity('idempotency')
export class IdempotencyEntity {
  @PrimaryColumn('text')
  key!: string;

  @Column('bytea', { name: 'request_sha256' })
  requestSha256!: Buffer;

  /** As text that keeps its order: a repetition is answered with the same bytes. `null` only while the request runs. */
  @Column('json', { nullable: true })
  response!: object | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
