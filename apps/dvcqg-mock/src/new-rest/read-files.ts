import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { SentFile } from '../portal-api/portal-call.js';

/** One more than may come, so that too many are seen to be too many. */
const MOST_READ = 21;
const LONGEST_NAME = 255;
/** The part that carries files. */
const PART = 'files';

/** The files of a multipart body; null when it is none, or is broken. Parts of other names are passed over. */
export async function readFiles(bytes: Buffer, contentType: string): Promise<SentFile[] | null> {
  if (!/^multipart\/form-data\b/i.test(contentType)) return null;
  try {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
    const parts = form.getAll(PART).filter((part) => typeof part !== 'string');
    return await Promise.all(parts.slice(0, MOST_READ).map(toSentFile));
  } catch {
    return null;
  }
}

/** The content type as it was sent; the server's own view of it is set to bytes for every call. */
export function sentContentType({ rawHeaders }: IncomingMessage): string {
  const place = rawHeaders.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === 'content-type');
  return place < 0 ? '' : (rawHeaders[place + 1] ?? '');
}

async function toSentFile(file: File): Promise<SentFile> {
  const bytes = Buffer.from(await file.arrayBuffer());
  return {
    name: Array.from(file.name).slice(0, LONGEST_NAME).join(''),
    mediaType: file.type.slice(0, LONGEST_NAME),
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}
