import type { Delivery, ReplyDelivery } from '../faults/delivery.js';
import { effectOf } from '../faults/effects/effect-table.js';
import type { Fault } from '../faults/fault.js';
import type { DrawNote, FaultNote, ItemNote, JournalEntry, ReplyNote, SentNote } from '../journal/journal-entry.js';
import type { Redactor } from '../journal/redactor.js';
import { ruleOfCall } from './behaviour/rule-of-call.js';
import type { PortalAnswer } from './portal-answer.js';
import type { PortalCall } from './portal-call.js';

/** What is sent to these holds a secret one can guess, and nothing else one cannot: a plain digest would give it away. */
const GUESSABLE: ReadonlySet<string> = new Set(['login', 'TraCuuKetQuaSoHoa', 'GetToken']);
/** So much of a made-up page is kept. */
const LONGEST_PAGE = 2_000;

/** Gathers, while a call goes its way, what the journal will say of it. All of it is redacted here, and nowhere else. */
export class CallRecord {
  retryUntil: Date | null = null;
  private readonly notes: { readonly faults: FaultNote[]; readonly draws: DrawNote[] } = { faults: [], draws: [] };

  constructor(
    private readonly call: PortalCall,
    private readonly redactor: Redactor,
    private readonly isInsideRetryAfter: boolean,
  ) {}

  note(acting: Fault | null, draws: readonly DrawNote[], now: Date): void {
    this.notes.draws.push(...draws);
    if (!acting) return;
    this.notes.faults.push({ id: acting.id, phase: acting.phase, effect: acting.effect.type });
    this.retryUntil = effectOf(acting.effect).retryUntil?.(acting.effect, now) ?? this.retryUntil;
  }

  /** The magic values that acted, for the caller to see; null when none has. */
  get magic(): string | null {
    const ids = this.notes.faults.flatMap(({ id }) => (id.startsWith('magic-') ? [id] : []));
    return ids.length > 0 ? ids.join(', ') : null;
  }

  /** `built` is the portal's own answer as it would stand on the wire, `sent` what a fault has made of it. */
  toEntry(
    answer: PortalAnswer | null,
    { sent, built = null }: { sent: Delivery; built?: Delivery | null },
  ): JournalEntry {
    const { call, redactor } = this;
    const isReply = sent.kind === 'reply';
    const keys = call.keys.map((key) => redactor.scrub(key));
    return {
      at: call.at,
      service: redactor.scrub(call.service),
      rule: ruleOfCall(call, answer),
      madonvi: call.madonvi === null ? null : redactor.scrub(call.madonvi),
      isUpdating: call.isUpdating,
      keys,
      request: redactor.note(call.body, call.bytes, GUESSABLE.has(call.service)),
      outcomeCode: answer?.code ?? null,
      errorCode: isReply ? sent.errorCode : null,
      httpStatus: isReply ? sent.status : null,
      check: answer?.check ?? null,
      items: (answer?.items ?? []).map((item): ItemNote => ({ ...item, key: redactor.scrub(item.key) })),
      warnings: (answer?.warnings ?? []).map((warning) => redactor.scrub(warning)),
      committedRows: answer?.committedRows ?? 0,
      fault: this.notes.faults[0] ?? null,
      faults: this.notes.faults,
      draws: this.notes.draws,
      reply: this.toReply(answer, sent, built),
      insideRetryAfter: this.isInsideRetryAfter,
      retryUntil: this.retryUntil,
    };
  }

  private toReply(answer: PortalAnswer | null, sent: Delivery, built: Delivery | null): ReplyNote {
    if (!answer || built?.kind !== 'reply') return { built: null, sent: this.toSent(sent) };
    const note = this.redactor.noteSent(built.body, GUESSABLE.has(this.call.service));
    if (sent.kind !== 'reply' || sent.body !== built.body) return { built: note, sent: this.toSent(sent) };
    const { sha256, bytes } = note;
    return { built: note, sent: { ...wireOf(sent), sha256, bytes, asBuilt: true } };
  }

  /** Half of an answer is no JSON and may hold anything: its digest has to do. A page of HTML was made up by the tester. */
  private toSent(sent: Delivery): SentNote {
    if (sent.kind === 'raw') return { kind: 'raw', ...this.redactor.noteSent(sent.bytes, true) };
    if (sent.kind !== 'reply') return { kind: sent.kind };
    const note = this.redactor.noteSent(sent.body, GUESSABLE.has(this.call.service));
    const isPage = sent.headers['content-type']?.includes('html') === true && typeof sent.body === 'string';
    const body = isPage ? { text: this.redactor.scrub(sent.body.slice(0, LONGEST_PAGE)) } : note.body;
    return { ...wireOf(sent), ...note, body };
  }
}

function wireOf({ status, leaving }: ReplyDelivery): SentNote {
  const isCut = leaving.kind === 'cut' || leaving.kind === 'reset';
  return { kind: 'reply', status, ...(isCut ? { isCut } : {}) };
}
