import { Injectable } from '@nestjs/common';
import { PortalClock } from '../clock/portal-clock.js';
import { PortalRecords } from '../records/portal-records.js';
import { sessionDigest } from './log-in.js';
import type { PortalCall } from './portal-call.js';
import { refuse, type Refusal } from './refusals.js';

const SUBSYSTEM = 'vpcpdvcprovider';

/** Who may come in: destination, session, agency, in this order. */
@Injectable()
export class GateKeeper {
  constructor(
    private readonly records: PortalRecords,
    private readonly clock: PortalClock,
  ) {}

  /** Why the call may not pass; null when it may. */
  async check(call: PortalCall): Promise<Refusal | null> {
    if (!isGoodDestination(call)) return refuse.dstcodeInvalid();
    if (call.isLogin) return null;
    const token = call.parameters.text('session');
    if (token === null) return refuse.sessionInvalid();
    const session = await this.records.direct.sessions.use(sessionDigest(token), this.clock.now());
    if (session === 'unknown') return refuse.sessionInvalid();
    if (session === 'expired') return refuse.sessionExpired();
    return session.account === call.madonvi ? null : refuse.agencyInvalid(call.madonvi);
  }

  /** Ends sessions before their time: all, or that of the call. */
  async expire(call: PortalCall, scope: 'all' | 'caller'): Promise<void> {
    const only = scope === 'caller' ? { tokenSha256: sessionDigest(call.parameters.text('session') ?? '') } : {};
    await this.records.direct.sessions.expire(this.clock.now(), only);
  }
}

/** `dstcode` comes as header, as query parameter, or as a bare value in the query; only its subsystem counts. */
function isGoodDestination({ dstcode, query }: PortalCall): boolean {
  const asked = [...query].flatMap(([name, value]) =>
    name.toLowerCase() === 'dstcode' ? [value] : /^VN:(GOV|COM):/i.test(name) ? [name] : [],
  );
  const given = [dstcode ?? '', ...asked].filter((code) => code.trim() !== '');
  return given.every((code) => code.trim().split(':').at(-1) === SUBSYSTEM);
}
