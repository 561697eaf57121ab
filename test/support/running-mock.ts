import { startMock, type RunningMock } from '../../apps/dvcqg-mock/src/start-mock.js';
import { MockConfig, loadConfig } from '@dvc/config';
import { PORTAL_PATHS } from '@dvc/contracts';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase } from './fresh-database.js';

/** The invented province of the examples in docs/protocol.md. */
export const ACCOUNT = '000.00.00.H97';
export const PASSWORD = 'mat-khau-vi-du';
const ADMIN_TOKEN = 'a'.repeat(40);

const AGENCIES = `ma_co_quan,ten_co_quan,cap,hieu_luc_tu,hieu_luc_den,sap_nhap_vao
000.00.00.G09,Bộ Ví dụ,"Bộ, ngành",,,
000.00.00.H97,UBND tỉnh Ví Dụ,Cấp tỉnh,,,
000.00.12.H97,Sở Ví dụ,Cấp tỉnh,,,
000.31.97.H97,UBND huyện Mẫu,Cấp huyện,,2025-06-30,
000.00.12.H98,Sở của tỉnh khác,Cấp tỉnh,,,
`;
const FIELDS = `ma_linh_vuc,ten_linh_vuc,ma_nganh
G09-LD91,Lĩnh vực mẫu,000.00.00.G09
G09-LD92,Lĩnh vực mẫu của tỉnh,000.00.00.H97
`;
const NUMBERED = Array.from({ length: 100 }, (_, i) => `9.${String(800_001 + i)},Thủ tục số ${String(i + 1)}`);
const PROCEDURES = `ma_tthc,ten_tthc,ma_linh_vuc,ma_co_quan_cong_bo,cap_thuc_hien,thoi_han_ngay_lam_viec,co_phi
9.900101,Cấp giấy chứng nhận mẫu,G09-LD91,000.00.00.G09,Cấp tỉnh;Cấp xã,5,co
9.900102,Đổi giấy chứng nhận mẫu,G09-LD91,000.00.00.G09,Cấp tỉnh,3,khong
${NUMBERED.map((start) => `${start},G09-LD91,000.00.00.G09,Cấp tỉnh,3,khong`).join('\n')}
`;

export type Reply = AxiosResponse<Record<string, unknown>>;

/** A mock portal on a database of its own, and hands to reach it. */
export class MockRig {
  private folder = '';
  private database: string | null = null;
  private mock: RunningMock | null = null;
  readonly http: AxiosInstance = axios.create({ validateStatus: () => true, timeout: 10_000 });

  async start(changes: Record<string, string> = {}): Promise<void> {
    this.folder = mkdtempSync(join(tmpdir(), 'dvc-mock-'));
    const catalogue = { 'agencies.csv': AGENCIES, 'fields.csv': FIELDS, 'procedures.csv': PROCEDURES };
    for (const [file, text] of Object.entries(catalogue)) writeFileSync(join(this.folder, file), text);
    this.database = await freshDatabase('mock');
    await this.startMock(changes);
  }

  async startMock(changes: Record<string, string> = {}): Promise<void> {
    this.mock = await this.open(this.environment(changes));
  }

  async stopMock(): Promise<void> {
    await this.mock?.close();
    this.mock = null;
  }

  async stop(): Promise<void> {
    await this.stopMock();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** In this process; a rig that needs another one says so. */
  protected async open(environment: Record<string, string>): Promise<RunningMock> {
    return startMock(loadConfig(MockConfig, environment));
  }

  environment(changes: Record<string, string> = {}): Record<string, string> {
    return {
      MOCK_DATABASE_URL: this.databaseUrl,
      MOCK_PORT: '0',
      MOCK_ACCOUNT: ACCOUNT,
      MOCK_PASSWORD: PASSWORD,
      MOCK_ADMIN_TOKEN: ADMIN_TOKEN,
      MOCK_CATALOGUE_DIR: this.folder,
      ...changes,
    };
  }

  get databaseUrl(): string {
    if (this.database === null) throw new Error('start() first');
    return this.database;
  }

  get url(): string {
    if (this.mock === null) throw new Error('start() first');
    return this.mock.url;
  }

  async post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    return this.http.post(`${this.url}${path}`, body, { headers });
  }

  async login(): Promise<string> {
    const reply = await this.post(PORTAL_PATHS.login, { username: ACCOUNT, password: PASSWORD });
    return String(reply.data['session']);
  }

  /** One call with a fresh session. */
  async call(service: string, parameters: object = {}): Promise<Reply> {
    return this.send(await this.login(), service, parameters);
  }

  async send(session: string, service: string, parameters: object = {}): Promise<Reply> {
    return this.post(PORTAL_PATHS.call, { session, madonvi: ACCOUNT, service, ...parameters });
  }

  /** What a control call needs; nothing for the portal's own addresses. */
  adminHeaders(path: string): Record<string, string> {
    return path.startsWith('/__sim') ? { authorization: `Bearer ${ADMIN_TOKEN}` } : {};
  }

  async sim(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    data?: unknown,
    more: object = {},
  ): Promise<Reply> {
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json', ...more };
    return this.http.request({ method, url: `${this.url}/__sim/${path}`, data: JSON.stringify(data), headers });
  }

  async arm(fault: object): Promise<void> {
    const reply = await this.sim('PUT', 'faults', [fault]);
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.data));
  }

  /** Sets switches by hand, on the profile in force. */
  async turn(switches: object): Promise<void> {
    const reply = await this.sim('PATCH', 'switches', { switches });
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.data));
  }

  async journal(service = ''): Promise<Record<string, unknown>[]> {
    const { data } = await this.sim('GET', `journal?service=${service}`);
    return data['entries'] as Record<string, unknown>[];
  }

  async storedCodes(): Promise<unknown[]> {
    const { data } = await this.sim('GET', 'state/services');
    return (data['services'] as Record<string, unknown>[]).map((service) => service['MADVC']);
  }
}

/** The item of the publish example in docs/protocol.md. */
export function exampleService(changes: object = {}): Record<string, unknown> {
  return {
    MADVC: '9.900101.01',
    TENDVC: 'Cấp giấy chứng nhận mẫu (nộp trực tuyến)',
    MATTHC: '9.900101',
    TENTTHC: 'Cấp giấy chứng nhận mẫu',
    MACOQUANBANHANH: '000.00.00.G09',
    TENCOQUANBANHANH: 'Bộ Ví dụ',
    MALINHVUC: 'G09-LD91',
    TENLINHVUC: 'Lĩnh vực mẫu',
    APDUNGDVC: [
      { MACOQUANTHUCHIEN: '000.00.12.H97', MUCDO: 3 },
      { MACOQUANTHUCHIEN: '000.31.97.H97', MUCDO: 3 },
    ],
    TRANGTHAI: '1',
    ...changes,
  };
}
