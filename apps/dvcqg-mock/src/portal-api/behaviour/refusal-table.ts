import { PORTAL_CODES } from '@dvc/contracts';
import type { SwitchName } from '../../switches/switch-table.js';
import type { Label } from './label.js';

interface RefusalEntry {
  readonly code: number;
  /** `{name}` stands for what is put in. */
  readonly message: string;
  readonly label: Label;
  readonly switch?: SwitchName;
}

const assumed = (code: number, message: string): RefusalEntry => ({ code, message, label: 'assumed' });
const duplicate = (message: string, label: Label): RefusalEntry => ({
  ...assumed(PORTAL_CODES.duplicate, message),
  label,
  switch: 'duplicate.code',
});

/** Everything the portal says when it will not. Of the duplicate, its code and the words "đã tồn tại" are evidenced. */
export const REFUSALS = {
  duplicateDossier: duplicate('Hồ sơ {key} đã tồn tại', 'observed (1)'),
  duplicateService: duplicate('Dịch vụ công {key} đã tồn tại', 'assumed'),
  loginFailed: assumed(PORTAL_CODES.loginFailed, 'Sai tên đăng nhập hoặc mật khẩu'),
  addressDisallowed: {
    ...assumed(PORTAL_CODES.addressDisallowed, 'Địa chỉ IP không được phép kết nối'),
    switch: 'ip.allowList',
  },
  sessionExpired: assumed(PORTAL_CODES.sessionExpired, 'Phiên làm việc đã hết hạn, vui lòng đăng nhập lại'),
  sessionInvalid: assumed(PORTAL_CODES.sessionInvalid, 'Phiên làm việc không hợp lệ'),
  dstcodeInvalid: assumed(PORTAL_CODES.dstcodeInvalid, 'Mã hệ thống đích (dstcode) không hợp lệ'),
  agencyInvalid: assumed(PORTAL_CODES.agencyInvalid, 'Mã đơn vị {key} không hợp lệ'),
  forbidden: assumed(PORTAL_CODES.forbidden, 'Đơn vị không có quyền thực hiện yêu cầu này'),
  unknownService: assumed(PORTAL_CODES.unknownService, 'Dịch vụ {key} không được hỗ trợ'),
  missingField: assumed(PORTAL_CODES.missingField, 'Thiếu trường bắt buộc: {field}'),
  dossierNotFound: assumed(PORTAL_CODES.dossierNotFound, 'Không tìm thấy hồ sơ {key}'),
  procedureNotFound: assumed(PORTAL_CODES.procedureNotFound, 'Không tìm thấy thủ tục hành chính {key}'),
  serviceNotFound: assumed(PORTAL_CODES.serviceNotFound, 'Không tìm thấy dịch vụ công {key}'),
  recordNotFound: assumed(PORTAL_CODES.recordNotFound, 'Không tìm thấy dữ liệu'),
  agencyNotFound: assumed(PORTAL_CODES.agencyNotFound, 'Không tìm thấy cơ quan {key}'),
  fieldNotFound: assumed(PORTAL_CODES.fieldNotFound, 'Không tìm thấy lĩnh vực {key}'),
  illegalTransition: assumed(PORTAL_CODES.illegalTransition, 'Không được chuyển trạng thái hồ sơ từ {from} sang {to}'),
  serviceState: assumed(PORTAL_CODES.serviceState, 'Trạng thái dịch vụ công không phù hợp với yêu cầu'),
  badJson: assumed(PORTAL_CODES.badJson, 'Nội dung yêu cầu không phải JSON hợp lệ'),
  badFormat: assumed(PORTAL_CODES.badFormat, 'Trường {field} không đúng định dạng {format}'),
  tooLong: assumed(PORTAL_CODES.tooLong, 'Trường {field} vượt quá {max} ký tự'),
  badEnum: assumed(PORTAL_CODES.badEnum, 'Giá trị {value} của trường {field} không thuộc danh mục'),
  batchTooLarge: assumed(PORTAL_CODES.batchTooLarge, 'Số bản ghi {count} vượt quá giới hạn {max}'),
  batchEmpty: assumed(PORTAL_CODES.batchEmpty, 'Danh sách dữ liệu rỗng'),
  itemFailure: assumed(PORTAL_CODES.itemFailure, 'Có {bad}/{all} bản ghi không hợp lệ'),
  rateLimited: assumed(PORTAL_CODES.rateLimited, 'Vượt quá số lần gọi cho phép, vui lòng thử lại sau {seconds} giây'),
  incorrect: assumed(PORTAL_CODES.dataIncorrect, 'Dữ liệu không hợp lệ: {reason}'),
  maintenance: {
    ...assumed(PORTAL_CODES.maintenance, 'Hệ thống đang bảo trì, vui lòng thử lại sau'),
    switch: 'maintenance',
  },
  internalError: assumed(PORTAL_CODES.internalError, 'Lỗi hệ thống, vui lòng thử lại sau'),
} as const satisfies Record<string, RefusalEntry>;

export type RefusalName = keyof typeof REFUSALS;

/** The sentence of a refusal with its blanks filled in. */
export function wordRefusal(name: RefusalName, blanks: Readonly<Record<string, string | number>> = {}): string {
  return REFUSALS[name].message.replace(/\{(\w+)\}/g, (_all, blank: string) => String(blanks[blank] ?? ''));
}
