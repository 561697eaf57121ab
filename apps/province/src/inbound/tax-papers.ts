import { Injectable } from '@nestjs/common';
import { UNKNOWN_DOSSIER } from '@dvc/contracts';
import { showValue } from '@dvc/domain';
import type { InboundVerdict, Repositories } from '@dvc/persistence';
import { accept, duplicate, objectOf, refuse, textOf, type Fields, type InboundMessage } from './message.js';
import { readNoticeDossier } from './tax-notice.js';

const NEEDED = ['HoTenNguoiNopTien', 'MaSoThue', 'UrlFileChungTu'];
const NEEDED_OF_PAYMENT = ['MaThongBaoThue', 'ThoiGianThanhToan', 'SoTien', 'NoiDungThanhToan', 'TrangThaiThanhToan'];

/** Papers of the tax office about land: a receipt of what was paid, a notice of what is to be paid. */
@Injectable()
export class TaxPapers {
  /** One receipt per notice, unless the portal says that it changes one. */
  async takeReceipt({ data, isUpdating }: InboundMessage, repositories: Repositories): Promise<InboundVerdict> {
    const code = showValue(textOf(data['MaHoSo']));
    const payment = objectOf(data['ThongTinThanhToan']) ?? {};
    const missing = missingOf(data, payment, code);
    if (missing !== null) return refuse(code, `${code}| ${missing} empty`);
    const ref = `${code} ${showValue(textOf(payment['MaThongBaoThue']))}`;
    if (!isUpdating && (await repositories.inbound.isTaken('land-tax-receipt', ref)))
      return { ...duplicate(code), ref, dossierCode: code };
    return this.keep({ code, ref }, 'receive receipt success', repositories);
  }

  async takeNotice({ data }: InboundMessage, repositories: Repositories): Promise<InboundVerdict> {
    const found = await readNoticeDossier(textOf(data['FileThongBaoThue']));
    if ('problem' in found) return refuse('', `FileThongBaoThue: ${found.problem}`);
    const code = showValue(found.code);
    return this.keep({ code, ref: code }, 'receive notice success', repositories);
  }

  /** An unknown dossier is answered 0 all the same, and with these words. — observed (1) */
  private async keep(
    { code, ref }: { code: string; ref: string },
    success: string,
    { dossiers }: Repositories,
  ): Promise<InboundVerdict> {
    if ((await dossiers.find(code)) === null)
      return { ...accept(code, `Hồ sơ ${code} ${UNKNOWN_DOSSIER}`), ref, outcome: 'refused' };
    return { ...accept(code, `${code}| ${success}`), ref, dossierCode: code };
  }
}

function missingOf(data: Fields, payment: Fields, code: string): string | null {
  if (code === '') return 'MaHoSo';
  const isEmpty = (fields: Fields) => (name: string) => textOf(fields[name]) === '';
  return NEEDED.find(isEmpty(data)) ?? NEEDED_OF_PAYMENT.find(isEmpty(payment)) ?? null;
}
