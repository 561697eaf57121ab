import { Injectable } from '@nestjs/common';
import {
  deliveryInstead,
  fileDelivery,
  plainDelivery,
  spoil,
  textDelivery,
  type Delivery,
} from '../faults/delivery.js';
import type { Fault, FaultEffect, FaultPhase } from '../faults/fault.js';
import type { Departure } from '../journal/journal-entry.js';
import { JournalChain } from '../journal/journal-chain.js';
import { Redactor } from '../journal/redactor.js';
import type { AppendedEntry } from '../records/journal.repository.js';
import type { Repositories } from '../records/portal-records.js';
import { SpaceRegistry } from '../spaces/space-registry.js';
import { CallRecord } from './call-record.js';
import { decodeBody } from './decode-body.js';
import { speak } from './dialect.js';
import { dressAnswer, dressRefusal } from './dress-answer.js';
import { GateKeeper } from './gate-keeper.js';
import type { JsonObject } from './json.js';
import { LateCommits } from './late-commits.js';
import { refused, type PortalAnswer } from './portal-answer.js';
import { CallParameters, callerOf, readCall, type IncomingCall, type PortalCall } from './portal-call.js';
import type { Refusal } from './refusals.js';
import { ServiceDesk } from './service-desk.js';

/** Takes what goes out, and the hour in the space of the call. */
type Deliver = (delivery: Delivery, at: Date) => Departure;
type Work = (repositories: Repositories) => Promise<PortalAnswer> | PortalAnswer;

/** The commit went wrong and nobody knows how far it came: the caller may not be told either way. */
export class UnclearCommitError extends Error {}

interface Exchange {
  readonly call: PortalCall;
  readonly record: CallRecord;
  readonly deliver: (delivery: Delivery) => Departure;
}

/**
 * The way of one call: space ▸ before-auth ▸ session ▸ instead-of-handler ▸ before-commit ▸ commit with journal ▸
 * after-commit ▸ on-reply. A fault may end it at each of these points; every end has its line in the journal.
 */
@Injectable()
export class PortalExchange {
  // eslint-disable-next-line max-params -- the stations of a call, which Nest brings
  constructor(
    private readonly spaces: SpaceRegistry,
    private readonly gate: GateKeeper,
    private readonly desk: ServiceDesk,
    private readonly redactor: Redactor,
    private readonly late: LateCommits,
    private readonly chain: JournalChain,
  ) {}

  /**
   * @throws {UnclearCommitError} Cut the connection: any answer could be a lie.
   * @throws {SimProblem} The call names no space that is there.
   */
  async run(incoming: IncomingCall, deliver: Deliver): Promise<void> {
    const { accent } = incoming;
    const decoded = accent?.translate(incoming) ?? decodeBody(incoming.bytes);
    const parameters = new CallParameters('body' in decoded ? decoded.body : null, incoming.query);
    const space = await this.spaces.arrive(incoming.address, callerOf(parameters, incoming.door));
    try {
      const caller = accent ? await accent.callerIn(space, parameters) : callerOf(parameters, incoming.door);
      const call = readCall(incoming, { parameters, space, caller });
      await this.go(this.open(call, deliver), 'refusal' in decoded ? decoded.refusal : null);
    } finally {
      space.calls.leave();
    }
  }

  private open(call: PortalCall, deliver: Deliver): Exchange {
    const { space } = call;
    return {
      call,
      deliver: (delivery) => deliver(delivery, space.clock.now()),
      record: new CallRecord(call, this.redactor, space.window.isInside(call.at)),
    };
  }

  private async go(exchange: Exchange, unreadable: Refusal | null): Promise<void> {
    const { call } = exchange;
    if (unreadable) return this.refuse(exchange, refused(unreadable));
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
    const { space } = call;
    const effect = (await this.draw(phase, exchange))?.effect;
    if (!effect) return false;
    if (effect.type === 'delay') await space.sleep(effect.ms);
    if (effect.type === 'expire-session') await this.gate.expire(call, effect.scope);
    const instead = deliveryInstead(effect, space.clock.now());
    if (!instead) return false;
    if (effect.type === 'late-commit') {
      await this.late.store(call, record, effect.ms);
      deliver(instead);
      return true;
    }
    const entry = record.toEntry(null, { sent: instead });
    const appended = await space.records.inTransaction(({ journal }) => journal.append(entry, space.clock.now()));
    this.note(call, appended);
    space.window.extend(record.retryUntil);
    this.depart(call, appended, deliver(instead));
    return true;
  }

  private async refuse(exchange: Exchange, answer: PortalAnswer): Promise<void> {
    await this.commit(exchange, null, () => dressRefusal(exchange.call, answer));
  }

  /** Stores what the call brings and its journal line, both or neither; then lets the answer go. */
  private async commit(exchange: Exchange, lost: Fault | null, work: Work): Promise<void> {
    const onReply = lost ? null : await this.draw('on-reply', exchange);
    const effect = (lost ?? onReply)?.effect;
    const { call, record } = exchange;
    const { space } = call;
    let isAnswered = false;
    const { sent, appended } = await space.records
      .inTransaction(async (repositories) => {
        const answer = dressAnswer(call, await work(repositories));
        const replies = shape(answer, effect, call);
        const entry = record.toEntry(answer, replies);
        const written = { ...replies, appended: await repositories.journal.append(entry, space.clock.now()) };
        isAnswered = true;
        return written;
      })
      .catch((cause: unknown) => {
        this.chain.doubt();
        throw isAnswered ? new UnclearCommitError('The commit did not come back.', { cause }) : cause;
      });
    this.note(call, appended);
    space.window.extend(record.retryUntil);
    if (sent.kind === 'reply' && sent.delayMs > 0) await space.sleep(sent.delayMs);
    this.depart(call, appended, exchange.deliver(sent));
  }

  private note({ space }: PortalCall, appended: AppendedEntry): void {
    space.countEntry();
    this.chain.add(appended);
  }

  private depart({ at, space }: PortalCall, appended: AppendedEntry, departure: Departure): void {
    this.chain.complete(appended, space.clock.now().getTime() - at.getTime(), departure);
  }

  private async draw(phase: FaultPhase, { call, record }: Exchange): Promise<Fault | null> {
    const { acting, notes } = await call.space.faults.draw(phase, call);
    record.note(acting, notes, call.space.clock.now());
    return acting;
  }
}

/** The answer as it was worked out, and as it goes out after what a fault does to it. */
function shape(
  answer: PortalAnswer,
  effect: FaultEffect | undefined,
  { accent, space }: PortalCall,
): { built: Delivery; sent: Delivery } {
  const spoken = speak(answer, space.switches.values);
  const { reply, status } = accent?.speak({ code: answer.code, ...spoken }) ?? spoken;
  const built = toDelivery(answer, reply, status);
  return { built, sent: effect ? spoil(reply, built, effect, space.clock.now()) : built };
}

function toDelivery({ file, text }: PortalAnswer, reply: JsonObject, status: number): Delivery {
  if (file !== undefined) return fileDelivery(file);
  return text === undefined ? plainDelivery(reply, status) : textDelivery(text);
}
