import { exchange, type LocalDossier } from './local-dossier.js';

/** What stands in the settings of such a system. */
export interface HaGiangSettings {
  readonly url: string;
  readonly unit: string;
  /** Local code → what is known of it; nothing is known of many. */
  readonly procedures: Readonly<
    Record<string, { readonly name: string; readonly fieldCode: string; readonly fieldName: string }>
  >;
}

/** A supplement is told as newly filed, and so is everything that was cancelled. */
const STATUS: Readonly<Record<string, string>> = {
  received: '2',
  processing: '4',
  CBS: '1',
  cancelled: '1',
  done: '9',
  returned: '10',
};

/** A client like the one-gate of Hà Giang: it sends, writes the answer into its log, and never looks at it. */
export class HaGiangClient {
  readonly log: string[] = [];

  constructor(private readonly settings: HaGiangSettings) {}

  async create(dossier: LocalDossier): Promise<void> {
    await this.send(dossier, 'False');
  }

  async update(dossier: LocalDossier): Promise<void> {
    await this.send(dossier, 'True');
  }

  private async send(dossier: LocalDossier, isUpdating: 'True' | 'False'): Promise<void> {
    const { url, unit } = this.settings;
    const address = `${url}?MaDinhDanhDV=${unit}&isUpdating=${isUpdating}`;
    try {
      this.log.push((await exchange(address, 'POST', { body: [this.toDossier(dossier)], timeoutMs: 60_000 })).text);
    } catch (failure) {
      this.log.push(String(failure));
    }
  }

  private toDossier(dossier: LocalDossier): object {
    const known = this.settings.procedures[dossier.procedure];
    return {
      MaHoSo: dossier.code,
      MaTTHC: dossier.procedure,
      TenTTHC: known?.name ?? null,
      MaLinhVuc: known?.fieldCode ?? null,
      TenLinhVuc: known?.fieldName ?? null,
      SoBienNhan: '',
      ChuHoSo: dossier.owner,
      LoaiDoiTuong: '1',
      MaDoiTuong: '9700000155',
      NgayTiepNhan: dossier.receivedAt,
      NgayHenTra: '',
      TrangThaiHoSo: STATUS[dossier.status] ?? '1',
      HinhThuc: '0',
      DonViXuLy: 'Trường Ví Dụ',
      TaiLieuNop: [
        {
          TepDinhKemId: '971',
          TenTepDinhKem: 'giay-khai-mau.png',
          IsDeleted: 'False',
          MaThanhPhanHoSo: 'VD-01',
          DuongDanTaiTepTin: 'http://relay.h97.example/tai?ten=giay-khai-mau.png',
        },
      ],
      DanhSachGiayToKetQua: [],
    };
  }
}
