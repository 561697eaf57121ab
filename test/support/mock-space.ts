import { PORTAL_PATHS } from '@dvc/contracts';
import { ACCOUNT, PASSWORD, type MockRig, type Reply } from './running-mock.js';

/** One space of a running mock: its wire and its control API. */
export class MockSpace {
  private constructor(
    private readonly rig: MockRig,
    readonly id: string,
  ) {}

  /** @throws Where the mock refuses to make it. */
  static async make(rig: MockRig, wanted: object): Promise<MockSpace> {
    const { status, data } = await rig.sim('POST', 'spaces', wanted);
    if (status !== 201) throw new Error(JSON.stringify(data));
    return new MockSpace(rig, String(data['id']));
  }

  async sim(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<Reply> {
    return this.rig.sim(method, `s/${this.id}${path === '' ? '' : `/${path}`}`, body);
  }

  async login(): Promise<string> {
    const reply = await this.rig.post(`/s/${this.id}${PORTAL_PATHS.login}`, { username: ACCOUNT, password: PASSWORD });
    return String(reply.data['session']);
  }

  async send(session: string, service: string, parameters: object = {}): Promise<Reply> {
    const body = { session, madonvi: ACCOUNT, service, ...parameters };
    return this.rig.post(`/s/${this.id}${PORTAL_PATHS.call}`, body);
  }

  /** Moves virtual time, and comes back when it is there. */
  async advance(move: object): Promise<Reply> {
    return this.sim('POST', 'clock/advance?wait=1', move);
  }

  async now(): Promise<unknown> {
    return (await this.sim('GET', 'clock')).data['now'];
  }

  async hash(): Promise<unknown> {
    return (await this.sim('GET', 'state/hash')).data['sha256'];
  }

  /** Every entry, without how long it took. */
  async journal(): Promise<Record<string, unknown>[]> {
    const { data } = await this.sim('GET', 'journal');
    return (data['entries'] as Record<string, unknown>[]).map((entry) => ({ ...entry, latencyMs: undefined }));
  }

  async dossiers(): Promise<Record<string, unknown>[]> {
    return (await this.sim('GET', 'state/dossiers')).data['dossiers'] as Record<string, unknown>[];
  }
}
