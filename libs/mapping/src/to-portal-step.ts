import { PORTAL_STATUS_RANGE, PORTAL_TEXT_LIMITS, type PortalStep } from '@dvc/contracts';
import type { DossierStep } from '@dvc/domain';
import { cut, freeze, toPortalTime } from './portal-text.js';

/** A step in the portal's words, frozen; or why it cannot be put into them. */
export function toPortalStep(
  dossierCode: string,
  step: DossierStep,
): { readonly body: string | null; readonly fault: string | null } {
  const { first, last } = PORTAL_STATUS_RANGE;
  if (!Number.isInteger(step.status) || step.status < first || step.status > last) {
    return { body: null, fault: `Trạng thái ${String(step.status)} chưa có mã của Cổng` };
  }
  return { body: freeze(itemOf(dossierCode, step)), fault: null };
}

/** A step without words makes the whole call fail, so there are always some. — observed (1) */
const itemOf = (dossierCode: string, step: DossierStep): PortalStep => ({
  MaHoSo: dossierCode,
  NguoiXuLy: cut(step.officer, PORTAL_TEXT_LIMITS.officer) || 'Chuyên viên',
  ChucDanh: step.title,
  ThoiDiemXuLy: toPortalTime(step.at),
  PhongBanXuLy: step.department,
  NoiDungXuLy: step.content.trim() || 'Cập nhật trạng thái hồ sơ',
  TrangThai: String(step.status),
  NgayBatDau: toPortalTime(step.startedAt),
  NgayKetThucTheoQuyDinh: toPortalTime(step.dueAt),
});
