import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PlanFileTooLargeError, PlanFileTypeError, UploadBrokenError } from './plan-errors.js';

/** A plan of 50 000 rows has about 14 MB. */
const MAX_UPLOAD_BYTES = 50_000_000;
const TYPES =
  /^(text\/csv|text\/plain|application\/(octet-stream|vnd\.ms-excel|vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet))$/;
const MAX_NAME = 100;

/** A file that arrived, for as long as `use` runs. */
export interface Upload {
  readonly path: string;
  /** As the sender calls it; for messages only. */
  readonly name: string;
}

/** Streams a request's body to a private temporary file; memory does not grow with it. */
export async function withUpload<T>(request: IncomingMessage, use: (upload: Upload) => Promise<T>): Promise<T> {
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!TYPES.test(type)) throw new PlanFileTypeError(type);
  if (Number(request.headers['content-length'] ?? 0) > MAX_UPLOAD_BYTES)
    throw new PlanFileTooLargeError(MAX_UPLOAD_BYTES);
  const folder = await mkdtemp(join(tmpdir(), 'dvcqg-plan-'));
  try {
    const path = join(folder, 'plan');
    await saveBody(request, path);
    return await use({ path, name: nameOf(request.headers['x-file-name']) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The request itself is not destroyed on a fault: its socket still has to carry the answer. */
async function saveBody(request: IncomingMessage, path: string): Promise<void> {
  const counter = new SizeLimit();
  request.once('close', () => {
    if (!request.complete) counter.destroy(new UploadBrokenError());
  });
  request.once('error', (cause) => counter.destroy(new UploadBrokenError({ cause })));
  request.pipe(counter);
  await pipeline(counter, createWriteStream(path, { mode: 0o600 }));
}

class SizeLimit extends Transform {
  private sizeBytes = 0;

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.sizeBytes += chunk.length;
    if (this.sizeBytes > MAX_UPLOAD_BYTES) done(new PlanFileTooLargeError(MAX_UPLOAD_BYTES));
    else done(null, chunk);
  }
}

/** Percent-encoded UTF-8, since headers are Latin. */
function nameOf(header: string | string[] | undefined): string {
  const written = typeof header === 'string' ? header : '';
  try {
    const name = basename(decodeURIComponent(written)).normalize('NFC');
    return name.replace(/\p{C}/gu, '').slice(0, MAX_NAME) || 'plan';
  } catch {
    return 'plan';
  }
}
