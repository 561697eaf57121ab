import { exchange, type LocalDossier, type LocalStep } from './local-dossier.js';

/** What stands in the settings of such a client. */
export interface DvcSyncSettings {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly agency: string;
  readonly unit: string;
}

/** A dossier that the portal has given its ids. */
export interface FiledDossier {
  readonly idHoSo: string;
  readonly maHoSo: string;
}

interface Envelope<T> {
  readonly code: number;
  readonly message: string;
  readonly data: T | null;
}
interface StoredFile {
  readonly IdTepTin: string;
  readonly HashTepTin: string;
}

const TIMEOUT_MS = 30_000;
const CARRYING = [5, 6, 9];

/** A client like a ministry's DvcSync of 2026: REST with a token in the address. */
export class DvcSync {
  private token = '';

  constructor(private readonly settings: DvcSyncSettings) {}

  async connect(): Promise<void> {
    const { clientId: client_id, clientSecret: client_secret } = this.settings;
    const { code, data } = await this.post<{ access_token: string }>('GetToken', { client_id, client_secret });
    if (code !== 200 || data === null) throw new Error('no token');
    this.token = data.access_token;
  }

  async nextCode(): Promise<string> {
    const query = `?code=${this.settings.agency}&token=${this.token}`;
    const { status, text } = await exchange(`${this.settings.baseUrl}/GetNextValue${query}`, 'GET', {
      timeoutMs: TIMEOUT_MS,
    });
    if (status !== 200) throw new Error(text);
    return (JSON.parse(text) as { value: string }).value;
  }

  async upload(name: string, content: string): Promise<StoredFile> {
    const form = new FormData();
    form.append('files', new Blob([content], { type: 'application/pdf' }), name);
    const reply = await fetch(`${this.settings.baseUrl}/UploadFile?token=${this.token}`, {
      method: 'POST',
      body: form,
    });
    const { data } = (await reply.json()) as { data: { response: { data: StoredFile[] } }[] };
    const stored = data[0]?.response.data[0];
    if (stored === undefined) throw new Error('no file');
    return stored;
  }

  /** Good is: HTTP 200, code 200, and an id. */
  async create(dossier: LocalDossier, code: string, file: StoredFile): Promise<FiledDossier> {
    const reply = await this.post<FiledDossier>('CreateDossier', this.toDossier(dossier, code, file));
    if (reply.status !== 200 || reply.code !== 200 || !reply.data?.idHoSo) throw new Error(reply.message);
    return reply.data;
  }

  /** `IDHoSo` here, `IdHoSo` in the next call. */
  async sendSteps(
    { idHoSo: IDHoSo, maHoSo: MaHoSo }: FiledDossier,
    steps: readonly LocalStep[],
    status: number,
  ): Promise<number> {
    const rows = steps.map(({ clerk, at, room, action }) => ({
      IDHoSo,
      MaHoSo,
      NguoiXuLy: clerk,
      ThoiDiemXuLy: isoOf(at),
      PhongBanXuLy: room,
      NoiDungXuLy: action,
      TrangThai: status,
      NgayBatDau: isoOf(at),
      NgayKetThucTheoQuyDinh: isoOf(at),
    }));
    return (await this.post('CapNhatTienTrinh', rows)).status;
  }

  async sendStatus(
    { idHoSo: IdHoSo, maHoSo: MaHoSo }: FiledDossier,
    status: number,
    resultUrl: string,
  ): Promise<number> {
    const lists = {
      DanhSachLePhi: [
        { TenPhiLePhi: 'Phí thẩm định', MaPhiLePhi: 'PTD97', HinhThucThu: '4', Gia: '1500000', LoaiPhiLePhi: '2' },
      ],
      DanhSachGiayToKetQua: [
        {
          TenGiayTo: 'giay-phep-mau.pdf',
          MaThanhPhanHoSo: '',
          GiayToId: '1',
          DuongDanTepTinKetQua: resultUrl,
          MaGiayToKetQua: 'KQ.DVC.KETQUA',
        },
      ],
    };
    const words = { NoiDungYKien: 'Đồng ý cấp', PhongBanXuLy: 'Phòng Thẩm định', NoiDungXuLy: 'Hoàn thành xử lý' };
    const row = { IdHoSo, MaHoSo, TrangThai: status, ...words, ...(CARRYING.includes(status) ? lists : {}) };
    return (await this.post('CapNhatTrangThai', [row])).status;
  }

  private async post<T>(call: string, body: unknown): Promise<Envelope<T> & { status: number }> {
    const query = this.token === '' ? '' : `?token=${this.token}`;
    const { status, text } = await exchange(`${this.settings.baseUrl}/${call}${query}`, 'POST', {
      body,
      timeoutMs: TIMEOUT_MS,
    });
    return { ...(JSON.parse(text) as Envelope<T>), status };
  }

  private toDossier(dossier: LocalDossier, code: string, { IdTepTin, HashTepTin }: StoredFile): object {
    return {
      MaHoSo: code,
      MaTTHC: dossier.procedure,
      MaDichVuCong: dossier.procedure,
      ChuHoSo: dossier.owner,
      LoaiDoiTuong: 0,
      MaDonViTiepNhan: this.settings.unit,
      NgayNop: isoOf(dossier.receivedAt).slice(0, 19).replace('T', ' '),
      NgayTiepNhan: isoOf(dossier.receivedAt).slice(0, 19).replace('T', ' '),
      ThanhPhanHoSo: [
        {
          MaThanhPhanHoSo: '000.00.00.G97-KQ000415',
          TenThanhPhanHoSo: 'Bản thuyết minh mẫu',
          SoLuong: 1,
          LoaiBan: 0,
          GiayToDinhKem: [
            { IdGiayTo: IdTepTin, MaKetQua: 'KQ.DVC.THONGTIN', TenGiayTo: 'thuyet-minh.pdf', HashTepTin },
          ],
        },
      ],
      ThongTinNguoiNop: {
        LoaiDoiTuong: 0,
        IdDoiTuong: '9797a1b2-0415-4c3d-8e5f-000000000415',
        ThongTinChiTiet: {
          TenNguoiNop: 'Ngô Văn Liên',
          NgaySinh: '19870321000000',
          SoDienThoai: '0977000188',
          MaTinh: '97',
          MaHuyen: '',
          DiaChiChiTiet: '97 đường Ví Dụ',
        },
      },
    };
  }
}

/** `20260303083000` → `2026-03-03T08:30:00.000`, local time without a zone. */
function isoOf(moment: string): string {
  return moment.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6.000');
}
