import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { Repositories } from '../../records/portal-records.js';
import { formOf } from '../fields/field-rule.js';
import { found, refused, type PortalAnswer, type PortalAnswerer } from '../portal-answer.js';
import type { PortalCall } from '../portal-call.js';
import { refuse } from '../refusals.js';

/** `TraCuuTechID`: the portal account behind a tax code or an identity number. */
@Injectable()
export class FindAccount implements PortalAnswerer {
  async answer(call: PortalCall, { kept }: Repositories): Promise<PortalAnswer> {
    const number = call.parameters.scalar('mstorcmnd');
    if (number === null) return refused(refuse.missingField('mstorcmnd'));
    const { says, fits } = formOf('tax-or-identity-number');
    if (!fits(number)) return refused(refuse.badFormat('mstorcmnd', says));
    const [account] = await kept.list('account', [''], [number]);
    const known = account?.fields['TECHNICALID'];
    if (typeof known === 'string') return found([{ TECHNICALID: known }]);
    return found(call.space.switches.values['techId.unknown'] === 'empty' ? [] : [{ TECHNICALID: madeUp(number) }]);
  }
}

/** The same number always has the same account. */
function madeUp(number: string): string {
  return `TECH-${createHash('sha256').update(number).digest('hex').slice(0, 12).toUpperCase()}`;
}
