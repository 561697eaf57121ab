import { PORTAL_CODES, PORTAL_PATHS } from '@dvc/contracts';
import { exampleStep, firstGenerationDossier } from './example-dossiers.js';
import { exampleService } from './running-mock.js';

/** A dossier or a service as the client believes it to be stored. Revision 0: not at all. */
export interface Believed {
  readonly revision: number;
  readonly note: string;
  readonly status: string;
  readonly steps: number;
}

/** What a call would have done, where no answer came: all of its dossiers are as before, or all are as after. */
export interface Doubt {
  readonly service: string;
  readonly items: readonly { readonly code: string; readonly before: Believed; readonly after: Believed }[];
}

type Change = Doubt['items'][number] & { readonly item: object };
type Answer = 'done' | 'unsent' | 'unclear';

export interface ClientPlace {
  readonly url: string;
  readonly session: string;
  readonly account: string;
  /** Comes back when the portal listens. */
  readonly untilUp: () => Promise<void>;
}

const NOTHING: Believed = { revision: 0, note: '', status: '', steps: 0 };
const MOST_OWN = 9_999;
/** So many numbered procedures has the catalogue of the tests. */
const PROCEDURES = 100;

/** Creates and changes dossiers of its own, publishes services, one call after the other, and keeps the books of what was acknowledged. */
export class DossierClient {
  /** What was acknowledged, without what is in doubt. */
  readonly sure = new Map<string, Believed>();
  readonly doubts: Doubt[] = [];
  /** Answers that no call of this client deserves. */
  readonly refusals: string[] = [];
  acknowledged = 0;
  /** Calls that left, answered or not. */
  sent = 0;
  private created = 0;
  private published = 0;

  constructor(
    private readonly number: number,
    private readonly chance: () => number,
    private readonly place: ClientPlace,
  ) {}

  async workUntil(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const draw = this.chance();
      if (this.knownDossiers.length < 5 || draw < 0.4) await this.create(1 + Math.floor(this.chance() * 5));
      else if (draw < 0.5) await this.publish(1 + Math.floor(this.chance() * 3));
      else if (draw < 0.75) await this.update(1 + Math.floor(this.chance() * 3));
      else await this.report(1 + Math.floor(this.chance() * 3));
    }
  }

  /** Creates once more what may be there already. @returns code of the answer per dossier. */
  async createAgain({ items }: Doubt): Promise<ReadonlyMap<string, number>> {
    const data = items.map(({ code, after }) => dossierOf(code, after));
    const reply = await this.call('DongBoHoSoMC', { isUpdating: 'False', data });
    return codesOf(reply, items);
  }

  private async create(count: number): Promise<void> {
    const changes = Array.from({ length: count }, () => {
      this.created += 1;
      if (this.created > MOST_OWN) throw new Error('No codes are left');
      const code = `000.00.12.H97-2109${String(10 + this.number)}-${String(this.created).padStart(4, '0')}`;
      const after = { revision: 1, note: 'lần 1', status: '4', steps: 0 };
      return { code, before: NOTHING, after, item: dossierOf(code, after) };
    });
    await this.send('DongBoHoSoMC', { isUpdating: 'False' }, changes);
  }

  private async publish(count: number): Promise<void> {
    const changes = Array.from({ length: count }, () => {
      const serial = this.published;
      this.published += 1;
      const MATTHC = `9.${String(800_001 + (serial % PROCEDURES))}`;
      const code = `${MATTHC}.${String(1 + this.number)}${String(Math.floor(serial / PROCEDURES))}`;
      const after = { revision: 1, note: '', status: '1', steps: 0 };
      const item = exampleService({ MADVC: code, MATTHC, TENTTHC: `Thủ tục số ${String(1 + (serial % PROCEDURES))}` });
      return { code, before: NOTHING, after, item };
    });
    await this.send('DongBoDVC', { isUpdating: 'False' }, changes);
  }

  private async update(count: number): Promise<void> {
    const changes = this.pick(count).map(([code, before]) => {
      const revision = before.revision + 1;
      const after = { ...before, revision, note: `lần ${String(revision)}` };
      return { code, before, after, item: dossierOf(code, after) };
    });
    await this.send('DongBoHoSoMC', { isUpdating: 'True' }, changes);
  }

  /** Each step moves its dossier, so that each is a revision. */
  private async report(count: number): Promise<void> {
    const changes = this.pick(count).map(([code, before]) => {
      const status = before.status === '4' ? '5' : '4';
      const after = { ...before, revision: before.revision + 1, status, steps: before.steps + 1 };
      const moment = `20211001${String(100_000 + after.steps)}`;
      return { code, before, after, item: exampleStep({ MaHoSo: code, ThoiDiemXuLy: moment, TrangThai: status }) };
    });
    await this.send('CapNhatTienDoHoSoMC', {}, changes);
  }

  private get knownDossiers(): [string, Believed][] {
    return [...this.sure].filter(([code]) => isDossier(code));
  }

  private pick(count: number): [string, Believed][] {
    const known = this.knownDossiers;
    const first = Math.floor(this.chance() * known.length);
    return [...known.slice(first), ...known.slice(0, first)].slice(0, count);
  }

  private async send(service: string, parameters: object, changes: readonly Change[]): Promise<void> {
    const data = changes.map(({ item }) => item);
    const answer = await this.ask(service, { ...parameters, data }, changes);
    if (answer === 'unsent') return;
    for (const { code, after } of changes) {
      if (answer === 'done') this.sure.set(code, after);
      else this.sure.delete(code);
    }
    if (answer === 'done') this.acknowledged += 1;
    else this.doubts.push({ service, items: changes.map(({ code, before, after }) => ({ code, before, after })) });
  }

  private async ask(service: string, parameters: object, changes: readonly Change[]): Promise<Answer> {
    let reply: Record<string, unknown>;
    try {
      reply = await this.call(service, parameters);
    } catch (failure) {
      await this.place.untilUp();
      return isRefusedConnection(failure) ? 'unsent' : 'unclear';
    }
    if ([...codesOf(reply, changes).values()].every((code) => code === PORTAL_CODES.ok)) return 'done';
    this.refusals.push(`${service}: ${JSON.stringify(reply)}`);
    return 'unclear';
  }

  private async call(service: string, parameters: object): Promise<Record<string, unknown>> {
    const { url, session, account: madonvi } = this.place;
    this.sent += 1;
    const reply = await fetch(`${url}${PORTAL_PATHS.call}`, {
      method: 'POST',
      body: JSON.stringify({ session, madonvi, service, ...parameters }),
      signal: AbortSignal.timeout(30_000),
    });
    return (await reply.json()) as Record<string, unknown>;
  }
}

const isDossier = (code: string): boolean => code.includes('.H97-');

const dossierOf = (MaHoSo: string, { note, status }: Believed): object =>
  firstGenerationDossier({ MaHoSo, GhiChu: note, TrangThaiHoSo: status });

/** A list where several were sent, else the one code of the call. */
function codesOf(reply: Record<string, unknown>, items: readonly { code: string }[]): Map<string, number> {
  const list = (reply['result'] ?? []) as { MaHoSo?: string; MADVC?: string; error_code: number }[];
  return new Map(
    items.map(({ code }) => [
      code,
      Number(list.find(({ MaHoSo, MADVC }) => (MaHoSo ?? MADVC) === code)?.error_code ?? reply['error_code']),
    ]),
  );
}

/** Nobody listened, so nothing of the call has arrived. */
function isRefusedConnection(failure: unknown): boolean {
  const cause = failure instanceof Error ? failure.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}
