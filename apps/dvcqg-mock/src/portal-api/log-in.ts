import { MockConfig } from '@dvc/config';
import { PORTAL_CODES } from '@dvc/contracts';
import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { PortalClock } from '../clock/portal-clock.js';
import type { Repositories } from '../records/portal-records.js';
import { SwitchBoard } from '../switches/switch-board.js';
import { isSameSecret } from './same-secret.js';
import { refused, type PortalAnswer, type PortalAnswerer } from './portal-answer.js';
import type { PortalCall } from './portal-call.js';
import { refuse } from './refusals.js';

/** The login: name and password of the one account give an opaque session. */
@Injectable()
export class LogIn implements PortalAnswerer {
  constructor(
    private readonly settings: MockConfig,
    private readonly clock: PortalClock,
    private readonly board: SwitchBoard,
  ) {}

  async answer({ parameters }: PortalCall, { sessions }: Repositories): Promise<PortalAnswer> {
    const { MOCK_ACCOUNT, MOCK_PASSWORD } = this.settings;
    const switches = this.board.values;
    const isName = isSameSecret(parameters.text('username') ?? '', MOCK_ACCOUNT);
    const isPassword = isSameSecret(parameters.text('password') ?? '', MOCK_PASSWORD);
    if (!isName || !isPassword) return refused(refuse.loginFailed(), { session: '' });
    const token = randomBytes(24).toString('base64url');
    const now = this.clock.now();
    if (switches['session.perAccount'] === 'one') await sessions.expire(now, { account: MOCK_ACCOUNT });
    await sessions.open(sessionDigest(token), MOCK_ACCOUNT, now, switches['session.ttlSeconds']);
    return {
      code: PORTAL_CODES.ok,
      reply: { error_code: PORTAL_CODES.ok, message: '', session: token },
      items: [],
      committedRows: 1,
      warnings: [],
    };
  }
}

/** Sessions are stored by digest: the database alone opens nothing. */
export function sessionDigest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
