import { field } from '../fields/field-rule.js';
import { itemRules } from '../fields/item-rules.js';
import { textOf, type JsonObject } from '../json.js';
import type { KeepingService } from './keep-items.js';

const YES = { required: 'yes' } as const;
/** What people write, and who they are. */
const HASH = { pii: 'hash' } as const;
const questionId = (item: JsonObject): string => textOf(item['HOIDAPID']);

const EVALUATION_FIELDS = [
  field('NgayTongHop', 'month', YES),
  field('TongSoNguoiDanhGia', 'integer', YES),
  field('PhanTramDanhGiaRatHaiLong', 'percent', YES),
  field('PhanTramDanhGiaHaiLong', 'percent', YES),
  field('PhanTramDanhGiaChuaHaiLong', 'percent', YES),
  field('DanhSachNoiDungYKien', 'text', HASH),
  field('MaThuTuc'),
  field('NoiDung', 'text', HASH),
  field('PhanTramDanhGiaDichVuRatHaiLong', 'percent'),
  field('PhanTramDanhGiaDichVuHaiLong', 'percent'),
  field('PhanTramDanhGiaDichVuChuaHaiLong', 'percent'),
  field('Madonvi', 'agency-code', YES),
  field('TenDonVi', 'text', YES),
];
const QUESTION_FIELDS = [
  field('HOIDAPID', 'integer', YES),
  field('MaLinhVuc', 'field-code', YES),
  field('NOIDUNG', 'text', { ...YES, ...HASH }),
  field('MADONVI', 'agency-code', YES),
  field('TENDONVI'),
];
const ANSWER_FIELDS = [
  field('HOIDAPID', 'integer', YES),
  field('MADONVI', 'agency-code', YES),
  field('NGUOITRALOI', 'text', HASH),
  field('CHUCVUNGUOITRALOI'),
  field('NGAYTRALOI', 'moment', YES),
  field('NOIDUNGTRALOI', 'text', { ...YES, ...HASH }),
];

/** Fields: observed (1). What is required of them: assumed. */
export const KEEPING_SERVICES = {
  DongBoDanhGia: {
    kind: 'evaluation',
    fields: EVALUATION_FIELDS,
    rules: itemRules(EVALUATION_FIELDS),
    keyName: 'Madonvi',
    keyOf: (item) => [item['Madonvi'], item['NgayTongHop'], item['MaThuTuc']].map(textOf).join('/'),
    isCompletion: false,
  },
  DongBoHoiDap: {
    kind: 'published-question',
    fields: QUESTION_FIELDS,
    rules: itemRules(QUESTION_FIELDS),
    keyName: 'HOIDAPID',
    keyOf: questionId,
    isCompletion: false,
  },
  DongBoKetQuaHoiDapGuiTuDVCQG: {
    kind: 'question',
    fields: ANSWER_FIELDS,
    rules: itemRules(ANSWER_FIELDS),
    keyName: 'HOIDAPID',
    keyOf: questionId,
    isCompletion: true,
  },
} as const satisfies Record<string, KeepingService>;
