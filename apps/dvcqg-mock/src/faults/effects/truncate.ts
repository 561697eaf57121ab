import type { Effect } from './effect.js';

interface Truncate {
  readonly mode: 'wire' | 'json';
  /** Of the body; its middle when it is left out. */
  readonly atByte?: number;
}

export const truncate: Effect<Truncate> = {
  about: 'Phản hồi bị cắt: giữa đường truyền, hoặc JSON cụt với độ dài khớp',
  symptom: 'wire: ERR_BAD_RESPONSE; json: 200, rồi JSON không đọc được',
  parameters: { mode: 'wire, json; mặc định wire', atByte: 'vị trí trong thân, mặc định giữa' },
  read: (read) => ({
    mode: read.oneOf('mode', ['wire', 'json'], 'wire'),
    ...(read.has('atByte') ? { atByte: read.integer('atByte', 0, 10_000_000) } : {}),
  }),
  onReply: ({ mode, atByte }, { plain }) => {
    const bytes = Buffer.from(plain.body);
    const at = Math.min(atByte ?? Math.floor(bytes.length / 2), Math.max(bytes.length - 1, 0));
    return mode === 'wire'
      ? { ...plain, errorCode: null, leaving: { kind: 'cut', atByte: at } }
      : { ...plain, errorCode: null, body: bytes.subarray(0, at) };
  },
};
