import {
  PORTAL_STATUS_RANGE,
  PORTAL_TEXT_LIMITS,
  PROCEDURE_CODE,
  type PortalDossier,
  type PortalFee,
  type PortalPaper,
  type PortalResultPaper,
  type PortalSupplement,
} from '@dvc/contracts';
import type {
  DossierApplicant,
  DossierFee,
  DossierItem,
  DossierNews,
  DossierPaper,
  DossierResult,
  DossierSupplement,
} from '@dvc/domain';
import { cut, flag, freeze, toPortalTime } from './portal-text.js';
import { toPortalStep } from './to-portal-step.js';

/** JSON text as it will travel; `null`: it cannot be put into the portal's words, and `fault` says why (Vietnamese). */
export interface FrozenItem {
  readonly body: string | null;
  readonly fault: string | null;
}

/** A change of a dossier, ready for the outbox. */
export interface FrozenDossierChange extends FrozenItem {
  readonly dossierCode: string;
  readonly status: number;
  /** The online service that the portal must know first; `null`: none. */
  readonly serviceCode: string | null;
  readonly step: FrozenItem | null;
}

const KIND = { CITIZEN: '1', BUSINESS: '2', STATE_BODY: '3', ORGANISATION: '4' } as const;
const CHANNEL = { COUNTER: '1', ONLINE: '2', POST: '3' } as const;
const PAID_ONLINE = { NO: '0', AT_PORTAL: '1', AT_PROVINCE: '2' } as const;
const REUSED = { NOTHING: '0', COMPONENT: '1', RESULT: '2' } as const;
const TAKEN = { AT_INTAKE: '1', AT_SUPPLEMENT: '2', AT_RETURN: '4' } as const;

/** Our words into the portal's, frozen. Pure: the same news give the same bytes, today and after a restart. */
export function toPortalDossier({ item, step }: DossierNews): FrozenDossierChange {
  const { code, status, channel, serviceCode, fieldCode } = item;
  const fault = faultOf(item);
  return {
    dossierCode: code,
    status,
    serviceCode: channel === 'ONLINE' ? serviceCode : null,
    body: fault === null ? freeze(itemOf(item, fieldCode ?? '')) : null,
    fault,
    step: step && toPortalStep(code, step),
  };
}

function itemOf(item: DossierItem, fieldCode: string): PortalDossier {
  return {
    MaHoSo: item.code,
    MaTTHC: item.procedureCode,
    TenTTHC: item.procedureName,
    MaLinhVuc: fieldCode,
    TenLinhVuc: item.fieldName,
    ...ownerOf(item.applicant),
    TrichYeuHoSo: cut(item.subject, PORTAL_TEXT_LIMITS.subject),
    ...timesOf(item),
    TrangThaiHoSo: String(item.status),
    ThongTinTra: '',
    HinhThuc: item.returnedBy === 'POST' ? '1' : '0',
    DonViXuLy: item.agencyName,
    GhiChu: cut(item.note, PORTAL_TEXT_LIMITS.note),
    KenhThucHien: CHANNEL[item.channel],
    NoiNopHoSo: item.isFiledAtPortal ? '1' : '2',
    HoSoCoThanhPhanSoHoa: flag(item.hasDigitisedPapers),
    TaiKhoanDuocXacThucVoiVNeID: flag(item.isVerifiedByVneid),
    DuocThanhToanTrucTuyen: PAID_ONLINE[item.paidOnline],
    DinhDanhCHS: identitiesOf(item.applicant),
    DSKetNoiCSDL: item.databases.map((MaCSDL) => ({ MaCSDL })),
    TaiLieuNop: item.papers.map(paperOf),
    DanhSachLePhi: item.fees.map(feeOf),
    DanhSachTepDinhKemKhac: [],
    DanhSachHoSoBoSung: item.supplements.map(supplementOf),
    DanhSachGiayToKetQua: item.results.map(resultOf),
  };
}

function faultOf({ code, procedureCode, fieldCode, agencyName, status }: DossierItem): string | null {
  const { first, last } = PORTAL_STATUS_RANGE;
  if (!PROCEDURE_CODE.test(procedureCode)) return `Thủ tục ${procedureCode} chưa có mã quốc gia`;
  if (fieldCode === null || fieldCode === '') return `Thủ tục ${procedureCode} chưa có mã lĩnh vực của Cổng`;
  if (agencyName.trim() === '') return `Hồ sơ ${code} chưa có tên đơn vị xử lý`;
  const isListed = Number.isInteger(status) && status >= first && status <= last;
  return isListed ? null : `Trạng thái ${String(status)} chưa có mã của Cổng`;
}

type OwnerFields = Pick<
  PortalDossier,
  'ChuHoSo' | 'SoGiayToChuHoSo' | 'LoaiDoiTuong' | 'MaDoiTuong' | 'ThongTinKhac' | 'Email' | 'Fax' | 'SoDienThoai'
>;

const ownerOf = ({ name, kind, identityNumber, portalAccount, email, phone }: DossierApplicant): OwnerFields => ({
  ChuHoSo: name,
  SoGiayToChuHoSo: identityNumber ?? '',
  LoaiDoiTuong: KIND[kind],
  MaDoiTuong: portalAccount ?? '',
  ThongTinKhac: '',
  Email: email,
  Fax: '',
  SoDienThoai: phone,
});

/** CCCD has twelve digits, CMND nine; other papers have no place there. */
function identitiesOf({ identityNumber }: DossierApplicant): PortalDossier['DinhDanhCHS'] {
  if (identityNumber === null || !/^(\d{9}|\d{12})$/.test(identityNumber)) return [];
  return [{ LoaiDinhDanh: identityNumber.length === 12 ? '1' : '2', SoDinhDanh: identityNumber }];
}

type TimeFields = Pick<
  PortalDossier,
  'NgayNopHoSo' | 'NgayTiepNhan' | 'NgayHenTra' | 'NgayKetThucXuLy' | 'NgayTra' | 'NgayTuChoi'
>;

/** The portal wants a day of receipt even of what is only filed; senders in use give it the day of filing. */
const timesOf = (item: DossierItem): TimeFields => ({
  NgayNopHoSo: toPortalTime(item.submittedAt),
  NgayTiepNhan: toPortalTime(item.receivedAt ?? item.submittedAt),
  NgayHenTra: toPortalTime(item.dueAt),
  NgayKetThucXuLy: toPortalTime(item.finishedAt),
  NgayTra: toPortalTime(item.returnedAt),
  NgayTuChoi: toPortalTime(item.refusedAt),
});

const paperOf = (paper: DossierPaper): PortalPaper => ({
  TepDinhKemId: paper.id,
  TenTepDinhKem: cut(paper.name, PORTAL_TEXT_LIMITS.file),
  IsDeleted: 'False',
  MaThanhPhanHoSo: paper.componentCode,
  DuongDanTaiTepTin: paper.url,
  DuocSoHoa: flag(paper.isDigitised),
  DuocTaiSuDung: REUSED[paper.reusedFrom],
  DuocLayTuKhoDMQG: flag(paper.isFromNationalStore),
  MaKetQuaThayThe: paper.resultCode ?? '',
});

const feeOf = ({ name, code, taken, amount }: DossierFee): PortalFee => ({
  TenPhiLePhi: name,
  MaPhiLePhi: code,
  HinhThucThu: TAKEN[taken],
  Gia: String(amount),
  LoaiPhiLePhi: '1',
});

const supplementOf = (asked: DossierSupplement): PortalSupplement => ({
  HoSoBoSungId: asked.id,
  NguoiYeuCauBoSung: asked.askedBy,
  NoiDungBoSung: asked.content,
  NgayBoSung: toPortalTime(asked.askedAt),
  NguoiTiepNhanBoSung: asked.receivedBy,
  ThongTinTiepNhan: '',
  NgayTiepNhanBoSung: toPortalTime(asked.receivedAt),
  TrangThaiBoSung: asked.receivedAt !== null,
  DanhSachGiayToBoSung: [],
  DanhSachLePhiBoSung: [],
  NgayHenTraTruoc: toPortalTime(asked.dueBefore),
  NgayHenTraMoi: toPortalTime(asked.dueAfter),
});

const resultOf = ({ id, name, componentCode, url, resultCode }: DossierResult): PortalResultPaper => ({
  TenGiayTo: cut(name, PORTAL_TEXT_LIMITS.paper),
  MaThanhPhanHoSo: componentCode,
  GiayToId: id,
  DuongDanTepTinKetQua: url,
  MaGiayToKetQua: resultCode,
});
