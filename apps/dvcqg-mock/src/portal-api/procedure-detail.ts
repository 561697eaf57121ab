import type { NationalCatalogue, Procedure } from '../records/national-catalogue.js';
import type { Json, JsonObject } from './json.js';

const TIERS: Readonly<Record<string, { code: string; name: string }>> = {
  'Bộ, ngành': { code: '0', name: 'Cấp Bộ' },
  'Cấp tỉnh': { code: '1', name: 'Cấp Tỉnh' },
  'Cấp huyện': { code: '2', name: 'Cấp Huyện' },
  'Cấp xã': { code: '3', name: 'Cấp Xã' },
};
/** 1 at the counter, 2 online, 3 by post. */
const CHANNELS = ['1', '2', '3'];
const UNKNOWN_TEXTS = [
  'MOTADOITUONGTHUCHIEN',
  'DIACHITIEPNHAN',
  'QUYETDINH',
  'YEUCAU',
  'TUKHOA',
  'IDQUYETDINHCONGBO',
  'MOTACOQUANTHUCHIEN',
  'MOTACOQUANTHAMQUYEN',
  'MOTA',
];
const UNKNOWN_LISTS = [
  'DOITUONGTHUCHIEN',
  'THANHPHANHOSO',
  'KETQUATHUCHIEN',
  'CANCUPHAPLY',
  'TTHCLIENQUAN',
  'TTHCLIENTHONG',
  'COQUANTHUCHIEN',
  'COQUANCOTHAMQUYEN',
  'COQUANDUOCUYQUYEN',
  'COQUANPHOIHOP',
];

/** `result[0]` of `LayThuTuc`, with every field seen there; what the catalogue does not know is empty. */
export function toProcedureDetail(procedure: Procedure, catalogue: NationalCatalogue): JsonObject {
  const field = catalogue.findField(procedure.fieldCode);
  const empty = (names: readonly string[], value: () => Json): JsonObject =>
    Object.fromEntries(names.map((name) => [name, value()]));
  return {
    ID: procedure.code.replace(/\D/g, ''),
    MATTHC: procedure.code,
    TENTTHC: procedure.name,
    TRANGTHAI: procedure.isPublic ? '1' : '0',
    MACOQUANCONGBO: procedure.issuerCode,
    LOAITTHC: '1',
    ...empty(UNKNOWN_TEXTS, () => ''),
    TRINHTUTHUCHIEN: [],
    CAPTHUCHIEN: procedure.tiers.map((tier) => ({
      CAPTHUCHIEN: TIERS[tier]?.code ?? '',
      TENCAP: TIERS[tier]?.name ?? '',
    })),
    LINHVUCTHUCHIEN: [{ MALINHVUC: procedure.fieldCode, TENLINHVUC: field?.name ?? '' }],
    CACHTHUCTHUCHIEN: CHANNELS.map((channel) => ({ KENH: channel, THOIGIAN: [timeAndFee(procedure)] })),
    ...empty(UNKNOWN_LISTS, () => []),
  };
}

/** The stray apostrophe of `MAPHILEPHI` stands in the real data. */
function timeAndFee({ timeLimitDays, hasFee }: Procedure): JsonObject {
  const fee = { MAPHILEPHI: "2'", DONVI: 'Đồng', TENTEP: '', URL: '' };
  return {
    THOIGIANGIAIQUYET: timeLimitDays === null ? '' : String(timeLimitDays),
    DONVITINH: 'Ngày làm việc',
    MOTA: '',
    PHILEPHI: [hasFee ? { ...fee, SOTIEN: '', MOTA: 'Theo quy định' } : { ...fee, SOTIEN: 'không', MOTA: '' }],
  };
}
