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
  async answer(call: PortalCall, { dossiers }: Repositories): Promise<PortalAnswer> {
    const code = call.parameters.text('mahoso');
    if (code === null) return refused(refuse.missingField('mahoso'));
    const owner = ownerOf(call.madonvi ?? '');
    const copies = (await dossiers.lookUp(code)).filter((dossier) => dossier.owner === owner);
    const tellsSteps = call.space.switches.values['traCuuHoSo.progressKeys'] === 'on';
    return found(
      copies.map(({ fields, steps, lastStep }) => ({
        ...(fields as JsonObject),
        ...(tellsSteps ? { SoTienDo: String(steps), TienDoCuoi: lastStep } : {}),
      })),
    );
  }
}
