import { NEW_REST_PATH, PORTAL_DSTCODE, PORTAL_PATHS, RELAY_PATHS, THANH_HOA_SUFFIXES } from '@dvc/contracts';
import { DvcSync } from '../clients/dvc-sync.js';
import { HaGiangClient } from '../clients/ha-giang.js';
import type { LocalDossier } from '../clients/local-dossier.js';
import type { OpenCpsSettings, QueueRow } from '../clients/open-cps.js';
import { ThanhHoaClient } from '../clients/thanh-hoa.js';
import { localDossier, localSteps } from './local-dossiers.js';
import { ACCOUNT, PASSWORD, type MockRig } from './running-mock.js';

export const RESULT_URL = 'https://tep.h97.example/2026/03/ket-qua.pdf';
/** Codes of two dossiers, with the old style of unit codes. */
export const OLD_STYLE = ['000.00.12.H97-260302-0001', '000.00.12.H97-260302-0002'] as const;

interface Held {
  readonly status: string;
  readonly steps: number;
}

/** The client models, each with the settings its owner would give it, and what the portal has of their dossiers. */
export class ClientWorld {
  constructor(private readonly portal: MockRig) {}

  openCps(): OpenCpsSettings {
    return {
      adapterUrl: this.portal.url,
      authEndpoint: PORTAL_PATHS.login,
      integrationEndpoint: PORTAL_PATHS.call,
      username: ACCOUNT,
      password: PASSWORD,
      dstcode: PORTAL_DSTCODE,
      madonvi: ACCOUNT,
      agencyName: 'Sở Ví dụ',
      procedures: { 'TT-01': '9.900101' },
      statuses: { receiving: '2', processing: '4', done: '10' },
    };
  }

  thanhHoa(more: { token?: string } = {}): ThanhHoaClient {
    return new ThanhHoaClient({
      baseUrl: `${this.portal.url}${RELAY_PATHS.thanhHoa}/`,
      urlThemMoi: THANH_HOA_SUFFIXES.create,
      urlCapNhat: THANH_HOA_SUFFIXES.update,
      urlDongBoTienTrinh: THANH_HOA_SUFFIXES.progress,
      province: 'H97',
      unit: 'H97.12',
      fiveDigits: () => 48_213,
      ...more,
    });
  }

  haGiang(): HaGiangClient {
    return new HaGiangClient({
      url: `${this.portal.url}${RELAY_PATHS.haGiang}/DongBoHoSoMC`,
      unit: '000.00.07.H97',
      procedures: {
        '9.900101.000.00.00.H97': { name: 'Tuyển sinh mẫu', fieldCode: 'G09-LD91', fieldName: 'Giáo dục mẫu' },
      },
    });
  }

  dvcSync(): DvcSync {
    return new DvcSync({
      baseUrl: `${this.portal.url}${NEW_REST_PATH}`,
      clientId: ACCOUNT,
      clientSecret: PASSWORD,
      agency: '000.00.12.H97',
      unit: 'H97.12',
    });
  }

  /** Last status and number of steps of every dossier the portal has, by code. */
  async held(): Promise<Record<string, Held>> {
    const { data } = await this.portal.sim('GET', 'state/dossiers');
    const found: Record<string, Held> = {};
    for (const { MaHoSo, status } of data['dossiers'] as { MaHoSo: string; status: string }[]) {
      const { data: state } = await this.portal.sim('GET', `state/dossiers/${MaHoSo}`);
      found[MaHoSo] = { status, steps: (state['progress'] as unknown[]).length };
    }
    return found;
  }

  async fieldsOf(code: string): Promise<Record<string, unknown>> {
    const { data } = await this.portal.sim('GET', `state/dossiers/${code}`);
    return (data['current'] as { fields: Record<string, unknown> }[])[0]?.fields ?? {};
  }

  /** `isUpdating` and code of every call of a service, in order. */
  async heard(service: string): Promise<string[]> {
    const calls = await this.portal.journal(service);
    return calls.map(({ isUpdating, outcomeCode }) => `${String(isUpdating)} ${String(outcomeCode)}`);
  }
}

/** A dossier as it is after each of its three actions. */
export function lifeOf(code: string): [received: LocalDossier, processing: LocalDossier, done: LocalDossier] {
  const procedure = 'TT-01';
  const end = { finishedAt: '20260305090000', resultUrl: RESULT_URL };
  return [
    localDossier(code, 'receiving', { procedure, steps: localSteps(1) }),
    localDossier(code, 'processing', { procedure, steps: localSteps(2) }),
    localDossier(code, 'done', { procedure, steps: localSteps(3), ...end }),
  ];
}

/** Two dossiers side by side through their three actions; after each the scheduler has so many turns. */
export async function liveTwoLives(
  client: { act(dossier: LocalDossier): void; turn(): Promise<void> },
  turns = 1,
): Promise<void> {
  for (const action of [0, 1, 2] as const) {
    for (const code of OLD_STYLE) client.act(lifeOf(code)[action]);
    for (let turn = 0; turn < turns; turn += 1) await client.turn();
  }
}

export function statesOf({ queue }: { readonly queue: readonly QueueRow[] }): number[] {
  return queue.map(({ state }) => state);
}
