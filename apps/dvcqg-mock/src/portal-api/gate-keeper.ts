import { PORTAL_DSTCODE } from '@dvc/contracts';
import { Injectable } from '@nestjs/common';
import { isOnList } from '../switches/address-list.js';
import type { SwitchValues } from '../switches/switch-table.js';
import { readWindow } from '../switches/time-window.js';
import { sessionDigest } from './log-in.js';
import type { PortalCall } from './portal-call.js';
import { refuse, type Refusal } from './refusals.js';

const SUBSYSTEM = PORTAL_DSTCODE.split(':').at(-1);

/** Who may come in: address, hours, destination, session, agency, in this order. */
@Injectable()
export class GateKeeper {
  /** Why the call may not pass; null when it may. */
  async check(call: PortalCall): Promise<Refusal | null> {
    const { space } = call;
    const switches = space.switches.values;
    if (!isOnList(call.remoteAddress, switches['ip.allowList'])) return refuse.addressDisallowed();
    const closed = findMaintenance(switches, space.clock.now());
    if (closed) return closed;
    if (call.accent) return (await call.accent.admit(call)) ?? checkRate(call, call.madonvi ?? '');
    if (!isGoodDestination(call, switches['dstcode.check'])) return refuse.dstcodeInvalid();
    if (call.door !== null) return null;
    const token = call.parameters.text('session');
    if (token === null) return refuse.sessionInvalid();
    const session = await space.records.direct.sessions.use(sessionDigest(token), space.clock.now());
    if (session === 'unknown') return refuse.sessionInvalid();
    if (session === 'expired') return refuse.sessionExpired();
    if (session.account !== call.madonvi) return refuse.agencyInvalid(call.madonvi);
    return checkRate(call, session.account);
  }

  /** Ends sessions before their time: all, or that of the call. */
  async expire(call: PortalCall, scope: 'all' | 'caller'): Promise<void> {
    const only = scope === 'caller' ? { tokenSha256: sessionDigest(call.parameters.text('session') ?? '') } : {};
    await call.space.records.direct.sessions.expire(call.space.clock.now(), only);
  }
}

function checkRate({ space, at }: PortalCall, account: string): Refusal | null {
  const waitS = space.rate.count(account, at);
  return waitS === null ? null : refuse.rateLimited(waitS);
}

const PAGE = Buffer.from(`<!doctype html><html lang="vi"><meta charset="utf-8"><title>Bảo trì</title>
<h1>Hệ thống đang bảo trì, vui lòng thử lại sau</h1></html>`);

/** What the portal says while it is closed; null while it is not. */
function findMaintenance(switches: SwitchValues, now: Date): Refusal | null {
  if (switches.maintenance === 'off') return null;
  const window = readWindow(switches['maintenance.window']);
  if (window && (now < window.from || now >= window.to)) return null;
  const page = switches.maintenance === 'html' ? { file: { type: 'text/html; charset=utf-8', bytes: PAGE } } : {};
  const end = window ? { retryAfterS: Math.ceil((window.to.getTime() - now.getTime()) / 1_000) } : {};
  return { ...refuse.maintenance(), ...page, ...end };
}

/** `dstcode` comes as header, as query parameter, or as a bare value in the query. A login may do without in any case. */
function isGoodDestination({ dstcode, query, door }: PortalCall, check: SwitchValues['dstcode.check']): boolean {
  // The address of a bill names a company, not the portal.
  if (check === 'off' || door === 'viewbill') return true;
  const asked = [...query].flatMap(([name, value]) =>
    name.toLowerCase() === 'dstcode' ? [value] : /^VN:(GOV|COM):/i.test(name) ? [name] : [],
  );
  const given = [dstcode ?? '', ...asked].map((code) => code.trim()).filter((code) => code !== '');
  if (given.length === 0) return check === 'subsystem' || door !== null;
  if (check === 'equal') return given.every((code) => code === PORTAL_DSTCODE);
  return given.every((code) => code.split(':').at(-1) === SUBSYSTEM);
}
