import type { LocalDossier } from './local-dossier.js';
import {
  AdapterTalk,
  isFound,
  namesIn,
  type OpenCpsSettings,
  type ProcedureNames,
  type QueueRow,
  type Reply,
} from './open-cps.js';

const BATCH = 10;
const MOST_RETRIES = 2;

/** A client like OpenCPS 2.3: a login before every call, parameters in PascalCase, names of the dossier in capitals. */
export class OpenCps23 {
  readonly queue: QueueRow[] = [];
  private readonly talk: AdapterTalk;

  constructor(settings: OpenCpsSettings) {
    this.talk = new AdapterTalk(settings, 60_000);
  }

  /** Something was done with a dossier; a dossier that still waits in the queue is not queued twice. */
  act(dossier: LocalDossier): void {
    const isOpen = this.queue.some((row) => row.dossier.code === dossier.code && (row.state === 1 || row.state === 2));
    if (!isOpen && this.talk.nationalStatus(dossier) !== '') this.queue.push({ dossier, state: 1, retry: 0 });
  }

  /** One turn of the scheduler. */
  async turn(): Promise<void> {
    for (const row of this.queue.filter(({ state }) => state === 1).slice(0, BATCH)) {
      row.state = 2;
      const isAcknowledged = await this.publish(row.dossier).catch(() => false);
      if (isAcknowledged) row.state = 3;
      else if (row.retry < MOST_RETRIES) row.state = 1;
      else row.state = 4;
      row.retry += isAcknowledged ? 0 : 1;
    }
  }

  /** Progress goes out on "00", the row is acknowledged on "0": never both. */
  private async publish(dossier: LocalDossier): Promise<boolean> {
    const isKnown =
      this.wasAcknowledged(dossier.code) || isFound(await this.call('TraCuuHoSo', { MaHoSo: dossier.code }));
    const procedure = this.talk.nationalProcedure(dossier);
    const names = namesIn(await this.call('LayThuTuc', { MaTTHC: procedure }), procedure);
    const reply = await this.call('DongBoHoSoMC', {
      isUpdating: isKnown ? 'True' : 'False',
      data: [this.toDossier(dossier, names)],
    });
    const code = String(reply['error_code']);
    if (code === '00') await this.call('CapNhatTienDoHoSoMC', { data: [this.toStep(dossier)] });
    return code === '0';
  }

  private wasAcknowledged(code: string): boolean {
    return this.queue.some(({ dossier, state }) => dossier.code === code && state === 3);
  }

  private async call(service: string, parameters: object): Promise<Reply> {
    const session = await this.talk.login();
    if (session === null) throw new Error('no session');
    const { integrationEndpoint, madonvi } = this.talk.settings;
    return this.talk.post(integrationEndpoint, { session, madonvi, service, ...parameters });
  }

  private toDossier(dossier: LocalDossier, names: ProcedureNames): object {
    return {
      MaHoSo: dossier.code,
      MaTTHC: names.code,
      TENTTHC: names.name,
      MALINHVUC: names.fieldCode,
      TENLINHVUC: names.fieldName,
      ChuHoSo: dossier.owner,
      LoaiDoiTuong: '1',
      MaDoiTuong: '',
      ThongTinKhac: '',
      Email: '',
      Fax: '0977000101',
      SoDienThoai: '0977000101',
      TrichYeuHoSo: dossier.note,
      NgayTiepNhan: dossier.receivedAt,
      NgayHenTra: dossier.dueAt,
      TrangThaiHoSo: this.talk.nationalStatus(dossier),
      NgayTra: '',
      ThongTinTra: '',
      HinhThuc: '0',
      NgayKetThucXuLy: dossier.finishedAt ?? '',
      DonViXuLy: this.talk.settings.agencyName,
      GhiChu: dossier.note,
      TaiLieuNop: [],
      DanhSachLePhi: [],
      DanhSachTepDinhKemKhac: [],
      DanhSachHoSoBoSung: [],
      DanhSachGiayToKetQua: [],
    };
  }

  /** The last action only; what happened in between is never told. */
  private toStep(dossier: LocalDossier): object {
    const last = dossier.steps.at(-1);
    return {
      MaHoSo: dossier.code,
      NguoiXuLy: last?.clerk ?? '',
      ChucDanh: '',
      ThoiDiemXuLy: last?.at ?? '',
      PhongBanXuLy: '',
      NoiDungXuLy: last?.action ?? '',
      TrangThai: this.talk.nationalStatus(dossier),
      NgayBatDau: last?.at ?? '',
      NgayKetThucTheoQuyDinh: dossier.dueAt,
    };
  }
}
