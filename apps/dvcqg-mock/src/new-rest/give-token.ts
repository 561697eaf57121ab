import { PORTAL_CODES } from '@dvc/contracts';
import { Injectable } from '@nestjs/common';
import { isBlank } from '../portal-api/fields/field-checks.js';
import { isJsonObject, textOf } from '../portal-api/json.js';
import { refused, type PortalAnswer, type PortalAnswerer } from '../portal-api/portal-answer.js';
import type { PortalCall } from '../portal-api/portal-call.js';
import { refuse } from '../portal-api/refusals.js';
import { isSameSecret } from '../portal-api/same-secret.js';
import { tokenDigest } from './new-rest-accent.js';

/** `GetToken`: name and password of an account of the space give a token. */
@Injectable()
export class GiveToken implements PortalAnswerer {
  async answer({ parameters, space }: PortalCall): Promise<PortalAnswer> {
    const data = parameters.get('data');
    const { client_id: name, client_secret: secret } = isJsonObject(data) ? data : {};
    if (isBlank(name)) return refused(refuse.missingField('client_id'));
    if (isBlank(secret)) return refused(refuse.missingField('client_secret'));
    const account = textOf(name);
    const password = space.passwordOf(account);
    const isSecret = isSameSecret(textOf(secret), password ?? '');
    if (password === null || !isSecret) return refused(refuse.loginFailed());
    const token = await space.ids.nextToken('new-rest-token');
    const lifeS = space.switches.values['newRest.tokenSeconds'];
    const session = { tokenSha256: tokenDigest(token), account, issuedAt: space.clock.now(), lifeS, isOnly: false };
    const granted = { access_token: token, expires_in: lifeS, token_type: 'Bearer', scope: 'default' };
    const code = PORTAL_CODES.ok;
    return { code, reply: { error_code: code, data: granted }, items: [], committedRows: 1, warnings: [], session };
  }
}
