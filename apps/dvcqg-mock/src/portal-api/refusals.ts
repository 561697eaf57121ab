import { PORTAL_CODES } from '@dvc/contracts';
import { textOf, type Json } from './json.js';

/** Why the portal will not: a numeric code and a sentence for people. See docs/protocol.md §4. */
export interface Refusal {
  readonly code: number;
  readonly message: string;
}

const LONGEST_QUOTE = 100;

/**
 * A value of the caller inside a message of ours. Clients in use search replies for the two marks of success,
 * so a failure may not repeat them, not even as a quotation.
 */
export function quoted(value: Json | undefined): string {
  const text = textOf(value);
  const short = Array.from(text.slice(0, 2 * LONGEST_QUOTE))
    .slice(0, LONGEST_QUOTE)
    .join('')
    .normalize('NFC');
  const marks = /thành công|đã tồn tại/;
  return marks.test(short.toLowerCase()) ? '…' : short;
}

const refusal = (code: number, message: string): Refusal => ({ code, message });

export const refuse = {
  duplicateService: (code: string): Refusal => refusal(PORTAL_CODES.duplicate, `Dịch vụ công ${code} đã tồn tại`),
  loginFailed: (): Refusal => refusal(PORTAL_CODES.loginFailed, 'Sai tên đăng nhập hoặc mật khẩu'),
  sessionExpired: (): Refusal =>
    refusal(PORTAL_CODES.sessionExpired, 'Phiên làm việc đã hết hạn, vui lòng đăng nhập lại'),
  sessionInvalid: (): Refusal => refusal(PORTAL_CODES.sessionInvalid, 'Phiên làm việc không hợp lệ'),
  dstcodeInvalid: (): Refusal => refusal(PORTAL_CODES.dstcodeInvalid, 'Mã hệ thống đích (dstcode) không hợp lệ'),
  agencyInvalid: (code: Json | undefined): Refusal =>
    refusal(PORTAL_CODES.agencyInvalid, `Mã đơn vị ${quoted(code)} không hợp lệ`),
  forbidden: (): Refusal => refusal(PORTAL_CODES.forbidden, 'Đơn vị không có quyền thực hiện yêu cầu này'),
  unknownService: (name: Json | undefined): Refusal =>
    refusal(PORTAL_CODES.unknownService, `Dịch vụ ${quoted(name)} không được hỗ trợ`),
  missingField: (field: string): Refusal => refusal(PORTAL_CODES.missingField, `Thiếu trường bắt buộc: ${field}`),
  procedureNotFound: (code: Json | undefined): Refusal =>
    refusal(PORTAL_CODES.procedureNotFound, `Không tìm thấy thủ tục hành chính ${quoted(code)}`),
  serviceNotFound: (code: Json | undefined): Refusal =>
    refusal(PORTAL_CODES.serviceNotFound, `Không tìm thấy dịch vụ công ${quoted(code)}`),
  agencyNotFound: (code: Json | undefined): Refusal =>
    refusal(PORTAL_CODES.agencyNotFound, `Không tìm thấy cơ quan ${quoted(code)}`),
  fieldNotFound: (code: Json | undefined): Refusal =>
    refusal(PORTAL_CODES.fieldNotFound, `Không tìm thấy lĩnh vực ${quoted(code)}`),
  serviceState: (): Refusal => refusal(PORTAL_CODES.serviceState, 'Trạng thái dịch vụ công không phù hợp với yêu cầu'),
  badJson: (): Refusal => refusal(PORTAL_CODES.badJson, 'Nội dung yêu cầu không phải JSON hợp lệ'),
  badFormat: (field: string, format: string): Refusal =>
    refusal(PORTAL_CODES.badFormat, `Trường ${quoted(field)} không đúng định dạng ${format}`),
  tooLong: (field: string, max: number): Refusal =>
    refusal(PORTAL_CODES.tooLong, `Trường ${field} vượt quá ${String(max)} ký tự`),
  badEnum: (field: string, value: Json | undefined): Refusal =>
    refusal(PORTAL_CODES.badEnum, `Giá trị ${quoted(value)} của trường ${field} không thuộc danh mục`),
  batchTooLarge: (count: number, max: number): Refusal =>
    refusal(PORTAL_CODES.batchTooLarge, `Số bản ghi ${String(count)} vượt quá giới hạn ${String(max)}`),
  batchEmpty: (): Refusal => refusal(PORTAL_CODES.batchEmpty, 'Danh sách dữ liệu rỗng'),
  itemFailure: (bad: number, all: number): Refusal =>
    refusal(PORTAL_CODES.itemFailure, `Có ${String(bad)}/${String(all)} bản ghi không hợp lệ`),
  incorrect: (reason: string): Refusal => refusal(PORTAL_CODES.dataIncorrect, `Dữ liệu không hợp lệ: ${reason}`),
  internalError: (): Refusal => refusal(PORTAL_CODES.internalError, 'Lỗi hệ thống, vui lòng thử lại sau'),
};
