import { SERVICES } from '../portal-api/behaviour/service-registry.js';
import { field, formOf, type FieldForm, type FieldRule, type Privacy } from '../portal-api/fields/field-rule.js';

const DROP = { pii: 'drop' } as const;
const HASH = { pii: 'hash' } as const;
const LAST_4 = { pii: 'keep-last-4' } as const;

/** Names outside the field tables that hide something: envelope, parameters of reads, fields that only replies have. */
const HIDDEN: readonly FieldRule[] = [
  ...named(
    'session password signature client_secret secret Base64 TepDonDangKy FileThongBaoThue FILE_ATTACH file',
    DROP,
  ),
  ...named(
    `HOVATEN HoTenNguoiYeuCau DIACHI THUDIENTU SODIENTHOAI NOIDUNG NOIDUNGTRALOI HoTenNguoiNop DiaChiNguoiNop
    TenNguoiViPham HoTenNguoiNopTien DiaChiNguoiNopTien NguoiLienHe SoDienThoaiNguoiLienHe DienThoai Ip accessKey`,
    HASH,
  ),
  ...named('mstorcmnd SoDinhDanhChuSoHuu SoDinhDanhNguoiYeuCau TECHNICALID SoCMNDNguoiNop MaSoThue IdDoiTuong', LAST_4),
];

/** Names outside the field tables that anybody may read. */
const OPEN = `username madonvi service isUpdating dstcode data result error_code errorCode message mahoso cauhoiid
  MADVC TENDVC MATTHC TENTTHC MACOQUANBANHANH TENCOQUANBANHANH MALINHVUC TENLINHVUC APDUNGDVC MACOQUANTHUCHIEN MUCDO
  TRANGTHAI MADONVI TENDONVI MA TEN MACHA HOIDAPID TRALOIID MATTHCDP SoTienDo TienDoCuoi
  CACHTHUCTHUCHIEN CAPDONVI CAPTHUCHIEN DONVI DONVITINH ID IDQDCB KENH LINHVUCTHUCHIEN LOAITTHC MACOQUANCONGBO MANGANH
  MAPHILEPHI MOTA PHILEPHI SOTIEN TENCAP TENTEP THOIGIAN THOIGIANGIAIQUYET TRINHTUTHUCHIEN URL
  MaThuTuc MaKetQua TenKetQua DanhSachDanhMucKetQua DanhSachGiayToKetQua CoQuanChuQuan
  MaLoi MoTaLoi MaThamChieu TrangThaiGD ThoiGianGD error msg status code orderId requestCode partnerCode
  transactionCode amount token_type expires_in`;

/** What the journal may keep of the values under one name. */
export interface NamePolicy {
  readonly privacy: Privacy | null;
  /** True where a value that fits one of the forms of this name says nothing of a person. */
  readonly fits: (text: string) => boolean;
}

const FREE_FORMS: ReadonlySet<FieldForm> = new Set([
  'text',
  'list',
  'object',
  'integer',
  'amount',
  'identity-number',
  'tax-or-identity-number',
]);
const STRENGTH: readonly (Privacy | null)[] = [null, 'keep-last-4', 'hash', 'drop'];

/**
 * What is known of every name that the services know, in lower case: senders disagree about the case. The same name in
 * two tables is treated the stricter way. A name that no table knows is no part of this; its values are hidden.
 */
export function listPolicies(): ReadonlyMap<string, NamePolicy> {
  const open = named(OPEN, {});
  const tables = Object.values(SERVICES).flatMap(({ fields = [] }) => fields.flatMap(withInner));
  const policies = new Map<string, NamePolicy>();
  for (const { name, form, pii = null } of [...open, ...HIDDEN, ...tables]) {
    const lower = name.toLowerCase();
    const known = policies.get(lower);
    const fits = (text: string): boolean => fitsForm(form, text) || known?.fits(text) === true;
    policies.set(lower, { privacy: stricter(known?.privacy ?? null, pii), fits });
  }
  return policies;
}

function named(names: string, more: { readonly pii?: Privacy }): FieldRule[] {
  return names.split(/\s+/).map((name) => field(name, 'text', more));
}

function withInner(rule: FieldRule): FieldRule[] {
  return [rule, ...(rule.fields ?? []).flatMap(withInner)];
}

/** Plain figures fit telephone numbers as well: they are looked through like any text. */
function fitsForm(form: FieldForm, text: string): boolean {
  return !FREE_FORMS.has(form) && formOf(form).fits(text);
}

function stricter(one: Privacy | null, other: Privacy | null): Privacy | null {
  return STRENGTH.indexOf(one) > STRENGTH.indexOf(other) ? one : other;
}
