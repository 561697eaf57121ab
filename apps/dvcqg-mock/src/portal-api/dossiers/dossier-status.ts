import type { SwitchValues } from '../../switches/switch-table.js';
import { refuse, type Refusal } from '../refusals.js';

/** `TrangThaiHoSo` and `TrangThai`. — observed (3) */
export const DOSSIER_STATUSES: Readonly<Record<string, string>> = {
  '1': 'Mới đăng ký',
  '2': 'Được tiếp nhận',
  '3': 'Không được tiếp nhận',
  '4': 'Đang xử lý',
  '5': 'Yêu cầu bổ sung giấy tờ',
  '6': 'Yêu cầu thực hiện nghĩa vụ tài chính',
  '7': 'Công dân yêu cầu rút hồ sơ',
  '8': 'Dừng xử lý',
  '9': 'Đã xử lý xong',
  '10': 'Đã trả kết quả',
};
/** Sent by some systems, on no list. */
export const NON_STANDARD_STATUSES: readonly string[] = ['0', '11'];

type Basis = 'observed' | 'derived';
interface Transition {
  readonly from: string;
  readonly to: string;
  readonly basis: Basis;
}

const ways = (from: string, basis: Basis, ...targets: string[]): Transition[] =>
  targets.map((to) => ({ from, to, basis }));

/**
 * Ways from status to status that one-stop systems offer; `derived` follows from what a status means.
 * The first synchronisation of a dossier is no transition: it may come late, in any status. — assumed
 */
export const DOSSIER_TRANSITIONS: readonly Transition[] = [
  ...ways('1', 'observed', '2', '3', '5', '7'),
  ...ways('2', 'observed', '4', '5', '7', '9'),
  ...ways('2', 'derived', '6', '8'),
  ...ways('4', 'observed', '5', '7', '9', '2'),
  ...ways('4', 'derived', '6', '8'),
  ...ways('5', 'observed', '1', '2', '4', '3', '7'),
  ...ways('6', 'observed', '2', '4'),
  ...ways('6', 'derived', '7', '8'),
  ...ways('7', 'observed', '8'),
  ...ways('7', 'derived', '4'),
  ...ways('8', 'observed', '2', '4'),
  ...ways('8', 'derived', '10'),
  ...ways('9', 'observed', '10', '4'),
  ...ways('10', 'observed', '9'),
];
const ALLOWED = new Set(DOSSIER_TRANSITIONS.map(({ from, to }) => `${from}>${to}`));

/** A status is on the list, or is one of the two that may be let through. */
export function checkStatus(name: string, status: string, switches: SwitchValues): Refusal | null {
  if (Object.hasOwn(DOSSIER_STATUSES, status)) return null;
  const isLetThrough = NON_STANDARD_STATUSES.includes(status) && switches['status.nonStandard'] === 'warn';
  return isLetThrough ? null : refuse.badEnum(name, status);
}

export function warnOfStatus(status: string): string[] {
  return NON_STANDARD_STATUSES.includes(status) ? [`trạng thái ${status} không thuộc danh mục`] : [];
}

export function isKnownTransition(from: string, to: string): boolean {
  return from === to || ALLOWED.has(`${from}>${to}`);
}

export function checkTransition(from: string, to: string, switches: SwitchValues): Refusal | null {
  if (switches['status.transitions'] !== 'reject' || isKnownTransition(from, to)) return null;
  return refuse.illegalTransition(from, to);
}

export function warnOfTransition(from: string, to: string, switches: SwitchValues): string[] {
  if (switches['status.transitions'] !== 'warn' || isKnownTransition(from, to)) return [];
  return [`chuyển trạng thái từ ${from} sang ${to} ngoài bảng`];
}
