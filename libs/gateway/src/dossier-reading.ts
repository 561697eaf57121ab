import { PORTAL_CODES, PortalReply } from '@dvc/contracts';
import { IsArray, IsObject, IsOptional } from 'class-validator';
import { parseAs } from './portal-verdict.js';
import type { Reading } from './reading.js';

/** A dossier under the portal's field names, as far as they came. */
export type ReadDossier = Readonly<Record<string, unknown>>;

/** What is in doubt of a dossier, and what the portal has acknowledged of it before. */
export interface DossierDoubt {
  readonly code: string;
  readonly stream: 'state' | 'journal';
  /** The state, or the steps with a comma between. */
  readonly body: string;
  /** `bodies`: all steps, or the states that a stale read may show; `statuses`: those that it may show. */
  readonly shown: { readonly bodies: readonly string[]; readonly statuses: readonly number[] } | null;
}

class ReadDossiers extends PortalReply {
  @IsOptional()
  @IsArray()
  @IsObject({ each: true })
  readonly result?: readonly ReadDossier[];
}

/** `null` where the answer is no list of dossiers. */
export function parseDossiers(text: string | null): readonly ReadDossier[] | null {
  const reply = parseAs(ReadDossiers, text);
  return reply?.error_code === PORTAL_CODES.ok ? (reply.result ?? null) : null;
}

/** Proof is only what cannot have been shown before our call. See docs/engine.md §3 */
export function compareDossier({ code, stream, body, shown }: DossierDoubt, found: readonly ReadDossier[]): Reading {
  const [own, ...doubles] = found.filter(({ MaHoSo }) => MaHoSo === code);
  if (!own) return 'ABSENT';
  if (doubles.length > 0) return 'UNCLEAR';
  const before = shown ?? { bodies: [], statuses: [] };
  return stream === 'state' ? compareState(own, body, before) : compareSteps(own, body, before.bodies);
}

function compareState(own: ReadDossier, body: string, before: NonNullable<DossierDoubt['shown']>): Reading {
  const sent = toDossier(body);
  if (!isShown(sent, own)) return 'DIFFERENT';
  const { TrangThaiHoSo: status } = own;
  const isOldStatus = isBlank(status) || before.statuses.includes(Number(status));
  const isOld = isOldStatus && before.bodies.some((old) => isShown({ ...toDossier(old), TrangThaiHoSo: status }, own));
  return isOld ? 'UNCLEAR' : 'SAME';
}

/** The portal counts steps and names the moment of the last; a step that it has twice is one. — assumed */
function compareSteps(own: ReadDossier, body: string, acknowledged: readonly string[]): Reading {
  const { SoTienDo: count, TienDoCuoi: lastMoment } = own;
  if (isBlank(count) || isBlank(lastMoment)) return 'UNCLEAR';
  const steps = JSON.parse(`[${body}]`) as ReadDossier[];
  const all = new Set([...acknowledged, ...steps.map((step) => JSON.stringify(step))]);
  const before = new Set(acknowledged).size;
  if (Number(count) === before && all.size > before) return 'DIFFERENT';
  const moments = [...all].map((step) => String(toDossier(step)['ThoiDiemXuLy']));
  const newest = moments.reduce((a, b) => (a > b ? a : b), '');
  return Number(count) === all.size && all.size > before && lastMoment === newest ? 'SAME' : 'UNCLEAR';
}

const toDossier = (body: string): ReadDossier => JSON.parse(body) as ReadDossier;

/** Every field we sent that the portal returns says the same: composed text, absent = empty, numbers as texts. */
function isShown(sent: unknown, found: unknown): boolean {
  if (isBlank(sent) || isBlank(found)) return isBlank(sent) && isBlank(found);
  if (Array.isArray(sent)) {
    return Array.isArray(found) && found.length === sent.length && sent.every((part, i) => isShown(part, found[i]));
  }
  if (typeof sent !== 'object') return typeof found !== 'object' && plain(sent) === plain(found);
  if (typeof found !== 'object' || Array.isArray(found)) return false;
  const shown = found as ReadDossier;
  return Object.entries(sent as ReadDossier).every(
    ([field, value]) => shown[field] === undefined || isShown(value, shown[field]),
  );
}

const isBlank = (value: unknown): value is null | undefined | '' | [] =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const plain = (value: unknown): string => String(value).normalize('NFC');
