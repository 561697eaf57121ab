import type { DossierItem, DossierNews } from '@dvc/domain';

const FILED_AT = Date.parse('2026-01-05T07:30:00+07:00');
const MINUTE_MS = 60_000;

/** A dossier of an invented citizen that has come to a status; the step that brought it there, where it has words. */
export function dossierNews(code: string, status: number, words: string | null = null, minute = 0): DossierNews {
  const at = new Date(FILED_AT + minute * MINUTE_MS);
  const step = { at, officer: 'Vũ Văn Tiếp', title: 'Chuyên viên', department: 'Phòng Nghiệp vụ', status };
  return {
    item: { ...ITEM, code, status, note: words ?? '' },
    step: words === null ? null : { ...step, content: words, startedAt: null, dueAt: null },
  };
}

const ITEM: DossierItem = {
  code: '',
  procedureCode: '9.900101',
  procedureName: 'Cấp giấy chứng nhận mẫu',
  fieldCode: 'G09-LD91',
  fieldName: 'Lĩnh vực mẫu',
  serviceCode: null,
  status: 1,
  agencyName: 'Sở Ví dụ',
  applicant: {
    name: 'Phạm Minh Mẫu',
    kind: 'CITIZEN',
    identityNumber: null,
    portalAccount: null,
    email: '',
    phone: '0977000102',
  },
  subject: 'Đề nghị cấp giấy chứng nhận mẫu',
  note: '',
  channel: 'COUNTER',
  isFiledAtPortal: false,
  returnedBy: 'COUNTER',
  submittedAt: new Date(FILED_AT),
  receivedAt: new Date(FILED_AT),
  dueAt: new Date('2026-02-02T17:00:00+07:00'),
  finishedAt: null,
  returnedAt: null,
  refusedAt: null,
  hasDigitisedPapers: false,
  isVerifiedByVneid: false,
  paidOnline: 'NO',
  databases: [],
  papers: [],
  fees: [],
  supplements: [],
  results: [],
};
