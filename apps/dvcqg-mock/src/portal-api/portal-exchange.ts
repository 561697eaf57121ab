import { Injectable } from '@nestjs/common';
import { withHeader, type Delivery } from '../faults/delivery.js';
import { planOf } from '../faults/effects/batch-plan.js';
import type { FaultPhase, Hands } from '../faults/effects/effect.js';
import { effectOf } from '../faults/effects/effect-table.js';
import type { Firing } from '../faults/fault-board.js';
import { JournalChain } from '../journal/journal-chain.js';
import type { Departure } from '../journal/journal-entry.js';
import { Redactor } from '../journal/redactor.js';
import type { AppendedEntry } from '../records/journal.repository.js';
import type { Repositories } from '../records/portal-records.js';
import { SpaceRegistry } from '../spaces/space-registry.js';
import { CallCommit, type CommittedCall, type Ending, type Work } from './call-commit.js';
import { CallRecord } from './call-record.js';
import { checkAddress } from './generic-address.js';
import { decodeBody } from './decode-body.js';
import { dressRefusal } from './dress-answer.js';
import { GateKeeper } from './gate-keeper.js';
import { laterStepsOf, storeLater } from './later-steps.js';
import { answerPlanned } from './planned-batch.js';
import { refused, type PortalAnswer } from './portal-answer.js';
import { CallParameters } from './call-parameters.js';
import { callerOf, listItems, readCall, withItems, type IncomingCall, type PortalCall } from './portal-call.js';
import type { Refusal } from './refusals.js';
import { ServiceDesk } from './service-desk.js';
import { sceneOf } from './shape-reply.js';
import { checkWantedEffect } from './wanted-effect-check.js';
import type { WireClock } from './wire.js';

/** Takes what goes out, and the clock of the space of the call. */
type Deliver = (delivery: Delivery, clock: WireClock) => Departure;

interface Exchange extends CommittedCall {
  readonly deliver: Deliver;
}

/**
 * The way of one call: space ▸ before-auth ▸ session ▸ instead-of-handler ▸ before-commit ▸ within-batch ▸ commit with
 * journal ▸ after-commit ▸ on-reply. A fault may end it at each of these points; every end has its line in the journal.
 */
@Injectable()
export class PortalExchange {
  // eslint-disable-next-line max-params -- the stations of a call, which Nest brings
  constructor(
    private readonly spaces: SpaceRegistry,
    private readonly gate: GateKeeper,
    private readonly desk: ServiceDesk,
    private readonly committing: CallCommit,
    private readonly redactor: Redactor,
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
      checkAddress(incoming, space);
      const caller = accent ? await accent.callerIn(space, parameters) : callerOf(parameters, incoming.door);
      const call = readCall(incoming, { parameters, space, caller });
      const record = new CallRecord(call, this.redactor, space.window.isInside(call.at));
      const exchange = { call, handled: call, plan: null, record, deliver };
      await this.go(exchange, 'refusal' in decoded ? decoded.refusal : checkWantedEffect(call));
    } finally {
      space.calls.leave();
    }
  }

  private async go(exchange: Exchange, unreadable: Refusal | null): Promise<void> {
    if (unreadable) return this.refuse(exchange, refused(unreadable));
    if (await this.stopsAt('before-auth', exchange)) return;
    const refusal = await this.gate.check(exchange.call);
    if (refusal) return this.refuse(exchange, refused(refusal));
    if (await this.stopsAt('instead-of-handler', exchange)) return;
    if (await this.stopsAt('before-commit', exchange)) return;
    await this.planItems(exchange);
    const ending = await this.drawEnding(exchange);
    await this.commit(exchange, ending, (repositories) => this.handle(exchange, repositories));
  }

  /** True when a fault has ended the call, and has been written down. */
  private async stopsAt(phase: FaultPhase, exchange: Exchange): Promise<boolean> {
    const firing = await this.draw(phase, exchange);
    if (!firing) return false;
    const { effect } = firing.fault;
    const { before, bendItem, instead } = effectOf(effect);
    await before?.(effect, sceneOf(firing, exchange.call), this.handsFor(exchange.call));
    if (bendItem) {
      const items = listItems(exchange.handled.parameters).map((item) => bendItem(effect, item));
      exchange.handled = withItems(exchange.handled, items);
    }
    const delivery = instead?.(effect, sceneOf(firing, exchange.call));
    if (delivery) await this.stop(exchange, firing, delivery);
    return delivery !== undefined;
  }

  /** Writes the call down, or what the portal will do later in its stead: then its line is written when that is done. */
  private async stop(exchange: Exchange, { fault }: Firing, delivery: Delivery): Promise<void> {
    const { space } = exchange.call;
    const entry = exchange.record.toEntry(null, { sent: delivery });
    const later = laterStepsOf(fault);
    const appended = await space.records.inTransaction(async (repositories) => {
      await storeLater(later, exchange.handled, { entry, answer: null, repositories });
      return later.length === 0 ? repositories.journal.append(entry, space.clock.now()) : null;
    });
    if (appended) this.settle(exchange, appended);
    this.letGo(exchange, delivery, appended);
  }

  /** What becomes of the items, after the faults that hit single ones. */
  private async planItems(exchange: Exchange): Promise<void> {
    const { call, record } = exchange;
    const { found, notes } = await call.space.faults.drawItems(call);
    record.note(null, notes, call.space.clock.now());
    let plan = planOf(listItems(exchange.handled.parameters));
    for (const { fault, ...hits } of found) {
      const { effect } = fault;
      const { before, within } = effectOf(effect);
      record.note(fault, [], call.space.clock.now());
      await before?.(effect, sceneOf({ fault, size: 0 }, call), this.handsFor(call));
      plan = within?.(effect, plan, hits) ?? plan;
    }
    exchange.plan = found.length > 0 ? plan : null;
  }

  private async handle({ handled, plan }: Exchange, repositories: Repositories): Promise<PortalAnswer> {
    const answer = (call: PortalCall): Promise<PortalAnswer> => this.desk.answer(call, repositories);
    return plan ? answerPlanned(handled, plan, answer) : answer(handled);
  }

  private async drawEnding(exchange: Exchange): Promise<Ending> {
    const isReading = this.desk.isReading(exchange.call);
    const after = await this.draw('after-commit', exchange);
    if (after && effectOf(after.fault.effect).instead) return { firing: after, aftermath: null, isReading };
    return { firing: await this.draw('on-reply', exchange), aftermath: after, isReading };
  }

  private async refuse(exchange: Exchange, answer: PortalAnswer): Promise<void> {
    const firing = await this.draw('on-reply', exchange);
    const ending = { firing, aftermath: null, isReading: true };
    await this.commit(exchange, ending, () => dressRefusal(exchange.call, answer));
  }

  /** Stores what the call brings, its journal line and what is to follow, all or none; then lets the answer go. */
  private async commit(exchange: Exchange, ending: Ending, work: Work): Promise<void> {
    const { space } = exchange.call;
    const { sent, appended } = await this.committing.commit(exchange, ending, work);
    this.settle(exchange, appended);
    if (sent.kind === 'reply' && sent.delayMs > 0) await space.sleep(sent.delayMs);
    this.letGo(exchange, sent, appended);
  }

  /** After the commit: the journal has one entry more. */
  private settle({ call: { space } }: Exchange, appended: AppendedEntry): void {
    space.countEntry();
    this.chain.add(appended);
  }

  private letGo({ call, record, deliver }: Exchange, delivery: Delivery, appended: AppendedEntry | null): void {
    const { space, at } = call;
    space.window.extend(record.retryUntil);
    const signed = record.magic === null ? delivery : withHeader(delivery, 'X-Sim-Fault', record.magic);
    const departure = deliver(signed, space.clock);
    if (appended) this.chain.complete(appended, space.clock.now().getTime() - at.getTime(), departure);
  }

  private async draw(phase: FaultPhase, { call, record }: Exchange): Promise<Firing | null> {
    const { found, notes } = await call.space.faults.draw(phase, call);
    record.note(found?.fault ?? null, notes, call.space.clock.now());
    return found;
  }

  private handsFor(call: PortalCall): Hands {
    return {
      sleep: (ms) => call.space.sleep(ms),
      expireSessions: (scope) => this.gate.expire(call, scope),
    };
  }
}
