import { Inject, Injectable } from '@nestjs/common';
import { DossierReading, readEntry, showValue, vietnamDay, type Dossier, type DossierFault } from '@dvc/domain';
import { fromPortalDossier, fromPromotion } from '@dvc/mapping';
import type { InboundVerdict, Repositories } from '@dvc/persistence';
import { DossierCatalogueReader, type DossierCatalogue } from '../dossiers/dossier-catalogue.js';
import { DossierChanges } from '../dossiers/dossier-changes.js';
import type { DossierWish } from '../dossiers/dossier-wish.js';
import { accept, duplicate, refuse, textOf, type InboundMessage } from './message.js';

const PORTAL = 'Cổng Dịch vụ công quốc gia';
const BY_PORTAL = { by: PORTAL, title: '', department: '' };
/** What the portal calls a withdrawal by the applicant. */
const WITHDRAWN = '7';
const NOTE_MAX = 900;

/** Dossiers that are filed, or added to, on the portal. */
@Injectable()
export class Submissions {
  constructor(
    @Inject(DossierChanges) private readonly changes: DossierChanges,
    @Inject(DossierCatalogueReader) private readonly catalogues: DossierCatalogueReader,
  ) {}

  async take(message: InboundMessage, repositories: Repositories): Promise<InboundVerdict> {
    const { data, kind, isUpdating } = message;
    const code = showValue(textOf(data[kind === 'promotion-supplement' ? 'MaHoSoQG' : 'MaHoSo']));
    const problem = emptyField(message, code);
    if (problem !== null) return refuse(code, problem);
    const catalogue = await this.catalogues.read(repositories);
    const [stored] = await repositories.dossiers.listLocked([code]);
    if (isUpdating) {
      if (stored === undefined) return refuse(code, `${code}| masohoso not found`);
      return this.commit(toMove(message, stored.dossier, catalogue.now), catalogue, repositories);
    }
    if (stored !== undefined) return { ...duplicate(code), dossierCode: code };
    const opening = await readSubmission(message, catalogue, repositories);
    if ('refusal' in opening) return refuse(code, `${code}| ${opening.refusal}`);
    return this.commit(opening.wish, catalogue, repositories);
  }

  private async commit(
    wish: Exclude<DossierWish, { kind: 'record' }>,
    catalogue: DossierCatalogue,
    repositories: Repositories,
  ): Promise<InboundVerdict> {
    const code = wish.kind === 'open' ? wish.entry.code : wish.code;
    const word = wish.kind === 'open' ? 'create' : 'update';
    const [outcome] = await this.changes.commit([wish], catalogue, repositories);
    if (outcome?.kind !== 'refused') return { ...accept(code, `${code}| ${word} dossier success`), dossierCode: code };
    return { ...refuse(code, `${code}| ${word} dossier error: ${outcome.error.message}`), dossierCode: code };
  }
}

/** What the senders in use say of an empty field. — observed (1) */
function emptyField({ kind, data }: InboundMessage, code: string): string | null {
  if (Object.keys(data).length === 0) return 'Data empty';
  if (code === '') return 'MaHoSo empty';
  return kind === 'promotion' && textOf(data['MaSoThue']) === '' ? 'MaSoThue empty' : null;
}

/** The applicant adds papers, or wants the dossier back. */
function toMove({ data }: InboundMessage, { code, acceptedAt }: Dossier, at: Date): DossierWish & { kind: 'move' } {
  const isWithdrawn = textOf(data['TrangThaiHoSo']) === WITHDRAWN;
  const to = isWithdrawn ? 'WITHDRAWAL_REQUESTED' : acceptedAt === null ? 'NEW' : 'PROCESSING';
  const usual = isWithdrawn ? `Công dân rút hồ sơ trên ${PORTAL}` : `Công dân bổ sung hồ sơ trên ${PORTAL}`;
  const note = new DossierReading({ note: data['GhiChu'] }).text('note', NOTE_MAX);
  return { kind: 'move', code, move: { ...BY_PORTAL, to, at, content: note === '' ? usual : note } };
}

type Submission = { readonly wish: DossierWish & { kind: 'open' } } | { readonly refusal: string };

async function readSubmission(
  { kind, data }: InboundMessage,
  catalogue: DossierCatalogue,
  repositories: Repositories,
): Promise<Submission> {
  const { fields, written } = kind === 'dossier' ? fromPortalDossier(data) : fromPromotion(data);
  const procedureCode = textOf(data['MaTTHC']);
  const procedure = catalogue.procedures.get(procedureCode);
  const agencyCode = await findAgency(textOf(fields['code']), procedureCode, catalogue, repositories);
  if (procedure === undefined || agencyCode === null)
    return { refusal: `Not found serviceInfo mapping with: ${showValue(procedureCode)}` };
  const all = { summary: procedure.name.slice(0, NOTE_MAX), ...fields, procedureCode, agencyCode };
  const reading = new DossierReading(all, written);
  const entry = readEntry(reading, catalogue);
  const [fault] = reading.faults;
  if (fault !== undefined) return { refusal: refusalOf(fault, written('applicantName')) };
  const content = `Nộp hồ sơ trên ${PORTAL}`;
  const act = { ...BY_PORTAL, at: entry.submittedAt, content };
  return { wish: { kind: 'open', entry: { ...entry, isFiledAtPortal: true }, act } };
}

const refusalOf = ({ field, message, hint }: DossierFault, applicant: string): string =>
  field === applicant ? `Can't create applicant: ${message}` : `create dossier error: ${field}: ${message}. ${hint}`;

/** The agency of ours whose code begins that of the dossier, else the one that decides on the procedure today. */
async function findAgency(
  code: string,
  procedureCode: string,
  { agencies, now }: DossierCatalogue,
  repositories: Repositories,
): Promise<string | null> {
  const [prefix = ''] = code.split('-', 1);
  const own = agencies.get(prefix);
  if (own !== undefined && own.tier !== 'MINISTRY') return prefix;
  const offered = await repositories.catalogue.listOffered(vietnamDay(now));
  return offered.find((each) => each.code === procedureCode)?.agencyCodes[0] ?? null;
}
