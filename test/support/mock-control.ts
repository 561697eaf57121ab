/** What the mock holds of a service. */
export interface PortalService {
  readonly MADVC: string;
  readonly TRANGTHAI: string;
  readonly APDUNGDVC: readonly { readonly MACOQUANTHUCHIEN: string; readonly MUCDO: number }[];
}

/** What the mock holds of a dossier. */
export interface PortalDossierState {
  readonly current: readonly { readonly status: string }[];
  readonly progress: readonly { readonly NoiDungXuLy: string; readonly TrangThai: string }[];
}

/** The mock's control interface, for stories. */
export class MockControl {
  constructor(
    readonly url: string,
    private readonly token: string,
    private readonly base = '/__sim',
  ) {}

  async services(): Promise<PortalService[]> {
    const found: PortalService[] = [];
    let from: string | null = '';
    while (from !== null) {
      const query = new URLSearchParams({ from, limit: '500' });
      const page: { services: PortalService[]; next: string | null } = await this.call(
        'GET',
        `state/services?${query.toString()}`,
      );
      found.push(...page.services);
      from = page.next;
    }
    return found;
  }

  /** Levels of a service that moved, oldest first. */
  async serviceHistory(code: string): Promise<{ from: number; to: number }[]> {
    return (await this.call<{ history: { from: number; to: number }[] }>('GET', `state/services/${code}`)).history;
  }

  async dossier(code: string): Promise<PortalDossierState> {
    return this.call('GET', `state/dossiers/${code}`);
  }

  async count(filter: object): Promise<number> {
    return (await this.call<{ count: number }>('POST', 'journal/count', filter)).count;
  }

  /** Replaces the list of faults. */
  async setFaults(faults: readonly object[]): Promise<void> {
    await this.call('PUT', 'faults', faults);
  }

  /** Has the portal call a province. @returns Number of the call. */
  async push(push: object): Promise<number> {
    const { pushes } = await this.call<{ pushes: [number] }>('POST', 'pushes', push);
    return pushes[0];
  }

  /** What came of a call to a province. */
  async pushed(n: number): Promise<{ state: string; verdict: string | null; delivered: number }> {
    return this.call('GET', `pushes/${String(n)}`);
  }

  async setSwitches(switches: Readonly<Record<string, unknown>>): Promise<void> {
    await this.call('PATCH', 'switches', { switches });
  }

  /** How often each fault has acted. */
  async fired(): Promise<Record<string, number>> {
    const { faults } = await this.call<{ faults: { id: string; counts: { fired: number } }[] }>('GET', 'faults');
    return Object.fromEntries(faults.map(({ id, counts }) => [id, counts.fired]));
  }

  /** Services, sessions, journal and faults are gone; the catalogue stays. */
  async reset(): Promise<void> {
    await this.call('POST', 'reset', {});
  }

  async expireSessions(): Promise<void> {
    await this.call('POST', 'sessions/expire', {});
  }

  /** Makes a space. Its wire is at `wireUrl`; `in` speaks to its control API. */
  async makeSpace(space: object = {}): Promise<{ id: string; url: string; wireUrl: string; token: string }> {
    return this.call('POST', 'spaces', space);
  }

  /** The control API of one space. */
  in(space: string): MockControl {
    return new MockControl(this.url, this.token, `/__sim/s/${space}`);
  }

  private async call<T>(method: string, path: string, body?: object): Promise<T> {
    const reply = await fetch(new URL(`${this.base}/${path}`, this.url), {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${method} ${path}: ${String(reply.status)} ${text}`);
    return JSON.parse(text) as T;
  }
}
