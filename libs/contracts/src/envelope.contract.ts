import { Transform, Type } from 'class-transformer';
import { IsArray, IsInt, IsOptional, IsString, ValidateNested } from 'class-validator';

/** Where the portal listens, below its base. Login observed, the others assumed. See docs/protocol.md §1. */
export const PORTAL_PATHS = {
  login: '/XrdAdapter/RestService/forward/mapi/login',
  citizenLogin: '/XrdAdapter/RestService/forward/bndp/public/v1/login',
  call: '/XrdAdapter/RestService/forward/mapi/g',
  results: '/XrdAdapter/RestService/forward/khosohoa/tracuu',
  resultFile: '/XrdAdapter/RestService/forward/khosohoa/tep',
} as const;

/** Destination header that adapters ask for; the mock checks its subsystem only. See docs/protocol.md §1. */
export const PORTAL_DSTCODE = 'VN:GOV:000.00.00.G22:vpcpdvcprovider';

/** Every service behind the one generic address, by the portal's own names. See docs/protocol.md §2. */
export const PORTAL_SERVICES = [
  'LayDanhSachTTHC',
  'LayThuTuc',
  'LayDanhMucCoQuan',
  'LayDanhMucLinhVuc',
  'LayDVC',
  'DongBoDVC',
  'LayDanhSachTTHCDonVi',
  'LayQDCB',
  'LayDanhMucLoaiThuTuc',
  'LayDanhMucNhomThuTuc',
  'LayDanhMucThuTucThuocLoai',
  'LayDanhMucGioiTinh',
  'LayDanhMucTinhThanh',
  'LayDanhMucQuanHuyen',
  'LayDanhMucPhuongXa',
  'LayDanhMucQuocGia',
  'LayDanhMucDanToc',
  'LayDanhMucTonGiao',
  'LayDanhMucTinhTrangHonNhan',
  'LayDanhMucDoiTuong',
  'LayDanhMucCapThucHien',
  'LayDanhMucCanCuPhapLy',
  'LayDanhMucLePhi',
  'TraCuuTechID',
  'TraCuuHoSo',
  'DongBoHoSoMC',
  'CapNhatTienDoHoSoMC',
  'DongBoTrangThaiHoSo',
  'DongBoDanhGia',
  'LayDanhSachHoiDapGuiTuDVCQG',
  'LayDanhSachHoiDapBoCoQuan',
  'LayNoiDungTraLoiTheoCauHoi',
  'DongBoHoiDap',
  'DongBoKetQuaHoiDapGuiTuDVCQG',
] as const;
export type PortalService = (typeof PORTAL_SERVICES)[number];

/**
 * Numbers in `error_code`. All but `ok` are refusals, and still HTTP 200.
 * Evidenced are `ok` and `duplicate` alone; the others are this project's proposal. See docs/protocol.md §4.
 */
export const PORTAL_CODES = {
  ok: 0,
  duplicate: 3,
  loginFailed: 100,
  addressDisallowed: 101,
  sessionExpired: 102,
  sessionInvalid: 103,
  dstcodeInvalid: 104,
  agencyInvalid: 106,
  forbidden: 107,
  unknownService: 110,
  missingField: 200,
  dossierNotFound: 201,
  procedureNotFound: 202,
  serviceNotFound: 203,
  recordNotFound: 204,
  agencyNotFound: 205,
  fieldNotFound: 206,
  illegalTransition: 210,
  serviceState: 211,
  badJson: 300,
  badFormat: 302,
  tooLong: 303,
  badEnum: 304,
  batchTooLarge: 400,
  batchEmpty: 401,
  itemFailure: 402,
  rateLimited: 429,
  dataIncorrect: 500,
  maintenance: 503,
  internalError: 900,
} as const;

/** What every answer starts with. */
export class PortalReply {
  @Transform(toCode)
  @IsInt()
  readonly error_code!: number;

  @IsOptional()
  @IsString()
  readonly message?: string;
}

/** What the portal answers to a login. `session` is empty when the login failed. */
export class PortalLoginReply extends PortalReply {
  @IsOptional()
  @IsString()
  readonly session?: string;
}

/** What the portal says of one item of a call; the key that names it is `MADVC` or `MaHoSo`. */
export class PortalItemReply extends PortalReply {
  @IsOptional()
  @IsString()
  readonly MADVC?: string;

  @IsOptional()
  @IsString()
  readonly MaHoSo?: string;
}

/** What a write call answers. One item sent: its code is the call's. Several: 402 and `result` tells. */
export class PortalWriteReply extends PortalReply {
  @IsOptional()
  @IsArray()
  @Type(() => PortalItemReply)
  @ValidateNested({ each: true })
  readonly result?: readonly PortalItemReply[];
}

/** The code as a number: senders in use write `0`, `"0"`, `"00"` or `"-3"`. Anything else stays and fails `IsInt`. */
function toCode({ value }: { value: unknown }): unknown {
  return typeof value === 'string' && /^-?\d{1,4}$/.test(value) ? Number(value) : value;
}
