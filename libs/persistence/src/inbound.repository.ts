import type { EntityManager } from 'typeorm';
import { InboundMessageEntity, type InboundOutcome } from './inbound.entity.js';

/** A message of the portal that is kept. */
export interface KeptMessage {
  readonly id: string;
  readonly outcome: InboundOutcome;
  /** `null`: it came for the first time. */
  readonly reply: object | null;
}

/** What became of a message. */
export interface InboundVerdict {
  readonly outcome: InboundOutcome;
  /** What the portal calls the thing it tells of. */
  readonly ref: string;
  readonly dossierCode: string | null;
  readonly reply: object;
}

/** What is shown of a message. */
export interface ShownMessage {
  readonly kind: string;
  readonly ref: string;
  readonly outcome: InboundOutcome;
  readonly deliveries: number;
  readonly receivedAt: Date;
  readonly lastAt: Date;
}

/** Messages of the portal, each with its bytes and what it was answered. */
export class InboundRepository {
  constructor(private readonly db: EntityManager) {}

  /** Keeps a message, or counts it where it has come before. The same message at the same moment waits its turn. */
  async take(kind: string, body: Buffer, sha256: Buffer): Promise<KeptMessage> {
    const [kept] = await this.db.query<KeptMessage[]>(
      `INSERT INTO inbound_message AS m (kind, body, body_sha256, received_at, last_at)
       VALUES ($1, $2, $3, app_now(), app_now())
       ON CONFLICT (kind, body_sha256) DO UPDATE SET deliveries = m.deliveries + 1, last_at = app_now()
       RETURNING id, outcome, reply`,
      [kind, body, sha256],
    );
    if (!kept) throw new Error('The database answered without a row');
    return kept;
  }

  async answer(id: string, { outcome, ref, dossierCode, reply }: InboundVerdict): Promise<void> {
    await this.db.query(
      'UPDATE inbound_message SET outcome = $2, ref = $3, dossier_code = $4, reply = $5 WHERE id = $1',
      [id, outcome, ref, dossierCode, JSON.stringify(reply)],
    );
  }

  /** Whether another message has told of the same thing, and was taken in. Who asks at the same time waits. */
  async isTaken(kind: string, ref: string): Promise<boolean> {
    await this.db.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${kind} ${ref}`]);
    return this.db.existsBy(InboundMessageEntity, { kind, ref, outcome: 'accepted' });
  }

  /** Oldest first, without their content. */
  async listByDossier(dossierCode: string): Promise<ShownMessage[]> {
    return this.db.find(InboundMessageEntity, {
      select: { kind: true, ref: true, outcome: true, deliveries: true, receivedAt: true, lastAt: true },
      where: { dossierCode },
      order: { id: 'ASC' },
    });
  }
}
