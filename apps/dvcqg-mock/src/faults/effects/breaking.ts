import type { Effect, NoParameters } from './effect.js';
import { stopBefore } from './batch-plan.js';

const none = (): NoParameters => ({});

const KEPT = ['committed', 'rolled-back'] as const;

interface Reset {
  readonly afterBytes?: number;
  readonly afterItems?: number;
  readonly keep?: (typeof KEPT)[number];
}

/** RST instead of a reply, in the middle of one, or in the middle of the items. */
export const connectionReset: Effect<Reset> = {
  about: 'Kết nối bị ngắt bằng RST, cũng có thể giữa thân phản hồi hoặc giữa các bản ghi',
  symptom: 'ECONNRESET',
  parameters: {
    afterBytes: 'số byte của thân; chỉ ở on-reply',
    afterItems: 'số bản ghi; chỉ ở within-batch',
    keep: 'committed, rolled-back; chỉ ở within-batch',
  },
  read: (read, phase) => {
    const isOnReply = phase === 'on-reply';
    const isWithin = phase === 'within-batch';
    if (!isOnReply && read.has('afterBytes')) read.problem('afterBytes', 'chỉ ở pha on-reply');
    if (!isWithin && read.has('afterItems')) read.problem('afterItems', 'chỉ ở pha within-batch');
    if (!isWithin && read.has('keep')) read.problem('keep', 'chỉ ở pha within-batch');
    return {
      ...(read.has('afterBytes') ? { afterBytes: read.integer('afterBytes', 0, 10_000_000) } : {}),
      ...(read.has('afterItems') ? { afterItems: read.integer('afterItems', 0, 100_000) } : {}),
      ...(read.has('keep') ? { keep: read.oneOf('keep', KEPT) } : {}),
    };
  },
  instead: () => ({ kind: 'connection-reset' }),
  within: ({ afterItems, keep = 'committed' }, plan, { indices }) =>
    stopBefore(plan, afterItems ?? indices[0] ?? 0, `reset-${keep}`),
  onReply: ({ afterBytes }, { plain }) =>
    afterBytes === undefined
      ? { kind: 'connection-reset' }
      : { ...plain, errorCode: null, leaving: { kind: 'reset', atByte: afterBytes } },
};

export const emptyReply: Effect<NoParameters> = {
  about: 'Kết nối đóng bình thường mà không có phản hồi',
  symptom: 'ECONNRESET (socket hang up)',
  parameters: {},
  read: none,
  instead: () => ({ kind: 'empty-reply' }),
};

export const hang: Effect<NoParameters> = {
  about: 'Im lặng cho tới khi bên gọi bỏ cuộc',
  symptom: 'ECONNABORTED',
  parameters: {},
  read: none,
  instead: () => ({ kind: 'hang' }),
};

const OPENING = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28]);

/** Bytes of another protocol: they begin like an alert of TLS. */
export const garbage: Effect<{ readonly bytes: number }> = {
  about: 'Những byte không phải HTTP',
  symptom: 'HPE_INVALID_CONSTANT',
  parameters: { bytes: 'số byte, mặc định 64' },
  read: (read) => ({ bytes: read.integer('bytes', 1, 1_000_000, 64) }),
  instead: (parameters) => ({ kind: 'raw', bytes: garbageOf(parameters.bytes) }),
  onReply: (parameters) => ({ kind: 'raw', bytes: garbageOf(parameters.bytes) }),
};

function garbageOf(sizeBytes: number): Buffer {
  return Buffer.alloc(sizeBytes, OPENING);
}

const BAD_CHUNK = [
  'HTTP/1.1 200 OK',
  'X-Sim: DVCQG-MOCK',
  'Content-Type: application/json; charset=utf-8',
  'Transfer-Encoding: chunked',
  '',
  'khong-phai-so',
  '{"error_code":',
].join('\r\n');

export const malformedChunk: Effect<NoParameters> = {
  about: 'Phản hồi chunked với độ dài khúc không phải số',
  symptom: 'HPE_INVALID_CHUNK_SIZE',
  parameters: {},
  read: none,
  onReply: () => ({ kind: 'raw', bytes: Buffer.from(BAD_CHUNK) }),
};

/** At the listener only: there is no call yet. */
export const down: Effect<{ readonly kind: 'refuse' | 'blackhole' | 'reset' }> = {
  about: 'Cổng không nhận kết nối: từ chối, nuốt, hoặc ngắt ngay khi nối',
  symptom: 'refuse: ECONNREFUSED; blackhole: ECONNABORTED; reset: ECONNRESET',
  parameters: { kind: 'refuse, blackhole, reset; refuse chỉ đi với always hoặc window' },
  read: (read) => ({ kind: read.oneOf('kind', ['refuse', 'blackhole', 'reset'], 'refuse') }),
};
