import type { Answer } from './province-rig.js';

/** A request that is taken in at the counter. */
export const OPENING = {
  procedureCode: '9.000001',
  agencyCode: 'H60.15',
  channel: 'COUNTER',
  applicantKind: 'CITIZEN',
  applicantName: 'Phạm Minh Mẫu',
  summary: 'Đề nghị cấp chứng chỉ mẫu',
  submittedAt: '2023-03-06T08:00:00+07:00',
  by: 'Đỗ Thị Thí Dụ',
};
/** What a clerk says with a step. */
export const ACT = { by: 'Đỗ Thị Thí Dụ', title: 'Chuyên viên', content: 'Bản sao giấy phép' };

/** `422 | DOSSIER_REFUSED | channel NOT_ON_LIST`. */
export const faultsOf = ({ status, body }: Answer): string =>
  [
    status,
    body['code'],
    ...((body['faults'] ?? []) as { field: string; reason: string }[]).map(({ field, reason }) => `${field} ${reason}`),
  ].join(' | ');
