/** A dossier as a message of the portal tells it, under our names. What the message does not tell is not there. */
interface ToldDossier {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Our name of a field → the portal's, for what is said about it. */
  readonly written: (field: string) => string;
}

type Fields = Readonly<Record<string, unknown>>;

/** Our name → the portal's. Citizens' dossiers have the fields of `DongBoHoSoMC`. — assumed */
const DOSSIER_NAMES = {
  code: 'MaHoSo',
  applicantKind: 'LoaiDoiTuong',
  applicantName: 'ChuHoSo',
  identityNumber: 'SoGiayToChuHoSo',
  phone: 'SoDienThoai',
  email: 'Email',
  summary: 'TrichYeuHoSo',
  submittedAt: 'NgayNopHoSo',
} as const;

/** Promotions, and supplements to them, which call the code otherwise. — observed (1) */
const PROMOTION_NAMES = {
  code: 'MaHoSo',
  applicantName: 'TenThuongNhan',
  phone: 'DienThoai',
  email: 'Email',
  summary: 'TenChuongTrinhKhuyenMai',
  submittedAt: 'NgayNopHoSo',
} as const;

export function fromPortalDossier(data: Fields): ToldDossier {
  const told = read(data, DOSSIER_NAMES);
  const isUnknownPaper = told.fields['identityNumber'] === UNKNOWN_PAPER;
  return withKind(told, 'CITIZEN', isUnknownPaper ? { identityNumber: '' } : {});
}

export function fromPromotion(data: Fields): ToldDossier {
  const isSupplement = data['MaHoSoQG'] !== undefined;
  const names = { ...PROMOTION_NAMES, ...(isSupplement ? { code: 'MaHoSoQG', phone: 'SoDienThoaiNguoiLienHe' } : {}) };
  const told = read(data, names);
  const earlier = objectOf(data['ThongTinDaNop'])['TenChuongTrinhKhuyenMaiDNP'];
  return withKind(told, 'BUSINESS', isSupplement && earlier !== undefined ? { summary: earlier } : {});
}

/** Stands for the number of a paper that the portal does not know. — observed (1) */
const UNKNOWN_PAPER = '000000001';

function read(data: Fields, names: Readonly<Record<string, string>>): ToldDossier {
  const fields = Object.entries(names).flatMap(([ours, theirs]) => {
    const value = Object.hasOwn(data, theirs) ? data[theirs] : undefined;
    if (value === undefined || value === null || value === '') return [];
    return [[ours, ours === 'submittedAt' ? fromPortalTime(value) : ours === 'phone' ? withoutMarks(value) : value]];
  });
  return {
    fields: Object.fromEntries(fields) as Fields,
    written: (field) => names[field] ?? field,
  };
}

/** The portal's numbers of kinds are places on our list; without one it is `usual`. */
function withKind({ fields, written }: ToldDossier, usual: string, more: Fields): ToldDossier {
  return { fields: { applicantKind: usual, channel: 'ONLINE', ...fields, ...more }, written };
}

/** `yyyyMMdd` or `yyyyMMddHHmmss` in Vietnam's time; anything else stays as it is, and is refused by whoever reads it. */
function fromPortalTime(value: unknown): unknown {
  const [, day, time = '000000'] = /^(\d{8})(\d{6})?$/.exec(typeof value === 'string' ? value : '') ?? [];
  if (day === undefined) return value;
  const date = day.replace(/(\d{4})(\d{2})(\d{2})/, '$1-$2-$3');
  return `${date}T${time.replace(/(\d{2})(\d{2})(\d{2})/, '$1:$2:$3')}+07:00`;
}

/** People write numbers of telephones with spaces, dots and hyphens. */
const withoutMarks = (value: unknown): unknown => (typeof value === 'string' ? value.replace(/[\s.()-]/g, '') : value);

const objectOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
