import { exchange, type LocalDossier } from './local-dossier.js';

/** What stands in the settings of such a system. The relay logs in, so there is no account. */
export interface ThanhHoaSettings {
  /** With a slash at its end. */
  readonly baseUrl: string;
  readonly urlThemMoi: string;
  readonly urlCapNhat: string;
  readonly urlDongBoTienTrinh: string;
  /** Only some relays ask for one. */
  readonly token?: string;
  readonly province: string;
  readonly unit: string;
  /** 10000–99998. */
  readonly fiveDigits: () => number;
}

interface ProcedureNames {
  readonly MATTHC: string;
  readonly TENTTHC: string;
  readonly LINHVUCTHUCHIEN: readonly { readonly MALINHVUC: string; readonly TENLINHVUC: string }[];
}

const CHUNK = 10;
const STATUS: Readonly<Record<string, string>> = {
  receiving: '1',
  new: '2',
  denied: '3',
  processing: '4',
  waiting: '5',
  paying: '6',
  cancelled: '7',
  unresolved: '8',
  releasing: '9',
  done: '10',
};
/** Told as finished, whatever they are. */
const FALSIFIED = ['5', '6', '8'];
const FINISHED = ['9', '10'];

/** A client like the one-stop system of Thanh Hóa: bare lists to a relay, words of the message instead of codes. */
export class ThanhHoaClient {
  /** Null or '0': to be sent; '1': sent. */
  readonly flags = new Map<string, string>();
  /** The code under which a dossier went out. */
  readonly sentAs = new Map<string, string>();

  constructor(private readonly settings: ThanhHoaSettings) {}

  /** Codes the portal lists; local procedures that are missing there are switched off. */
  async listProcedures(): Promise<string[]> {
    const listed = await this.read<{ MATTHC: string }>('LayDanhSachTTHC');
    return listed.map(({ MATTHC }) => MATTHC);
  }

  async syncAll(dossiers: readonly LocalDossier[]): Promise<void> {
    for (const dossier of dossiers) {
      if ((this.flags.get(dossier.code) ?? '0') !== '0') continue;
      if (!(await this.sendDossier(dossier))) continue;
      await this.sendSteps(dossier);
      this.flags.set(dossier.code, '1');
    }
  }

  private async sendDossier(dossier: LocalDossier): Promise<boolean> {
    const { urlThemMoi, urlCapNhat } = this.settings;
    const [names] = await this.read<ProcedureNames>(`LayThuTuc?maTTHC=${encodeURIComponent(dossier.procedure)}`);
    const body = [this.toDossier(dossier, names)];
    const first = read(await this.post(urlThemMoi, body));
    const isThere = ['0', '3', '-3'].includes(first.code) && first.message.includes('đã tồn tại');
    const last = isThere ? read(await this.post(urlCapNhat, body)) : first;
    return last.code === '0' && last.message.toLowerCase().includes('thành công');
  }

  /** The whole history, ten rows a call. @returns false where a reply did not have the words. */
  private async sendSteps(dossier: LocalDossier): Promise<boolean> {
    const rows = this.toSteps(dossier);
    let isGood = true;
    for (let start = 0; start < rows.length; start += CHUNK) {
      const text = await this.post(this.settings.urlDongBoTienTrinh, rows.slice(start, start + CHUNK));
      isGood = isGood && text.toLowerCase().includes('thành công');
    }
    return isGood;
  }

  private async read<T>(pathAndQuery: string): Promise<T[]> {
    const { text } = await exchange(this.settings.baseUrl + pathAndQuery, 'GET', {
      headers: this.headers,
      timeoutMs: 60_000,
    });
    const outer = JSON.parse(text) as { message: string };
    return (JSON.parse(outer.message) as { result?: T[] }).result ?? [];
  }

  private async post(suffix: string, body: unknown): Promise<string> {
    const url = this.settings.baseUrl + suffix;
    return (await exchange(url, 'POST', { headers: this.headers, body, timeoutMs: 60_000 })).text;
  }

  private get headers(): Record<string, string> {
    const { token } = this.settings;
    return token === undefined ? {} : { Authorization: `Bearer ${token}` };
  }

  /** A local code without the province in it is replaced, once and for all. */
  private codeOf({ code, receivedAt }: LocalDossier): string {
    const { province, unit, fiveDigits } = this.settings;
    const made = code.includes(province) ? code : `${unit}-${receivedAt.slice(2, 8)}-${String(fiveDigits())}`;
    const kept = this.sentAs.get(code) ?? made;
    this.sentAs.set(code, kept);
    return kept;
  }

  private statusOf({ status }: LocalDossier): string {
    const national = STATUS[status] ?? '0';
    return FALSIFIED.includes(national) ? '9' : national;
  }

  private toDossier(dossier: LocalDossier, names: ProcedureNames | undefined): object {
    const results =
      dossier.resultUrl === undefined
        ? []
        : [
            {
              TenGiayTo: 'Giấy chứng nhận mẫu.pdf',
              MaThanhPhanHoSo: '',
              GiayToId: '980077',
              DuongDanTepTinKetQua: dossier.resultUrl,
              MaGiayToKetQua: 'KQ.G09.000991',
            },
          ];
    return {
      MaHoSo: this.codeOf(dossier),
      MaTTHC: names?.MATTHC,
      TenTTHC: names?.TENTTHC,
      MaLinhVuc: names?.LINHVUCTHUCHIEN[0]?.MALINHVUC,
      TenLinhVuc: names?.LINHVUCTHUCHIEN[0]?.TENLINHVUC,
      SoGiayToChuHoSo: '',
      ChuHoSo: dossier.owner,
      LoaiDoiTuong: '1',
      MaDoiTuong: null,
      ThongTinKhac: '',
      Email: '',
      Fax: '',
      SoDienThoai: '0977000102',
      TrichYeuHoSo: dossier.title === '' ? 'Dinhkem' : dossier.title.slice(0, 1_000),
      NgayNopHoSo: dossier.receivedAt,
      NgayTiepNhan: dossier.receivedAt,
      NgayHenTra: dossier.dueAt === '' ? null : dossier.dueAt,
      NgayKetThucXuLy: dossier.finishedAt ?? '',
      NgayTra: '',
      NgayTuChoi: '',
      TrangThaiHoSo: this.statusOf(dossier),
      ThongTinTra: '',
      HinhThuc: '0',
      DonViXuLy: 'Sở Ví dụ',
      GhiChu: '',
      KenhThucHien: '1',
      NoiNopHoSo: '2',
      HoSoCoThanhPhanSoHoa: '0',
      TaiKhoanDuocXacThucVoiVNeID: '0',
      DuocThanhToanTrucTuyen: '3',
      DinhDanhCHS: [{ LoaiDinhDanh: '2', SoDinhDanh: '000000001' }],
      DSKetNoiCSDL: [{ MaCSDL: '7' }],
      TaiLieuNop: [],
      DanhSachLePhi: [],
      DanhSachTepDinhKemKhac: [],
      DanhSachHoSoBoSung: [],
      DanhSachGiayToKetQua: results,
    };
  }

  /** A step of its own making goes first, and one last where the dossier is finished. */
  private toSteps(dossier: LocalDossier): object[] {
    const step = (NguoiXuLy: string, ThoiDiemXuLy: string, NoiDungXuLy: string, TrangThai: string): object => ({
      MaHoSo: this.codeOf(dossier),
      NguoiXuLy: NguoiXuLy === '' ? 'Chuyên viên' : NguoiXuLy.slice(0, 50),
      ChucDanh: '',
      ThoiDiemXuLy,
      PhongBanXuLy: '',
      NoiDungXuLy,
      TrangThai,
      NgayBatDau: '',
      NgayKetThucTheoQuyDinh: '',
    });
    const last = step('Cán bộ một cửa', dossier.finishedAt ?? '', 'Kết thúc xử lý hồ sơ', '9');
    return [
      step('Cán bộ một cửa', dossier.receivedAt, 'Tiếp nhận hồ sơ', '2'),
      ...dossier.steps.map(({ clerk, at, action }) => step(clerk, at, action, '4')),
      ...(FINISHED.includes(this.statusOf(dossier)) ? [last] : []),
    ];
  }
}

function read(text: string): { code: string; message: string } {
  const reply = JSON.parse(text) as { error_code: unknown; message: string };
  return { code: String(reply.error_code), message: reply.message };
}
