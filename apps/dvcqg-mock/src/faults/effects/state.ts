import type { Effect } from './effect.js';

/** Lengths are in milliseconds, under the names they are given by. */
const LONGEST_MS = 366 * 86_400_000;

/** The portal stores what it got long after the caller gave up, over whatever is there by then. */
export const lateCommit: Effect<{ readonly after: number }> = {
  about: 'Im lặng, rồi sau một lúc vẫn ghi nhận, đè lên nội dung mới hơn',
  symptom: 'ECONNABORTED; bản ghi xuất hiện sau',
  parameters: { after: 'khoảng thời gian', ms: 'như after, mili giây' },
  read: (read) => ({ after: read.duration(read.has('ms') ? 'ms' : 'after', LONGEST_MS) }),
  instead: () => ({ kind: 'hang' }),
  later: ({ after }) => [{ kind: 'late-commit', afterMs: after }],
};

export const forget: Effect<{ readonly after: number }> = {
  about: 'Trả lời tốt, giữ, rồi sau một lúc mất; lịch sử có dòng "forgotten"',
  symptom: '200; chỉ đối soát mới thấy',
  parameters: { after: 'khoảng thời gian' },
  read: (read) => ({ after: read.duration('after', LONGEST_MS) }),
  later: ({ after }) => [{ kind: 'forget', afterMs: after }],
};

interface Duplicate {
  readonly times: number;
  /** Milliseconds. */
  readonly gap: number;
}

export const duplicateDelivery: Effect<Duplicate> = {
  about: 'Cổng xử lý cùng một cuộc gọi thêm vài lần nữa',
  symptom: '200',
  parameters: { times: 'số lần thêm, mặc định 1', gap: 'khoảng thời gian giữa hai lần, mặc định PT0S' },
  read: (read) => ({ times: read.integer('times', 1, 100, 1), gap: read.duration('gap', LONGEST_MS, 0) }),
  later: ({ times, gap }) =>
    Array.from({ length: times }, (_, index) => ({ kind: 'duplicate-delivery', afterMs: gap * (index + 1) }) as const),
};

export const staleRead: Effect<{ readonly by: number }> = {
  about: 'Đọc thấy trạng thái của một lúc trước',
  symptom: '200, nội dung cũ',
  parameters: { by: 'khoảng thời gian' },
  read: (read) => ({ by: read.duration('by', LONGEST_MS) }),
  readsBackMs: ({ by }) => by,
};
