import { Injectable } from '@nestjs/common';
import { NationalCatalogue, type Agency } from '../records/national-catalogue.js';
import { found, refused, type PortalAnswer, type PortalAnswerer } from './portal-answer.js';
import type { PortalCall } from './portal-call.js';
import { toProcedureDetail } from './procedure-detail.js';
import { refuse } from './refusals.js';

/** `LayDanhSachTTHC`: codes and names, nothing else has been seen there. */
@Injectable()
export class ReadProcedures implements PortalAnswerer {
  constructor(private readonly catalogue: NationalCatalogue) {}

  answer(): PortalAnswer {
    const offered = this.catalogue.procedures.filter(({ isPublic }) => isPublic);
    return found(offered.map(({ code, name }) => ({ MATTHC: code, TENTTHC: name })));
  }
}

/** `LayThuTuc`: one procedure whole; an unknown one is an empty list, not an error (assumed). */
@Injectable()
export class ReadProcedure implements PortalAnswerer {
  constructor(private readonly catalogue: NationalCatalogue) {}

  answer(call: PortalCall): PortalAnswer {
    const code = call.parameters.text('maTTHC');
    if (code === null) return refused(refuse.missingField('maTTHC'));
    const procedure = this.catalogue.findProcedure(code);
    if (!procedure && call.space.switches.values['layThuTuc.unknown'] === '202')
      return refused(refuse.procedureNotFound(code));
    return found(procedure ? [toProcedureDetail(procedure, this.catalogue)] : []);
  }
}

/** `LayDanhMucCoQuan`. */
@Injectable()
export class ReadAgencies implements PortalAnswerer {
  constructor(private readonly catalogue: NationalCatalogue) {}

  answer(): PortalAnswer {
    return found(
      this.catalogue.agencies.map((agency) => ({
        MADONVI: agency.code,
        TENDONVI: agency.name,
        CAPDONVI: rankOf(agency),
      })),
    );
  }
}

/** `LayDanhMucLinhVuc`. */
@Injectable()
export class ReadFields implements PortalAnswerer {
  constructor(private readonly catalogue: NationalCatalogue) {}

  answer(): PortalAnswer {
    return found(
      this.catalogue.fields.map(({ code, name, branchCode }) => ({
        MALINHVUC: code,
        TENLINHVUC: name,
        MANGANH: branchCode,
      })),
    );
  }
}

/** Depth in the tree (assumed): 0 ministry, 1 province, 2 its departments, 3 district, 4 commune. */
function rankOf({ code, tier }: Agency): string {
  if (tier === 'Cấp tỉnh') return /^(000\.00\.00\.)?H\d{2}$/.test(code) ? '1' : '2';
  return { 'Bộ, ngành': '0', 'Cấp huyện': '3' }[tier] ?? '4';
}
