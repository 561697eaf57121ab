import { normalQuantile } from './normal-quantile.js';
import type { Effect } from './effect.js';

const LONGEST_MS = 86_400_000;

/** Lengths in milliseconds, under the names they are given by. */
type Delay =
  | { readonly fixed: number }
  | { readonly uniform: { readonly min: number; readonly max: number } }
  | { readonly lognormal: { readonly median: number; readonly sigma: number; readonly max: number } };

export const delay: Effect<Delay> = {
  about: 'Chậm: một khoảng cố định, đều trong một khoảng, hoặc phân phối lognormal',
  symptom: '200, hoặc ECONNABORTED khi bên gọi chờ ngắn hơn',
  parameters: {
    fixed: 'khoảng thời gian',
    ms: 'như fixed, mili giây',
    uniform: '{min, max}',
    lognormal: '{median, sigma, max}',
  },
  read: (read) => {
    if (read.has('uniform')) {
      const inner = read.inner('uniform');
      const min = inner.duration('min', LONGEST_MS);
      return { uniform: { min, max: Math.max(min, inner.duration('max', LONGEST_MS)) } };
    }
    if (read.has('lognormal')) {
      const inner = read.inner('lognormal');
      return {
        lognormal: {
          median: inner.duration('median', LONGEST_MS),
          sigma: inner.number('sigma', 0, 10),
          max: inner.duration('max', LONGEST_MS),
        },
      };
    }
    return { fixed: read.duration(read.has('ms') ? 'ms' : 'fixed', LONGEST_MS) };
  },
  before: (length, { size }, { sleep }) => sleep(delayMs(length, size)),
  onReply: (length, { plain }, { size }) => ({ ...plain, delayMs: delayMs(length, size) }),
};

/** The length that a draw gives. */
export function delayMs(length: Delay, size: number): number {
  if ('fixed' in length) return length.fixed;
  if ('uniform' in length) {
    const { min, max } = length.uniform;
    return Math.round(min + (max - min) * size);
  }
  const { median, sigma, max } = length.lognormal;
  return Math.round(Math.min(max, median * Math.exp(sigma * normalQuantile(size))));
}

interface Dribble {
  /** Bytes. */
  readonly chunk: number;
  /** Milliseconds. */
  readonly every: number;
}

export const dribble: Effect<Dribble> = {
  about: 'Thân phản hồi nhỏ giọt: từng khúc, cách nhau đều',
  symptom: '200, muộn; chờ-rỗi của axios không bao giờ hết, chỉ hạn tổng thì có',
  parameters: { chunk: 'số byte, mặc định 1', every: 'khoảng thời gian, mặc định PT1S' },
  read: (read) => ({
    chunk: read.integer('chunk', 1, 1_000_000, 1),
    every: read.duration('every', LONGEST_MS, 1_000),
  }),
  onReply: ({ chunk, every }, { plain }) => ({
    ...plain,
    leaving: { kind: 'dribble', chunkBytes: chunk, everyMs: every },
  }),
};
