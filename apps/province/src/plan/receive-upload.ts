import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AppError } from '@dvc/domain';
import { UploadBrokenError } from './plan-errors.js';

const MAX_NAME = 100;

/** A file that arrived, for as long as `use` runs. */
export interface Upload {
  readonly path: string;
  /** As the sender calls it; for messages only. */
  readonly name: string;
}

/** What may be sent. */
export interface UploadRules {
  readonly maxBytes: number;
  /** Media types. */
  readonly types: RegExp;
  readonly refuseType: (given: string) => AppError;
  readonly refuseSize: (maxBytes: number) => AppError;
}

/** Streams a request's body to a private temporary file; memory does not grow with it. */
export async function withUpload<T>(
  request: IncomingMessage,
  rules: UploadRules,
  use: (upload: Upload) => Promise<T>,
): Promise<T> {
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!rules.types.test(type)) throw rules.refuseType(type);
  if (Number(request.headers['content-length'] ?? 0) > rules.maxBytes) throw rules.refuseSize(rules.maxBytes);
  const folder = await mkdtemp(join(tmpdir(), 'dvcqg-upload-'));
  try {
    const path = join(folder, 'file');
    await saveBody(request, path, rules);
    return await use({ path, name: nameOf(request.headers['x-file-name']) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The request itself is not destroyed on a fault: its socket still has to carry the answer. */
async function saveBody(request: IncomingMessage, path: string, rules: UploadRules): Promise<void> {
  const counter = new SizeLimit(rules);
  request.once('close', () => {
    if (!request.complete) counter.destroy(new UploadBrokenError());
  });
  request.once('error', (cause) => counter.destroy(new UploadBrokenError({ cause })));
  request.pipe(counter);
  await pipeline(counter, createWriteStream(path, { mode: 0o600 }));
}

class SizeLimit extends Transform {
  private sizeBytes = 0;

  constructor(private readonly rules: UploadRules) {
    super();
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.sizeBytes += chunk.length;
    const { maxBytes, refuseSize } = this.rules;
    if (this.sizeBytes > maxBytes) done(refuseSize(maxBytes));
    else done(null, chunk);
  }
}

/** Percent-encoded UTF-8, since headers are Latin. */
function nameOf(header: string | string[] | undefined): string {
  const written = typeof header === 'string' ? header : '';
  try {
    const name = basename(decodeURIComponent(written)).normalize('NFC');
    return name.replace(/\p{C}/gu, '').slice(0, MAX_NAME) || 'file';
  } catch {
    return 'file';
  }
}
