import { Injectable } from '@nestjs/common';
import { NationalCatalogue } from '../../records/national-catalogue.js';
import type { Repositories } from '../../records/portal-records.js';
import type { JsonObject } from '../json.js';
import { found, refused, type PortalAnswer, type PortalAnswerer } from '../portal-answer.js';
import type { PortalCall } from '../portal-call.js';
import { refuse } from '../refusals.js';
import { NATIONAL_LISTS, type NationalListName } from './national-lists.js';

/** The lists that are known by name only. */
@Injectable()
export class ReadLists {
  constructor(private readonly catalogue: NationalCatalogue) {}

  answererOf(name: NationalListName): PortalAnswerer {
    return { answer: () => found(NATIONAL_LISTS[name](this.catalogue).map((entry) => ({ ...entry }))) };
  }
}

/** `LayDanhSachTTHCDonVi`: the procedures done at the tier of a unit (assumed). */
@Injectable()
export class ReadUnitProcedures implements PortalAnswerer {
  constructor(private readonly catalogue: NationalCatalogue) {}

  answer({ parameters }: PortalCall): PortalAnswer {
    const code = parameters.text('maDonVi') ?? '';
    const agency = this.catalogue.findAgency(code) ?? this.catalogue.findAgency(`000.00.00.${code}`);
    if (!agency) return refused(refuse.agencyNotFound(code));
    const own = this.catalogue.procedures.filter(({ isPublic, tiers }) => isPublic && tiers.includes(agency.tier));
    return found(own.map(({ code: MATTHC, name: TENTTHC }) => ({ MATTHC, TENTTHC })));
  }
}

/** `LayQDCB`: a decision that publishes procedures. Its layout is assumed. */
@Injectable()
export class ReadDecision implements PortalAnswerer {
  async answer({ parameters }: PortalCall, { kept }: Repositories): Promise<PortalAnswer> {
    const id = parameters.scalar('idQDCB');
    if (id === null) return refused(refuse.missingField('idQDCB'));
    const [decision] = await kept.list('decision', [''], [id]);
    return decision ? found([{ IDQDCB: id, ...(decision.fields as JsonObject) }]) : refused(refuse.recordNotFound());
  }
}
