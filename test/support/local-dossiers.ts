import type { LocalDossier, LocalStep } from '../clients/local-dossier.js';

/** A dossier as clerks see it. */
export function localDossier(code: string, status: string, changes: Partial<LocalDossier> = {}): LocalDossier {
  return {
    code,
    procedure: '9.900101',
    title: 'Đề nghị cấp giấy chứng nhận mẫu',
    owner: 'Phạm Minh Mẫu',
    receivedAt: '20260302080500',
    dueAt: '20260309170000',
    status,
    note: 'Hồ sơ đủ thành phần',
    steps: [],
    ...changes,
  };
}

/** So many steps, an hour after the other, of one day. */
export function localSteps(count: number, from = 0): LocalStep[] {
  return Array.from({ length: count }, (_, index) => ({
    action: `Bước ${String(from + index + 1)}`,
    note: 'chuyển bước sau',
    clerk: 'Đỗ Thị Thí Dụ',
    room: 'Phòng Nghiệp vụ',
    at: `20260303${String(8 + from + index).padStart(2, '0')}0000`,
  }));
}
