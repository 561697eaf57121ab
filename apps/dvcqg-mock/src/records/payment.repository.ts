import { type EntityManager } from 'typeorm';
import type { PaymentOutcome, PaymentPartner, PaymentRequest, PaymentScheme } from '../payment/payment-record.js';
import { lockKeys } from './lock-keys.js';
import { PaymentEntity, PaymentPartnerEntity } from './payment.entity.js';

/** Payments and who takes them. */
export class PaymentRepository {
  constructor(
    private readonly db: EntityManager,
    private readonly space: string,
  ) {}

  async findPartner(code: string): Promise<PaymentPartnerEntity | null> {
    return this.db.findOneBy(PaymentPartnerEntity, { space: this.space, code });
  }

  async listPartners(): Promise<PaymentPartnerEntity[]> {
    return this.db.find(PaymentPartnerEntity, { where: { space: this.space }, order: { code: 'ASC' } });
  }

  async savePartner(partner: PaymentPartner): Promise<void> {
    await this.db.upsert(PaymentPartnerEntity, { space: this.space, ...partner }, ['space', 'code']);
  }

  /** Holds the reference, known or not, until the transaction ends. */
  async lockReference(scheme: PaymentScheme, partner: string, reference: string): Promise<PaymentEntity | null> {
    await lockKeys(this.db, `${this.space}/payment`, [JSON.stringify([scheme, partner, reference])]);
    return this.db.findOneBy(PaymentEntity, { space: this.space, scheme, partner, reference });
  }

  async find(scheme: PaymentScheme, partner: string, reference: string): Promise<PaymentEntity | null> {
    return this.db.findOneBy(PaymentEntity, { space: this.space, scheme, partner, reference });
  }

  async findById(id: string): Promise<PaymentEntity | null> {
    return this.db.findOneBy(PaymentEntity, { space: this.space, id });
  }

  /** Stores a request under a reference that is held. */
  async insert(request: PaymentRequest, now: Date): Promise<void> {
    const { amount, fields, ...columns } = request;
    await this.db
      .createQueryBuilder()
      .insert()
      .into(PaymentEntity)
      .values({
        ...columns,
        space: this.space,
        amount: String(amount),
        fields: fields as object,
        state: 'pending',
        createdAt: now,
      })
      .updateEntity(false)
      .execute();
  }

  /** Ends a payment that waits. @returns whether it was still waiting. */
  async end(id: string, { end, bank, transactionCode }: PaymentOutcome, now: Date): Promise<boolean> {
    const paid = end === 'paid' ? { bank, transactionCode } : { bank, transactionCode: null };
    const ended = await this.db
      .createQueryBuilder()
      .update(PaymentEntity)
      .set({ state: end, endedAt: now, autoAt: null, ...paid })
      .where({ space: this.space, id, state: 'pending' })
      .execute();
    return ended.affected === 1;
  }

  /** For the control API: payments after `from`, by id. */
  async page(from: string, limit: number): Promise<PaymentEntity[]> {
    return this.db
      .createQueryBuilder(PaymentEntity, 'payment')
      .where('payment.space = :space AND payment.id > :from', { space: this.space, from })
      .orderBy('payment.id')
      .limit(limit)
      .getMany();
  }
}
