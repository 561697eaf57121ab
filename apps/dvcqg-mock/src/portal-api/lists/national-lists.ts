import type { NationalCatalogue } from '../../records/national-catalogue.js';
import { ownerOf } from '../owner.js';

/** An entry of a list whose layout nobody has seen: code, name, code of the entry above. — assumed */
export interface ListEntry {
  readonly MA: string;
  readonly TEN: string;
  readonly MACHA: string;
}

const entry = (MA: string, TEN: string, MACHA = ''): ListEntry => ({ MA, TEN, MACHA });
const numbered = (names: string, from = 1, width = 1): ListEntry[] =>
  names.split(' · ').map((name, index) => entry(String(index + from).padStart(width, '0'), name));

/** The 54 peoples in the order of the state's list of 1979. */
const PEOPLES =
  'Kinh · Tày · Thái · Hoa · Khmer · Mường · Nùng · Mông · Dao · Gia Rai · Ngái · Ê Đê · Ba Na · Xơ Đăng · Sán Chay · ' +
  'Cơ Ho · Chăm · Sán Dìu · Hrê · Mnông · Raglay · Xtiêng · Bru Vân Kiều · Thổ · Giáy · Cơ Tu · Gié Triêng · Mạ · ' +
  'Khơ Mú · Co · Tà Ôi · Chơ Ro · Kháng · Xinh Mun · Hà Nhì · Chu Ru · Lào · La Chí · La Ha · Phù Lá · La Hủ · Lự · ' +
  'Lô Lô · Chứt · Mảng · Pà Thẻn · Cơ Lao · Cống · Bố Y · Si La · Pu Péo · Brâu · Ơ Đu · Rơ Măm';
const KINDS_OF_PROCEDURE = numbered(
  'TTHC được luật giao quy định chi tiết · TTHC không được luật giao quy định chi tiết',
);

type ListMaker = (catalogue: NationalCatalogue) => ListEntry[];

const agenciesOf =
  (tier: string): ListMaker =>
  ({ agencies }) =>
    agencies.filter((agency) => agency.tier === tier).map(({ code, name }) => entry(code, name, ownerOf(code) ?? ''));

/** Lists of which only the name is known. Their content is made up, or taken from the catalogue. */
export const NATIONAL_LISTS = {
  LayDanhMucLoaiThuTuc: () => KINDS_OF_PROCEDURE,
  LayDanhMucNhomThuTuc: ({ fields }) => fields.map(({ code, name, branchCode }) => entry(code, name, branchCode)),
  LayDanhMucThuTucThuocLoai: ({ procedures }) =>
    procedures.filter(({ isPublic }) => isPublic).map(({ code, name }) => entry(code, name, '1')),
  LayDanhMucGioiTinh: () => numbered('Chưa có thông tin · Nam · Nữ', 0),
  LayDanhMucTinhThanh: ({ agencies }) =>
    agencies
      .filter(({ code }) => /^(000\.00\.00\.)?H\d{2}$/.test(code))
      .map(({ code, name }) => entry(ownerOf(code) ?? code, name)),
  LayDanhMucQuanHuyen: agenciesOf('Cấp huyện'),
  LayDanhMucPhuongXa: agenciesOf('Cấp xã'),
  LayDanhMucQuocGia: () => [
    entry('VN', 'Việt Nam'),
    entry('LA', 'Lào'),
    entry('KH', 'Campuchia'),
    entry('KHAC', 'Khác'),
  ],
  LayDanhMucDanToc: () => numbered(PEOPLES, 1, 2),
  LayDanhMucTonGiao: () =>
    numbered('Không · Phật giáo · Công giáo · Tin lành · Cao đài · Hòa hảo · Hồi giáo · Khác', 0, 2),
  LayDanhMucTinhTrangHonNhan: () => numbered('Chưa có thông tin · Chưa kết hôn · Đang có vợ/chồng · Đã ly hôn', 0),
  LayDanhMucDoiTuong: () => numbered('Người dân · Doanh nghiệp · Cơ quan nhà nước · Tổ chức khác'),
  LayDanhMucCapThucHien: () => numbered('Cấp Bộ · Cấp Tỉnh · Cấp Huyện · Cấp Xã', 0),
  LayDanhMucCanCuPhapLy: () => [
    entry('61/2018/NĐ-CP', 'Nghị định 61/2018/NĐ-CP về cơ chế một cửa, một cửa liên thông'),
  ],
  LayDanhMucLePhi: () => numbered('Phí · Lệ phí'),
} as const satisfies Record<string, ListMaker>;

export type NationalListName = keyof typeof NATIONAL_LISTS;
export const NATIONAL_LIST_NAMES = Object.keys(NATIONAL_LISTS) as NationalListName[];
