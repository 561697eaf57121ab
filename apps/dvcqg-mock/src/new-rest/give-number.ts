import { AGENCY_CODE, PORTAL_CODES, PROCEDURE_CODE } from '@dvc/contracts';
import { Injectable } from '@nestjs/common';
import { ownerOf } from '../portal-api/owner.js';
import { refused, type PortalAnswer, type PortalAnswerer } from '../portal-api/portal-answer.js';
import type { PortalCall } from '../portal-api/portal-call.js';
import { refuse } from '../portal-api/refusals.js';
import type { Repositories } from '../records/portal-records.js';

/** Vietnam has kept UTC+7 without a break since 1975. */
const VIETNAM_MS = 7 * 3_600_000;
const DIGITS = 7;

/** `GetNextValue`: the next dossier number of a unit. Numbers of a unit run on from day to day (assumed). */
@Injectable()
export class GiveNumber implements PortalAnswerer {
  async answer({ parameters, madonvi, space }: PortalCall, { numbers }: Repositories): Promise<PortalAnswer> {
    const account = madonvi ?? '';
    const code = parameters.text('code');
    if (code === null) return refused(refuse.missingField('code'));
    const isProcedure = PROCEDURE_CODE.test(code);
    if (!isProcedure && !AGENCY_CODE.test(code)) return refused(refuse.badFormat('code', 'mã đơn vị'));
    if (!isProcedure && ownerOf(code) !== ownerOf(account)) return refused(refuse.forbidden());
    const unit = unitOf(isProcedure ? account : code);
    const number = await numbers.next(unit);
    const day = new Date(space.clock.now().getTime() + VIETNAM_MS).toISOString().slice(0, 10).replaceAll('-', '');
    const value = `${unit}-${day}-${String(number).padStart(DIGITS, '0')}`;
    return {
      code: PORTAL_CODES.ok,
      reply: { error_code: PORTAL_CODES.ok, data: { value } },
      items: [],
      committedRows: 1,
      warnings: [],
    };
  }
}

/** `000.00.09.G97` → `G97.09`: a code of the old style in the new one. */
function unitOf(code: string): string {
  const parts = code.split('.').filter((part) => part !== '000' && part !== '00');
  const owner = ownerOf(code) ?? '';
  return [owner, ...parts.filter((part) => part !== owner)].join('.');
}
