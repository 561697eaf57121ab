import { PORTAL_CODES } from '@dvc/contracts';
import type { FaultPhase } from './effects/effect.js';
import type { FaultEffect } from './effects/effect-table.js';
import { REPLY_BODIES } from './effects/reply-bodies.js';
import type { Fault } from './fault.js';

interface MagicValue {
  readonly about: string;
  readonly phase: FaultPhase;
  readonly effect: FaultEffect;
  /** Acts on so many first attempts of a key; absent: always. */
  readonly attempts?: number;
}

const FIRST = { attempts: 1 } as const;
const MINUTE_MS = 60_000;
const page = (name: keyof typeof REPLY_BODIES): FaultEffect => ({
  type: 'reply',
  ...REPLY_BODIES[name],
  errorCode: PORTAL_CODES.internalError,
  message: '',
});
const failing = (errorCode: number, message: string): FaultEffect => ({
  type: 'item-errors',
  errorCode,
  message,
  stored: false,
  overall: 'error',
});

/** What the end of a `MaHoSo` does in a space with magic values. */
export const MAGIC_VALUES: Readonly<Record<string, MagicValue>> = {
  '-9901': {
    about: 'mất phản hồi sau khi ghi',
    phase: 'after-commit',
    effect: { type: 'connection-reset' },
    ...FIRST,
  },
  '-9902': {
    about: 'bản ghi luôn bị từ chối, mã 302',
    phase: 'within-batch',
    effect: failing(PORTAL_CODES.badFormat, 'Dữ liệu không đúng định dạng (giá trị thử -9902)'),
  },
  '-9903': {
    about: 'im lặng, ghi muộn 5 phút',
    phase: 'before-commit',
    effect: { type: 'late-commit', after: 5 * MINUTE_MS },
    ...FIRST,
  },
  '-9904': {
    about: 'mất sau 1 giờ',
    phase: 'after-commit',
    effect: { type: 'forget', after: 60 * MINUTE_MS },
    ...FIRST,
  },
  '-9905': {
    about: 'đọc thấy trạng thái 10 phút trước',
    phase: 'on-reply',
    effect: { type: 'stale-read', by: 10 * MINUTE_MS },
    ...FIRST,
  },
  '-9906': {
    about: 'HTTP 500 sau khi ghi',
    phase: 'after-commit',
    effect: { ...page('html-502'), status: 500 } as FaultEffect,
    ...FIRST,
  },
  '-9907': {
    about: 'trang bảo trì HTML với 200',
    phase: 'instead-of-handler',
    effect: page('html-maintenance'),
    ...FIRST,
  },
  '-9908': {
    about: 'JSON cụt sau khi ghi',
    phase: 'on-reply',
    effect: { type: 'truncate', mode: 'json' },
    ...FIRST,
  },
  '-9910': { about: 'im lặng trước khi ghi', phase: 'before-commit', effect: { type: 'hang' }, ...FIRST },
  '-9921': {
    about: 'bản ghi độc: luôn bị từ chối, mã 500',
    phase: 'within-batch',
    effect: failing(PORTAL_CODES.dataIncorrect, 'Dữ liệu không hợp lệ (giá trị thử -9921)'),
  },
  '-9929': {
    about: '429 với Retry-After 60, ba lần',
    phase: 'before-auth',
    effect: { type: 'throttle', status: 429, retryAfterS: 60, form: 'seconds' },
    attempts: 3,
  },
  '-9931': {
    about: 'phiên mất ngay ở cuộc gọi này',
    phase: 'before-auth',
    effect: { type: 'expire-session', scope: 'caller' },
    ...FIRST,
  },
  '-9940': {
    about: 'tên người đọc ra ở dạng NFD',
    phase: 'on-reply',
    effect: { type: 'field-corrupt', side: 'reply', field: 'ChuHoSo', kind: 'nfd' },
    ...FIRST,
  },
};

/** User names with a meaning of their own in such a space. */
export const MAGIC_USERS = {
  'magic-locked': { about: 'đăng nhập luôn bị từ chối', sessionS: null },
  'magic-short': { about: 'phiên chỉ sống 1 phút', sessionS: 60 },
} as const satisfies Record<string, { about: string; sessionS: number | null }>;

/** The value at the end of a key, and the fault it stands for; null for a key without magic. */
export function magicOf(key: string): { fault: Fault; attempts: number } | null {
  const end = key.slice(-5);
  const value = Object.hasOwn(MAGIC_VALUES, end) ? MAGIC_VALUES[end] : undefined;
  if (!value) return null;
  const { phase, effect, attempts = Infinity } = value;
  return { fault: { id: `magic${end}`, service: '*', phase, effect, schedule: { always: true } }, attempts };
}
