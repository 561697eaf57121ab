import type { LocalDossier } from './local-dossier.js';
import {
  AdapterTalk,
  isFound,
  looseCode,
  namesIn,
  type OpenCpsSettings,
  type ProcedureNames,
  type QueueRow,
  type Reply,
} from './open-cps.js';

const SESSION_MS = 600_000;
const ROWS_A_TURN = 100;

/** What was submitted on the portal is answered with 2 (taken) or 5 (supplement, refused). */
const NOTICE_STATUS: Readonly<Record<string, string>> = {
  '4': '2',
  '6': '2',
  '9': '2',
  '10': '2',
  '3': '5',
  '7': '5',
  '8': '5',
};

/** A client like OpenCPS 3.0: one session for ten minutes, six seconds of patience, and a code without digits is a success. */
export class OpenCps30 {
  readonly queue: QueueRow[] = [];
  private readonly talk: AdapterTalk;
  private session: { readonly token: string; readonly untilMs: number } | null = null;

  constructor(
    settings: OpenCpsSettings,
    private readonly nowMs: () => number,
  ) {
    this.talk = new AdapterTalk(settings, 6_000);
  }

  act(dossier: LocalDossier): void {
    if (this.talk.nationalStatus(dossier) !== '') this.queue.push({ dossier, state: 1, retry: 0 });
  }

  /** One turn of its own scheduler. A row that failed is never tried again, and holds back all later ones of its dossier. */
  async turn(): Promise<void> {
    const waiting = this.queue.filter(({ state }) => state === 1).slice(0, ROWS_A_TURN);
    const byDossier = groupByCode(waiting);
    await Promise.all([...byDossier.values()].map((rows) => this.publishInTurn(rows)));
  }

  private async publishInTurn(rows: readonly QueueRow[]): Promise<void> {
    for (const row of rows) {
      const isBlocked = this.queue.some(({ dossier, state }) => dossier.code === row.dossier.code && state === 4);
      if (isBlocked) return;
      const reply = await this.publish(row.dossier).catch((): Reply => ({}));
      row.state = String(reply['error_code']) === '0' ? 3 : 4;
    }
  }

  private async publish(dossier: LocalDossier): Promise<Reply> {
    if (dossier.portalCode !== undefined) return this.call('DongBoTrangThaiHoSo', this.toNotice(dossier));
    const isKnown =
      this.wasAcknowledged(dossier.code) || isFound(await this.call('TraCuuHoSo', { mahoso: dossier.code }));
    const procedure = this.talk.nationalProcedure(dossier);
    const names = namesIn(await this.call('LayThuTuc', { maTTHC: procedure }), procedure);
    const reply = await this.call('DongBoHoSoMC', {
      isUpdating: isKnown ? 'True' : 'False',
      data: [this.toDossier(dossier, names)],
    });
    if (looseCode(reply) !== 0) return reply;
    return this.call('CapNhatTienDoHoSoMC', { data: [this.toStep(dossier)] });
  }

  private wasAcknowledged(code: string): boolean {
    return this.queue.some(({ dossier, state }) => dossier.code === code && state === 3);
  }

  private async call(service: string, parameters: object): Promise<Reply> {
    const { integrationEndpoint, madonvi } = this.talk.settings;
    return this.talk.post(integrationEndpoint, {
      session: await this.cachedSession(),
      madonvi,
      service,
      ...parameters,
    });
  }

  /** Whatever the portal says of it, a session is used until its ten minutes are over. */
  private async cachedSession(): Promise<string> {
    if (this.session && this.nowMs() < this.session.untilMs) return this.session.token;
    const token = await this.talk.login();
    if (token === null) throw new Error('no session');
    this.session = { token, untilMs: this.nowMs() + SESSION_MS };
    return token;
  }

  private toDossier(dossier: LocalDossier, names: ProcedureNames): object {
    const results =
      dossier.resultUrl === undefined
        ? []
        : [{ TenGiayTo: 'ket-qua.pdf', MaThanhPhanHoSo: '', GiayToId: '1', DuongDanTepTinKetQua: dossier.resultUrl }];
    return {
      MaHoSo: dossier.code,
      MaTTHC: names.code,
      TenTTHC: names.name,
      MaLinhVuc: names.fieldCode,
      TenLinhVuc: names.fieldName,
      ChuHoSo: dossier.owner,
      LoaiDoiTuong: '1',
      MaDoiTuong: '',
      ThongTinKhac: '',
      Email: '',
      Fax: '0977000101',
      SoDienThoai: '0977000101',
      TrichYeuHoSo: dossier.title,
      NgayTiepNhan: dossier.receivedAt,
      NgayHenTra: dossier.dueAt,
      TrangThaiHoSo: this.talk.nationalStatus(dossier),
      NgayTra: '',
      ThongTinTra: '',
      HinhThuc: '1',
      NgayKetThucXuLy: dossier.finishedAt ?? '',
      DonViXuLy: this.talk.settings.agencyName,
      TaiLieuNop: [
        {
          TepDinhKemId: '970011',
          TenTepDinhKem: 'Đơn đề nghị mẫu.pdf',
          IsDeleted: 'False',
          MaThanhPhanHoSo: '',
          DuongDanTaiTepTin: 'https://motcua.h97.example/documents/97/don-mau.pdf',
        },
      ],
      DanhSachLePhi: [],
      DanhSachTepDinhKemKhac: [],
      DanhSachHoSoBoSung: [],
      DanhSachGiayToKetQua: results,
    };
  }

  private toStep(dossier: LocalDossier): object {
    const last = dossier.steps.at(-1);
    return {
      MaHoSo: dossier.code,
      NguoiXuLy: last?.clerk ?? '',
      ChucDanh: '',
      ThoiDiemXuLy: last?.at ?? '',
      PhongBanXuLy: last?.room ?? '',
      NoiDungXuLy: `${last?.action ?? ''}-${last?.note ?? ''}`,
      TrangThai: this.talk.nationalStatus(dossier),
      NgayBatDau: last?.at ?? '',
      NgayKetThucTheoQuyDinh: dossier.dueAt,
    };
  }

  private toNotice(dossier: LocalDossier): object {
    const data = {
      MaHoSo: dossier.portalCode,
      MaHoSoDonVi: dossier.code,
      MaDoiTuong: 'TECH-97-0103',
      NoiDung: dossier.note,
      NgayXuLy: dossier.steps.at(-1)?.at,
      TrangThai: NOTICE_STATUS[this.talk.nationalStatus(dossier)] ?? '11',
      TaiLieuXuLy: [],
    };
    return { type: '2', data };
  }
}

function groupByCode(rows: readonly QueueRow[]): Map<string, QueueRow[]> {
  const groups = new Map<string, QueueRow[]>();
  for (const row of rows) groups.set(row.dossier.code, [...(groups.get(row.dossier.code) ?? []), row]);
  return groups;
}
