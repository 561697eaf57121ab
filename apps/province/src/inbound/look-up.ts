import { Inject, Injectable } from '@nestjs/common';
import { statusNumber } from '@dvc/domain';
import { Store } from '@dvc/persistence';
import { textOf, type Fields } from './message.js';

/** The portal asks how a dossier stands. Nothing is kept of it. The codes mean here what they mean nowhere else. — observed (1) */
@Injectable()
export class LookUp {
  constructor(@Inject(Store) private readonly store: Store) {}

  async answer(body: Fields): Promise<object> {
    const code = textOf(body['masohoso']);
    const { dossiers, catalogue } = this.store.direct;
    const dossier = isAskable(code) ? await dossiers.find(code) : null;
    if (dossier === null) return { error_code: '-1', message: 'masohoso not found' };
    const procedure = (await catalogue.listProcedures()).find((each) => each.code === dossier.procedureCode);
    if (!procedure?.fieldCode) return { error_code: '-1', message: 'MaLinhVuc not found' };
    const agency = (await catalogue.listAgencies()).find((each) => each.code === dossier.agencyCode);
    return {
      MaHoSo: dossier.code,
      MaTTHC: procedure.code,
      TenTTHC: procedure.name,
      MaLinhVuc: procedure.fieldCode,
      TenLinhVuc: procedure.fieldName,
      LoaiDoiTuong: '3',
      TrangThaiHoSo: String(statusNumber(dossier.status)),
      HinhThuc: dossier.channel === 'ONLINE' ? '1' : '0',
      DonViXuLy: agency?.name ?? '',
    };
  }
}

const isAskable = (code: string): boolean => /^[\w.-]{1,60}$/.test(code);
