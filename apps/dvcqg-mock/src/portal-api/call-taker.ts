import { PORTAL_CODES } from '@dvc/contracts';
import { Injectable, Logger } from '@nestjs/common';
import { PROBLEM_TYPE, toProblem } from '../control-api/problem.js';
import { bodyDelivery, plainDelivery, type Delivery } from '../faults/delivery.js';
import type { Departure } from '../journal/journal-entry.js';
import { UnclearCommitError } from '../records/together.js';
import { SimProblem } from '../spaces/sim-problem.js';
import { addressOf } from '../spaces/space-address.js';
import { SpaceRegistry } from '../spaces/space-registry.js';
import type { Accent, Door, IncomingCall, SentFile } from './portal-call.js';
import { PortalExchange } from './portal-exchange.js';
import { refuse, type Refusal } from './refusals.js';
import { TOO_LARGE, deliver, resetConnection, type WireClock, type WireReply, type WireRequest } from './wire.js';

/** What the address of a call says. */
export interface Addressed {
  readonly door: Door | null;
  readonly accent?: Accent | null;
  readonly files?: readonly SentFile[] | null;
}

const COMPLAINT_EVERY_MS = 5_000;
const TOO_LARGE_REFUSAL: Refusal = {
  code: PORTAL_CODES.batchTooLarge,
  message: 'Nội dung yêu cầu vượt quá 10 MiB',
};

/** Takes calls off the wire, whichever address they came to, and never answers what may be untrue. */
@Injectable()
export class CallTaker {
  private readonly log = new Logger(CallTaker.name);
  private complainedAtMs = 0;

  constructor(
    private readonly exchange: PortalExchange,
    private readonly spaces: SpaceRegistry,
  ) {}

  async take(request: WireRequest, reply: WireReply, addressed: Addressed): Promise<void> {
    reply.hijack();
    const send = (delivery: Delivery, clock: WireClock = this.spaces.wall): Departure =>
      deliver(reply, delivery, { clock, wall: this.spaces.wall });
    if (request.body === TOO_LARGE) {
      send(refusalDelivery(TOO_LARGE_REFUSAL, 413, addressed));
      return;
    }
    try {
      await this.exchange.run(this.toIncoming(request, addressed), send);
    } catch (failure) {
      if (failure instanceof SimProblem) send(asProblem(failure, request));
      else
        this.giveUp(failure, reply, () => {
          send(refusalDelivery(refuse.internalError(), 200, addressed));
        });
    }
  }

  private giveUp(failure: unknown, reply: WireReply, apologise: () => void): void {
    if (failure instanceof Error && failure.name === 'AbortError') {
      resetConnection(reply.raw.socket);
      return;
    }
    this.complain(failure);
    if (failure instanceof UnclearCommitError) resetConnection(reply.raw.socket);
    else apologise();
  }

  /** A database that is away fails every call; one line in a while says it. */
  private complain(failure: unknown): void {
    const now = this.spaces.wall.now().getTime();
    if (now - this.complainedAtMs < COMPLAINT_EVERY_MS) return;
    this.complainedAtMs = now;
    this.log.error(failure instanceof Error ? failure.message : String(failure));
  }

  private toIncoming(request: WireRequest, { door, accent = null, files = null }: Addressed): IncomingCall {
    const [path = '', ...rest] = (request.raw.url ?? '').split('?');
    const { dstcode, 'x-sim-effect': wanted } = request.headers;
    return {
      address: addressOf(request),
      door,
      accent,
      files,
      bytes: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      query: new URLSearchParams(rest.join('?')),
      remoteAddress: request.raw.socket.remoteAddress ?? '',
      forwardPath: /\/RestService\/forward(\/.*)$/.exec(path)?.[1] ?? null,
      dstcode: typeof dstcode === 'string' ? dstcode : null,
      origin: originOf(request.headers.host),
      isRelayed: path.endsWith('/thanhtoan/relay'),
      wantedEffect: typeof wanted === 'string' && wanted !== '' ? wanted : null,
    };
  }
}

/** The call names no space that is there: the mock itself answers, no portal. */
function asProblem(failure: SimProblem, { headers }: WireRequest): Delivery {
  const { status, body } = toProblem(failure, headers['accept-language']);
  return bodyDelivery(body, status, PROBLEM_TYPE);
}

/** The caller's own name for this mock, where it is one. */
function originOf(host: string | undefined): string {
  return `http://${/^[\w.:[\]-]{1,255}$/.exec(host ?? '')?.[0] ?? '127.0.0.1'}`;
}

/** A refusal that no journal knows of, in the words of the address. */
function refusalDelivery({ code, message }: Refusal, status: number, { accent }: Addressed): Delivery {
  const plain = { reply: { error_code: code, message }, status };
  const spoken = accent?.speak({ code, ...plain }) ?? plain;
  return plainDelivery(spoken.reply, spoken.status);
}
