import { PORTAL_PATHS } from '@dvc/contracts';
import axios, { isAxiosError } from 'axios';
import { firstGenerationDossier } from './example-dossiers.js';
import { ACCOUNT, PASSWORD, type MockRig, type Reply } from './running-mock.js';

/** How a call ended for the client that made it. */
export interface CallEnding {
  /** The client's error code, or the HTTP status. */
  readonly sign: string | number;
  /** The body as text; empty where there was none to read. */
  readonly text: string;
}

export type CallClient = (url: string, body: object, timeoutMs: number) => Promise<CallEnding>;

/** axios, as a province's system would use it. */
export const viaAxios: CallClient = async (url, body, timeout) => {
  const options = { timeout, validateStatus: () => true, responseType: 'text' as const, transformResponse: String };
  return axios.post(url, body, options).then(
    ({ status, data }) => ({ sign: status, text: String(data) }),
    (failure: unknown) => ({ sign: isAxiosError(failure) ? (failure.code ?? 'none') : String(failure), text: '' }),
  );
};

/** What Node brings along; its deadline is for the whole call. */
export const viaFetch: CallClient = async (url, body, timeoutMs) => {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const reply = await fetch(url, { method: 'POST', body: JSON.stringify(body), signal });
    return { sign: reply.status, text: await reply.text() };
  } catch (failure) {
    const { name, cause } = failure as Error;
    const code = (cause as { code?: unknown } | undefined)?.code;
    return { sign: typeof code === 'string' ? code : name, text: '' };
  }
};

/** One space of a mock portal, and a province that calls there. */
export class SpaceRig {
  session = '';

  private constructor(
    readonly portal: MockRig,
    readonly id: string,
    readonly wireUrl: string,
  ) {}

  /** Makes a space and logs in there. */
  static async make(portal: MockRig, wanted: Record<string, unknown> & { id: string }): Promise<SpaceRig> {
    const { status, data } = await portal.sim('POST', 'spaces', wanted);
    if (status !== 201) throw new Error(JSON.stringify(data));
    const rig = new SpaceRig(portal, wanted.id, String(data['wireUrl']));
    rig.session = await rig.login();
    return rig;
  }

  async login(username = ACCOUNT, password = PASSWORD): Promise<string> {
    const { data } = await this.portal.http.post<{ session: string }>(`${this.wireUrl}${PORTAL_PATHS.login}`, {
      username,
      password,
    });
    return data.session;
  }

  get callUrl(): string {
    return `${this.wireUrl}${PORTAL_PATHS.call}`;
  }

  bodyOf(service: string, parameters: object = {}): object {
    return { session: this.session, madonvi: ACCOUNT, service, ...parameters };
  }

  async send(service: string, parameters: object = {}, headers: Record<string, string> = {}): Promise<Reply> {
    return this.portal.http.post(this.callUrl, this.bodyOf(service, parameters), { headers });
  }

  /** Creates dossiers, or replaces them. */
  async sync(dossiers: object[], isUpdating = 'False', headers: Record<string, string> = {}): Promise<Reply> {
    return this.send('DongBoHoSoMC', { isUpdating, data: dossiers }, headers);
  }

  async sim(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    data?: unknown,
    more = {},
  ): Promise<Reply> {
    return this.portal.sim(method, `s/${this.id}${path === '' ? '' : `/${path}`}`, data, more);
  }

  /** The same space and session after the portal was started anew, on another port. */
  moved(portal: MockRig): SpaceRig {
    const rig = new SpaceRig(portal, this.id, `${portal.url}/s/${this.id}`);
    rig.session = this.session;
    return rig;
  }

  async arm(...faults: object[]): Promise<void> {
    const reply = await this.sim('PUT', 'faults', faults);
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.data));
  }

  async counts(): Promise<Record<string, unknown>> {
    const { data } = await this.sim('GET', 'faults');
    const faults = data['faults'] as { id: string; counts: unknown }[];
    return Object.fromEntries(faults.map(({ id, counts }) => [id, counts]));
  }

  async dossiers(): Promise<Record<string, unknown>[]> {
    return (await this.sim('GET', 'state/dossiers')).data['dossiers'] as Record<string, unknown>[];
  }

  async journal(service = ''): Promise<Record<string, unknown>[]> {
    return (await this.sim('GET', `journal?service=${service}`)).data['entries'] as Record<string, unknown>[];
  }
}

/** A dossier with a code of its own. */
export function dossierOf(code: string, changes: object = {}): Record<string, unknown> {
  return firstGenerationDossier({ MaHoSo: code, ...changes });
}

export function numbered(number: number): string {
  return `000.00.12.H97-260202-${String(number).padStart(4, '0')}`;
}
