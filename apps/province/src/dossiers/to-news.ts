import {
  statusNumber,
  type Dossier,
  type DossierItem,
  type DossierNews,
  type ProgressEntry,
  type ResultHandover,
} from '@dvc/domain';
import type { DossierCatalogue } from './dossier-catalogue.js';

/** What the portal is told of a dossier as it stands now, with the names it does not carry itself. */
export function toNews(
  dossier: Dossier,
  step: ProgressEntry | null,
  { agencies, procedures, serviceCodes }: DossierCatalogue,
): DossierNews {
  const { status, procedureCode, agencyCode, applicant, acceptedAt, summary, fees, result } = dossier;
  const procedure = procedures.get(procedureCode);
  const item: DossierItem = {
    ...datesOf(dossier),
    code: dossier.code,
    procedureCode,
    procedureName: procedure?.name ?? '',
    fieldCode: procedure?.fieldCode ?? null,
    fieldName: procedure?.fieldName ?? '',
    serviceCode: serviceCodes.get(procedureCode) ?? null,
    status: statusNumber(status),
    agencyName: agencies.get(agencyCode)?.name ?? '',
    applicant: { ...applicant, identityNumber: applicant.identityNumber || null, portalAccount: null },
    subject: summary,
    note: '',
    channel: dossier.channel,
    isFiledAtPortal: dossier.isFiledAtPortal,
    returnedBy: result?.way === 'POST' ? 'POST' : 'COUNTER',
    receivedAt: acceptedAt,
    hasDigitisedPapers: false,
    isVerifiedByVneid: false,
    paidOnline: fees.some(({ paidBy }) => paidBy === 'ONLINE') ? 'AT_PROVINCE' : 'NO',
    databases: [],
    papers: [],
    fees: fees.map(({ name, code, due, amount }) => ({ name, code, amount, taken: TAKEN[due] })),
    supplements: supplementsOf(dossier),
    results: result === null ? [] : resultsOf(result),
  };
  return { item, step: step && stepOf(step, dossier.dueAt) };
}

const TAKEN = { INTAKE: 'AT_INTAKE', SUPPLEMENT: 'AT_SUPPLEMENT', RETURN: 'AT_RETURN' } as const;

type Dates = Pick<DossierItem, 'submittedAt' | 'dueAt' | 'finishedAt' | 'returnedAt' | 'refusedAt'>;

const datesOf = ({ submittedAt, dueAt, finishedAt, returnedAt, refusedAt }: Dossier): Dates => ({
  submittedAt,
  dueAt,
  finishedAt,
  returnedAt,
  refusedAt,
});

const supplementsOf = ({ supplements }: Dossier): DossierItem['supplements'] =>
  supplements.map(({ content, askedBy, askedAt, answeredAt, dueBefore, dueAfter }, index) => ({
    id: index + 1,
    content,
    askedBy,
    askedAt,
    receivedBy: '',
    receivedAt: answeredAt,
    dueBefore,
    dueAfter,
  }));

/** The portal counts an electronic result by its address; a hand-over without a paper is none. */
function resultsOf({ paperName, paperCode, fileUrl }: ResultHandover): DossierItem['results'] {
  if (paperName === '' && fileUrl === '') return [];
  return [{ id: '', name: paperName, componentCode: '', url: fileUrl, resultCode: paperCode }];
}

const stepOf = (
  { at, by, title, department, content, status }: ProgressEntry,
  dueAt: Date | null,
): DossierNews['step'] => ({
  at,
  officer: by,
  title,
  department,
  content,
  status: statusNumber(status),
  startedAt: null,
  dueAt,
});
