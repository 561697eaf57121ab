import { Injectable } from '@nestjs/common';
import type { DrawNote, FaultNote } from '../journal/journal-entry.js';
import { JournalChain } from '../journal/journal-chain.js';
import { Redactor } from '../journal/redactor.js';
import { SpaceRegistry } from '../spaces/space-registry.js';
import type { Space } from '../spaces/space.js';
import { CallRecord } from './call-record.js';
import { decodeBody } from './decode-body.js';
import { CallParameters, DOORS, readCall, type Door, type PortalCall } from './portal-call.js';
import type { Json } from './json.js';
import { ServiceDesk } from './service-desk.js';

const KIND = 'late-commit';

/** A call that waits for its commit, in a form that outlives the process. */
interface Waiting {
  readonly at: string;
  readonly door: string | null;
  /** The bytes as they came, base64. */
  readonly bytes: string;
  readonly query: string;
  /** What the address named where it has words of its own, the body in the adapter's words, and for whom. */
  readonly service: string;
  readonly translated: Json;
  readonly caller: string | null;
  readonly origin: string;
  readonly faults: FaultNote[];
  readonly draws: DrawNote[];
  readonly isInsideRetryAfter: boolean;
}

/** Calls whose caller has long given up when the portal commits after all. */
@Injectable()
export class LateCommits {
  constructor(
    private readonly desk: ServiceDesk,
    private readonly redactor: Redactor,
    private readonly chain: JournalChain,
    spaces: SpaceRegistry,
  ) {
    spaces.onTimer(KIND, async (space, { payload }, repositories) => {
      const { call, record } = this.takeUp(payload as unknown as Waiting, space);
      const answer = await this.desk.answer(call, repositories);
      const entry = record.toEntry(answer, { sent: { kind: 'hang' } });
      const appended = await repositories.journal.append(entry, space.clock.now());
      return () => {
        space.countEntry();
        this.chain.add(appended);
        this.chain.complete(appended, space.clock.now().getTime() - call.at.getTime(), 'hang');
      };
    });
  }

  /** Stores a call; it is answered, to nobody, when `ms` of the space's time are over. */
  async store(call: PortalCall, record: CallRecord, ms: number): Promise<void> {
    const { space, door, accent, bytes, query, at, service, origin } = call;
    const { faults, draws, isInsideRetryAfter } = record.gathered;
    const payload: Waiting = {
      at: at.toISOString(),
      door,
      bytes: bytes.toString('base64'),
      query: query.toString(),
      service,
      translated: accent ? call.body : null,
      caller: call.madonvi,
      origin,
      faults: [...faults],
      draws: [...draws],
      isInsideRetryAfter,
    };
    const dueAt = new Date(space.clock.now().getTime() + ms);
    await space.timers.set({ kind: KIND, dueAt, ref: call.keys.join(', ').slice(0, 200), payload: { ...payload } });
  }

  /** Files are not kept so long: an upload that waited has none. */
  private takeUp(waiting: Waiting, space: Space): { call: PortalCall; record: CallRecord } {
    const { at, door, bytes, query, service, translated, caller, origin, ...gathered } = waiting;
    const incoming = {
      address: { path: space.id, header: null },
      door: DOORS.find((known): known is Door => known === door) ?? null,
      accent: null,
      files: null,
      bytes: Buffer.from(bytes, 'base64'),
      query: new URLSearchParams(query),
      dstcode: null,
      origin,
      isRelayed: false,
    };
    const decoded = translated === null ? decodeBody(incoming.bytes) : { body: translated };
    const parameters = new CallParameters('body' in decoded ? decoded.body : null, incoming.query);
    const call = { ...readCall(incoming, { parameters, space, caller }), service, at: new Date(at) };
    return { call, record: new CallRecord(call, this.redactor, gathered.isInsideRetryAfter, gathered) };
  }
}
