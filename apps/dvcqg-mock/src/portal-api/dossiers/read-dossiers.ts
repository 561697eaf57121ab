import { Injectable } from '@nestjs/common';
import type { Repositories } from '../../records/portal-records.js';
import type { JsonObject } from '../json.js';
import { ownerOf } from '../owner.js';
import { found, refused, type PortalAnswer, type PortalAnswerer } from '../portal-answer.js';
import type { PortalCall } from '../portal-call.js';
import { refuse } from '../refusals.js';

/** `TraCuuHoSo`: a dossier as it was last stored; nothing when there is none, or when it is somebody else's. */
@Injectable()
export class ReadDossiers implements PortalAnswerer {
  async answer(call: PortalCall, { dossiers, progress }: Repositories): Promise<PortalAnswer> {
    const code = call.parameters.text('mahoso');
    if (code === null) return refused(refuse.missingField('mahoso'));
    const owner = ownerOf(call.madonvi ?? '');
    const copies = (await dossiers.listByCode(code)).filter((dossier) => dossier.owner === owner);
    if (copies.length === 0 || call.space.switches.values['traCuuHoSo.progressKeys'] === 'off') {
      return found(copies.map(({ fields }) => fields as JsonObject));
    }
    const steps = await progress.listByCode(code);
    const last = steps.map(({ moment }) => moment).reduce((a, b) => (a > b ? a : b), '');
    const more = { SoTienDo: String(steps.length), TienDoCuoi: last };
    return found(copies.map(({ fields }) => ({ ...(fields as JsonObject), ...more })));
  }
}
