import { Injectable } from '@nestjs/common';
import type { LaterStep } from '../faults/effects/effect.js';
import { effectOf } from '../faults/effects/effect-table.js';
import type { Fault } from '../faults/fault.js';
import { JournalChain } from '../journal/journal-chain.js';
import type { JournalEntry } from '../journal/journal-entry.js';
import type { Repositories } from '../records/portal-records.js';
import { SpaceRegistry } from '../spaces/space-registry.js';
import type { Space } from '../spaces/space.js';
import { isJsonObject, type Json } from './json.js';
import type { PortalAnswer } from './portal-answer.js';
import { CallParameters } from './call-parameters.js';
import { DOORS, readCall, type Door, type PortalCall } from './portal-call.js';
import { ServiceDesk } from './service-desk.js';

/** What a step needs when its time has come: the call without its secrets, and its journal entry so far. */
interface StepSpec {
  /** In the adapter's words. */
  readonly body: Json;
  readonly door: string | null;
  readonly query: string;
  readonly origin: string;
  readonly entry: JournalEntry;
  /** Items that were acknowledged, and when. */
  readonly acknowledged: { readonly codes: readonly string[]; readonly until: string };
}

const LONGEST_REF = 200;

/** What the portal does by itself long after a call. It is stored before the call ends, so that a restart forgets none of it. */
@Injectable()
export class LaterSteps {
  constructor(
    spaces: SpaceRegistry,
    private readonly desk: ServiceDesk,
    private readonly chain: JournalChain,
  ) {
    for (const kind of ['late-commit', 'duplicate-delivery'] as const) {
      spaces.onTimer(kind, (space, { payload }, repositories) =>
        this.answerAgain(space, payload as unknown as StepSpec, repositories),
      );
    }
    spaces.onTimer('forget', (space, { payload }, repositories) =>
      loseRows(space, payload as unknown as StepSpec, repositories),
    );
  }

  private async answerAgain(space: Space, spec: StepSpec, repositories: Repositories): Promise<() => void> {
    await repositories.past.keep(space.clock.now());
    const call = recallCall(spec, space);
    const answer = await this.desk.answer(call, repositories);
    if (answer.session) await repositories.sessions.open([answer.session]);
    const entry = entryAfter(spec.entry, answer);
    const appended = await repositories.journal.append(entry, space.clock.now());
    return () => {
      space.countEntry();
      this.chain.add(appended);
      this.chain.complete(appended, space.clock.now().getTime() - call.at.getTime(), 'caller-gone');
    };
  }
}

/** What a fault makes the portal do later. */
export const laterStepsOf = ({ effect }: Fault): readonly LaterStep[] => effectOf(effect).later?.(effect) ?? [];

/** Stores what is to be done later, in the transaction of what is done now. */
export async function storeLater(
  steps: readonly LaterStep[],
  call: PortalCall,
  given: { entry: JournalEntry; answer: PortalAnswer | null; repositories: Repositories },
): Promise<void> {
  if (steps.length === 0) return;
  const { entry, answer, repositories } = given;
  const { space, body, door, query, origin } = call;
  const now = space.clock.now();
  const codes = (answer?.items ?? []).flatMap(({ key, code }) => (code === 0 ? [key] : []));
  const spec: StepSpec = {
    body: withoutSecrets(body),
    door,
    query: query.toString(),
    origin,
    entry: { ...entry, retryUntil: null },
    acknowledged: { codes, until: now.toISOString() },
  };
  const ref = call.keys.join(', ').slice(0, LONGEST_REF);
  const timers = steps.map(({ kind, afterMs }) => {
    const dueAt = new Date(now.getTime() + afterMs);
    return { kind, ref, dueAt, payload: { ...spec } };
  });
  await space.timers.set(timers, repositories);
}

async function loseRows(space: Space, { entry, acknowledged }: StepSpec, { past }: Repositories): Promise<null> {
  const now = space.clock.now();
  const { codes, until } = acknowledged;
  await past.keep(now);
  await past.lose({ service: entry.service, codes, from: new Date(entry.at), until: new Date(until) }, now);
  return null;
}

/** The same exchange again, which nobody hears of. */
function entryAfter(entry: JournalEntry, answer: PortalAnswer): JournalEntry {
  const { code: outcomeCode, items, warnings, committedRows } = answer;
  const unheard = { errorCode: null, httpStatus: null, retryUntil: null };
  return { ...entry, ...unheard, at: new Date(entry.at), outcomeCode, items, warnings, committedRows };
}

/** Files are not kept so long: an upload that waited has none. */
function recallCall({ body, door, query, origin, entry }: StepSpec, space: Space): PortalCall {
  const asked = new URLSearchParams(query);
  const incoming = {
    address: { path: space.id, header: null },
    door: DOORS.find((known): known is Door => known === door) ?? null,
    accent: null,
    files: null,
    bytes: Buffer.alloc(0),
    query: asked,
    dstcode: null,
    origin,
    remoteAddress: '',
    forwardPath: null,
    isRelayed: false,
    wantedEffect: null,
  };
  const given = { parameters: new CallParameters(body, asked), space, caller: entry.madonvi };
  return { ...readCall(incoming, given), service: entry.service, at: new Date(entry.at) };
}

function withoutSecrets(body: Json): Json {
  if (!isJsonObject(body)) return body;
  const left = Object.entries(body).filter(([name]) => !/^(session|password)$/i.test(name));
  return Object.fromEntries<Json | undefined>(left);
}
