import { NEW_REST_PATH } from '@dvc/contracts';
import { ACCOUNT, PASSWORD, type MockRig, type Reply } from './running-mock.js';

/** The code of the examples of the REST interface. */
export const NEW_CODE = 'H97.12-20260302-0000415';

/** Hands for the REST interface, with a token. */
export class NewRest {
  token = '';

  constructor(private readonly portal: MockRig) {}

  /** Everything on the portal is gone, and there is a new token. */
  async startAnew(): Promise<void> {
    await this.portal.sim('POST', 'reset');
    await this.renew();
  }

  async renew(): Promise<void> {
    const { data } = await this.getToken({ client_id: ACCOUNT, client_secret: PASSWORD });
    this.token = (data['data'] as { access_token: string }).access_token;
  }

  async getToken(body: unknown): Promise<Reply> {
    return this.portal.post(this.at('GetToken', ''), body);
  }

  at(call: string, query = `?token=${this.token}`): string {
    return `${NEW_REST_PATH}/${call}${query}`;
  }

  async post(call: string, body: unknown): Promise<Reply> {
    return this.portal.post(this.at(call), body);
  }

  async next(query: string, headers: Record<string, string> = {}): Promise<Reply> {
    return this.portal.http.get(`${this.portal.url}${this.at('GetNextValue', query)}`, { headers });
  }

  async upload(part: Blob | string, fileName = 'a.pdf', name = 'files'): Promise<Reply> {
    const form = new FormData();
    if (typeof part === 'string') form.append(name, part);
    else form.append(name, part, fileName);
    return this.post('UploadFile', form);
  }

  /** Creates the example, and gives its `idHoSo`. */
  async create(): Promise<string> {
    const { data } = await this.post('CreateDossier', newDossier());
    return (data['data'] as { idHoSo: string }).idHoSo;
  }

  async stateOf(code: string): Promise<Record<string, unknown>> {
    return (await this.portal.sim('GET', `state/dossiers/${code}`)).data;
  }
}

/** The body of `CreateDossier`. */
export function newDossier(changes: object = {}): object {
  return {
    MaHoSo: NEW_CODE,
    MaTTHC: '9.900101',
    MaDichVuCong: '9.900101',
    ChuHoSo: 'Công ty TNHH Ví Dụ',
    LoaiDoiTuong: 1,
    MaDonViTiepNhan: 'H97.12',
    NgayNop: '2026-03-02 09:15:00',
    NgayTiepNhan: '2026-03-02 10:00:00',
    ThanhPhanHoSo: [],
    ThongTinNguoiNop: { LoaiDoiTuong: 0, ThongTinChiTiet: { TenNguoiNop: 'Ngô Văn Liên', NgaySinh: '19870321000000' } },
    ...changes,
  };
}
