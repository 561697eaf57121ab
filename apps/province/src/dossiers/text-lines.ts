import type { Readable } from 'node:stream';

/** One line of a text file, counted from 1; `null` where it is too long or not UTF-8. */
export interface TextLine {
  readonly line: number;
  readonly text: string | null;
}

/** Longest line that is read (bytes). */
const MAX_LINE_BYTES = 100_000;
const LINE_FEED = 0x0a;

/** Lines as they stream by. A line without an end does not grow in memory. */
export async function* readLines(source: Readable): AsyncGenerator<TextLine> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  let pieces: Buffer[] = [];
  let sizeBytes = 0;
  const take = (piece: Buffer): void => {
    sizeBytes += piece.length;
    if (sizeBytes <= MAX_LINE_BYTES) pieces.push(piece);
  };
  const finish = (): TextLine => {
    const text = sizeBytes > MAX_LINE_BYTES ? null : decode(decoder, Buffer.concat(pieces));
    pieces = [];
    sizeBytes = 0;
    return { line: line++, text };
  };
  for await (const chunk of source) {
    let rest = chunk as Buffer;
    for (let end = rest.indexOf(LINE_FEED); end >= 0; end = rest.indexOf(LINE_FEED)) {
      take(rest.subarray(0, end));
      yield finish();
      rest = rest.subarray(end + 1);
    }
    take(rest);
  }
  if (sizeBytes > 0) yield finish();
}

function decode(decoder: TextDecoder, bytes: Buffer): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}
