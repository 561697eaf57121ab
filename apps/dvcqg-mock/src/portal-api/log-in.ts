import { PORTAL_CODES } from '@dvc/contracts';
import { Injectable } from '@nestjs/common';
import { hash } from 'node:crypto';
import { MAGIC_USERS } from '../faults/magic-values.js';
import type { Space } from '../spaces/space.js';
import { isSameSecret } from './same-secret.js';
import { refused, type PortalAnswer, type PortalAnswerer } from './portal-answer.js';
import type { PortalCall } from './portal-call.js';
import { refuse } from './refusals.js';

/** The login: name and password of an account of the space give an opaque session. */
@Injectable()
export class LogIn implements PortalAnswerer {
  async answer({ parameters, space }: PortalCall): Promise<PortalAnswer> {
    const switches = space.switches.values;
    const { account, sessionS = switches['session.ttlSeconds'] } = readUser(parameters.text('username') ?? '', space);
    const password = space.passwordOf(account);
    const isPassword = isSameSecret(parameters.text('password') ?? '', password ?? '');
    if (password === null || !isPassword) return refused(refuse.loginFailed(), { session: '' });
    const token = await space.ids.nextToken('session');
    const isOnly = switches['session.perAccount'] === 'one';
    return {
      code: PORTAL_CODES.ok,
      reply: { error_code: PORTAL_CODES.ok, message: '', session: token },
      items: [],
      committedRows: 1,
      warnings: [],
      session: { tokenSha256: sessionDigest(token), account, issuedAt: space.clock.now(), lifeS: sessionS, isOnly },
    };
  }
}

/** Whose session it will be, and for how long where the name alone says so; a locked name has no account. */
function readUser(username: string, { record, mainAccount, faults }: Space): { account: string; sessionS?: number } {
  const isMagic = record.magic && faults.isOn && Object.hasOwn(MAGIC_USERS, username);
  if (!isMagic) return { account: username };
  const { sessionS } = MAGIC_USERS[username as keyof typeof MAGIC_USERS];
  return sessionS === null ? { account: '' } : { account: mainAccount, sessionS };
}

/** Sessions are stored by digest: the database alone opens nothing. */
export function sessionDigest(token: string): string {
  return hash('sha256', token);
}
