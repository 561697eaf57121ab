import { Injectable } from '@nestjs/common';
import { PortalClock } from '../clock/portal-clock.js';
import { deliveryInstead, plainDelivery, spoil, textDelivery, type Delivery } from '../faults/delivery.js';
import { FaultBoard } from '../faults/fault-board.js';
import type { Fault, FaultEffect, FaultPhase } from '../faults/fault.js';
import { Redactor } from '../journal/redactor.js';
import { PortalRecords, type Repositories } from '../records/portal-records.js';
import { CallRecord } from './call-record.js';
import { decodeBody } from './decode-body.js';
import { Dialect } from './dialect.js';
import { GateKeeper } from './gate-keeper.js';
import { refused, type PortalAnswer } from './portal-answer.js';
import { readCall, type IncomingCall, type PortalCall } from './portal-call.js';
import { RetryWindow } from './retry-window.js';
import { ServiceDesk } from './service-desk.js';

type Deliver = (delivery: Delivery) => void;
type Work = (repositories: Repositories) => Promise<PortalAnswer> | PortalAnswer;

/** The commit went wrong and nobody knows how far it came: the caller may not be told either way. */
export class UnclearCommitError extends Error {}

interface Exchange {
  readonly call: PortalCall;
  readonly record: CallRecord;
  readonly deliver: Deliver;
}

/**
 * The way of one call: before-auth ▸ session ▸ instead-of-handler ▸ before-commit ▸ commit with journal ▸
 * after-commit ▸ on-reply. A fault may end it at each of these points; every end has its line in the journal.
 */
@Injectable()
export class PortalExchange {
  // eslint-disable-next-line max-params -- the stations of a call, which Nest brings
  constructor(
    private readonly records: PortalRecords,
    private readonly faults: FaultBoard,
    private readonly gate: GateKeeper,
    private readonly desk: ServiceDesk,
    private readonly window: RetryWindow,
    private readonly clock: PortalClock,
    private readonly dialect: Dialect,
    private readonly redactor: Redactor,
  ) {}

  /** @throws {UnclearCommitError} Cut the connection: any answer could be a lie. */
  async run(incoming: IncomingCall, deliver: Deliver): Promise<void> {
    const decoded = decodeBody(incoming.bytes);
    const call = readCall(incoming, 'body' in decoded ? decoded.body : null);
    const exchange = {
      call,
      deliver,
      record: new CallRecord(call, this.redactor.redact(call.body, call.bytes.length), this.window.isInside(call.at)),
    };
    if ('refusal' in decoded) return this.refuse(exchange, refused(decoded.refusal));
    if (await this.stopsAt('before-auth', exchange)) return;
    const refusal = await this.gate.check(call);
    if (refusal) return this.refuse(exchange, refused(refusal));
    if (await this.stopsAt('instead-of-handler', exchange)) return;
    if (await this.stopsAt('before-commit', exchange)) return;
    const lost = await this.draw('after-commit', exchange);
    await this.commit(exchange, lost, (repositories) => this.desk.answer(call, repositories));
  }

  /** True when a fault has ended the call, and has been written down. */
  private async stopsAt(phase: FaultPhase, exchange: Exchange): Promise<boolean> {
    const { call, record, deliver } = exchange;
    const effect = (await this.draw(phase, exchange))?.effect;
    if (!effect) return false;
    if (effect.type === 'delay') await this.clock.sleep(effect.ms);
    if (effect.type === 'expire-session') await this.gate.expire(call, effect.scope);
    const instead = deliveryInstead(effect, this.clock.now());
    if (!instead) return false;
    if (effect.type === 'late-commit') {
      deliver(instead);
      await this.commitLate(exchange, effect);
      return true;
    }
    const entry = record.toEntry(null, instead);
    await this.records.inTransaction(({ journal }) => journal.append(entry, this.clock.now()));
    this.window.extend(record.retryUntil);
    deliver(instead);
    return true;
  }

  /** The caller has long given up when the portal commits after all. */
  private async commitLate(exchange: Exchange, effect: FaultEffect & { type: 'late-commit' }): Promise<void> {
    await this.clock.sleep(effect.ms);
    const { call, record } = exchange;
    await this.records.inTransaction(async (repositories) => {
      const answer = await this.desk.answer(call, repositories);
      await repositories.journal.append(record.toEntry(answer, { kind: 'hang' }), this.clock.now());
    });
  }

  private async refuse(exchange: Exchange, answer: PortalAnswer): Promise<void> {
    const { reply } = answer;
    await this.commit(exchange, null, () =>
      exchange.call.door === 'login' ? { ...answer, reply: { ...reply, session: '' } } : answer,
    );
  }

  /** Stores what the call brings and its journal line, both or neither; then lets the answer go. */
  private async commit(exchange: Exchange, lost: Fault | null, work: Work): Promise<void> {
    const onReply = lost ? null : await this.draw('on-reply', exchange);
    const effect = (lost ?? onReply)?.effect;
    const { record } = exchange;
    let isAnswered = false;
    const delivery = await this.records
      .inTransaction(async (repositories) => {
        const answer = await work(repositories);
        const now = this.clock.now();
        const { reply, status } = this.dialect.speak(answer);
        const plain = answer.text === undefined ? plainDelivery(reply, status) : textDelivery(answer.text);
        const shaped = effect ? spoil(reply, plain, effect, now) : plain;
        await repositories.journal.append(record.toEntry(answer, shaped), now);
        isAnswered = true;
        return shaped;
      })
      .catch((cause: unknown) => {
        throw isAnswered ? new UnclearCommitError('The commit did not come back.', { cause }) : cause;
      });
    this.window.extend(record.retryUntil);
    if (delivery.kind === 'reply' && delivery.delayMs > 0) await this.clock.sleep(delivery.delayMs);
    exchange.deliver(delivery);
  }

  private async draw(phase: FaultPhase, { call, record }: Exchange): Promise<Fault | null> {
    const { acting, notes } = await this.faults.draw(phase, call);
    record.note(acting, notes, this.clock.now());
    return acting;
  }
}
