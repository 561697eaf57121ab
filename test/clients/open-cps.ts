import { exchange, type LocalDossier } from './local-dossier.js';

/** What stands in an OpenCPS server's configuration for the portal. */
export interface OpenCpsSettings {
  readonly adapterUrl: string;
  readonly authEndpoint: string;
  readonly integrationEndpoint: string;
  readonly username: string;
  readonly password: string;
  readonly dstcode: string;
  readonly madonvi: string;
  readonly agencyName: string;
  /** Local code → national code; a code without a row goes out as it is. */
  readonly procedures: Readonly<Record<string, string>>;
  /** Local status → national status; a status without a row is never queued. */
  readonly statuses: Readonly<Record<string, string>>;
}

export type Reply = Readonly<Record<string, unknown>>;

/** A row of the publish queue. 1 waiting, 2 sent, 3 acknowledged, 4 given up. */
export interface QueueRow {
  readonly dossier: LocalDossier;
  state: 1 | 2 | 3 | 4;
  retry: number;
}

export interface ProcedureNames {
  readonly code: string;
  readonly name: string;
  readonly fieldCode: string;
  readonly fieldName: string;
}

/** A code without digits counts as zero: whoever wrote this did not expect one. */
export function looseCode(reply: Reply): number {
  const read = Number.parseInt(String(reply['error_code']), 10);
  return Number.isNaN(read) ? 0 : read;
}

/** The talk with the adapter that all lines of OpenCPS have in common. */
export class AdapterTalk {
  constructor(
    readonly settings: OpenCpsSettings,
    private readonly timeoutMs: number,
  ) {}

  /** Null when the portal will not, or does not say so the way that is expected. */
  async login(): Promise<string | null> {
    const { authEndpoint, username, password } = this.settings;
    const reply = await this.post(authEndpoint, { username, password });
    const isComplete = 'session' in reply && 'error_code' in reply;
    return isComplete && looseCode(reply) === 0 ? String(reply['session']) : null;
  }

  async post(endpoint: string, body: object): Promise<Reply> {
    const { adapterUrl, dstcode } = this.settings;
    const headers = { Charset: 'utf-8', dstcode };
    const { text } = await exchange(adapterUrl + endpoint, 'POST', { headers, body, timeoutMs: this.timeoutMs });
    return JSON.parse(text) as Reply;
  }

  nationalProcedure({ procedure }: LocalDossier): string {
    return this.settings.procedures[procedure] ?? procedure;
  }

  nationalStatus({ status }: LocalDossier): string {
    return this.settings.statuses[status] ?? '';
  }
}

export function isFound({ result }: Reply): boolean {
  return Array.isArray(result) && result.length > 0;
}

/** Blank names where the portal does not know the procedure. */
export function namesIn({ result }: Reply, code: string): ProcedureNames {
  const [found] = (Array.isArray(result) ? result : []) as Reply[];
  const [field] = (found?.['LINHVUCTHUCHIEN'] ?? []) as Reply[];
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    code,
    name: text(found?.['TENTTHC']),
    fieldCode: text(field?.['MALINHVUC']),
    fieldName: text(field?.['TENLINHVUC']),
  };
}
