import { MockConfig } from '@dvc/config';
import { Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import type { Json } from '../portal-api/json.js';

/** Longer bodies are kept as digest only. */
const LONGEST_KEPT_BYTES = 256 * 1024;
const DROPPED = '‹redacted›';

const lowered = (...names: string[]): ReadonlySet<string> => new Set(names.map((name) => name.toLowerCase()));
/** Secrets, and who a citizen is, where lives, how to reach. */
const DROP = lowered(
  'session',
  'password',
  'client_secret',
  'ChuHoSo',
  'HoTenNguoiYeuCau',
  'HOVATEN',
  'DIACHI',
  'ThongTinKhac',
  'HoTenNguoiNop',
  'DiaChiNguoiNop',
  'TenNguoiViPham',
  'HoTenNguoiNopTien',
  'DiaChiNguoiNopTien',
  'NguoiLienHe',
  'DiaChiChiTiet',
  'TepDonDangKy',
  'Base64',
  'FileThongBaoThue',
  'FILE_ATTACH',
  'secret',
  'TenNguoiNop',
  'TenChuHs',
  'NgaySinh',
  'NgayCapDinhDanh',
  'DiaChiChiTietChuHs',
);
/** Replaced by a keyed digest: the same person can still be found twice, and not be found out. */
const HASH = lowered(
  'SoGiayToChuHoSo',
  'SoDinhDanh',
  'SoDinhDanhChuSoHuu',
  'SoDinhDanhNguoiYeuCau',
  'SoDinhDanhChuHs',
  'IdDoiTuong',
  'MaDoiTuong',
  'mstorcmnd',
  'Email',
  'THUDIENTU',
  'Fax',
  'SoDienThoai',
  'SoDienThoaiNguoiLienHe',
  'DienThoai',
  'SoCMNDNguoiNop',
  'MaSoThue',
  'Ip',
);

/** Takes out of a body what the journal may not keep. */
@Injectable()
export class Redactor {
  private readonly key: Buffer;

  constructor(settings: MockConfig) {
    this.key = createHmac('sha256', settings.MOCK_ADMIN_TOKEN).update('journal').digest();
  }

  /** The body without them, or null when it is too long to keep. */
  redact(body: Json, sizeBytes: number): Json {
    return sizeBytes > LONGEST_KEPT_BYTES ? null : this.clean(body);
  }

  private clean(value: Json): Json {
    if (Array.isArray(value)) return value.map((item) => this.clean(item));
    if (typeof value !== 'object' || value === null) return value;
    const fields = Object.entries(value).map(([name, inner = null]): [string, Json] => [
      name,
      this.cleanField(name, inner),
    ]);
    return Object.fromEntries(fields);
  }

  private cleanField(name: string, value: Json): Json {
    const lower = name.toLowerCase();
    if (DROP.has(lower)) return DROPPED;
    if (!HASH.has(lower)) return this.clean(value);
    if (value === null || value === '') return value;
    return `hmac:${createHmac('sha256', this.key).update(JSON.stringify(value)).digest('hex').slice(0, 16)}`;
  }
}
