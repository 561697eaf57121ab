import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';

/** A file inside a zip, by the zip's own list. */
export interface ZipEntry {
  readonly name: string;
  readonly isDeflated: boolean;
  readonly packedBytes: number;
  /** Where its bytes begin. */
  readonly startsAt: number;
}

/** The zip is damaged, or not as honest writers make them. */
export class BadZipError extends Error {}

const END_RECORD = 0x06054b50;
const LISTED_FILE = 0x02014b50;
const LOCAL_FILE = 0x04034b50;
const END_RECORD_BYTES = 22;
const MAX_COMMENT_BYTES = 65_535;
const MAX_ENTRIES = 1_000;
const LOCAL_BYTES = 30;

/**
 * Lists a zip by its own list at the end.
 *
 * @throws {BadZipError} Refuse the file.
 */
export async function listZipEntries(path: string): Promise<ZipEntry[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { count, listAt, listBytes } = await findList(file, size);
    const entries: ZipEntry[] = [];
    for (const { localAt, ...listed } of parseList(await readBytes(file, listAt, listBytes), count)) {
      const local = await readBytes(file, localAt, LOCAL_BYTES);
      if (local.length < LOCAL_BYTES || local.readUInt32LE(0) !== LOCAL_FILE)
        throw new BadZipError('entry without header');
      const startsAt = localAt + LOCAL_BYTES + local.readUInt16LE(26) + local.readUInt16LE(28);
      entries.push({ ...listed, startsAt });
    }
    return entries;
  } finally {
    await file.close();
  }
}

/** The unpacked bytes of an entry, a piece at a time. */
export async function* unpack(path: string, entry: ZipEntry): AsyncGenerator<Buffer> {
  if (entry.packedBytes === 0) return;
  const packed = createReadStream(path, { start: entry.startsAt, end: entry.startsAt + entry.packedBytes - 1 });
  const pieces = entry.isDeflated ? packed.pipe(createInflateRaw()) : packed;
  packed.once('error', (error) => pieces.destroy(error));
  try {
    for await (const piece of pieces) yield piece as Buffer;
  } finally {
    packed.destroy();
  }
}

interface ListedFile extends Omit<ZipEntry, 'startsAt'> {
  readonly localAt: number;
}

async function findList(file: FileHandle, size: number): Promise<{ count: number; listAt: number; listBytes: number }> {
  const tail = await readBytes(file, Math.max(0, size - END_RECORD_BYTES - MAX_COMMENT_BYTES), size);
  for (let at = tail.length - END_RECORD_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_RECORD) continue;
    const count = tail.readUInt16LE(at + 10);
    if (count > MAX_ENTRIES) throw new BadZipError('too many entries');
    return { count, listBytes: tail.readUInt32LE(at + 12), listAt: tail.readUInt32LE(at + 16) };
  }
  throw new BadZipError('no list of entries');
}

function parseList(list: Buffer, count: number): ListedFile[] {
  const files: ListedFile[] = [];
  let at = 0;
  while (files.length < count) {
    if (at + 46 > list.length || list.readUInt32LE(at) !== LISTED_FILE) throw new BadZipError('broken list of entries');
    const nameBytes = list.readUInt16LE(at + 28);
    const method = list.readUInt16LE(at + 10);
    const isEncrypted = (list.readUInt16LE(at + 8) & 1) === 1;
    if (isEncrypted || (method !== 0 && method !== 8)) throw new BadZipError('entry cannot be unpacked');
    const name = list.subarray(at + 46, at + 46 + nameBytes).toString('utf8');
    const packedBytes = list.readUInt32LE(at + 20);
    files.push({ name, isDeflated: method === 8, packedBytes, localAt: list.readUInt32LE(at + 42) });
    at += 46 + nameBytes + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32);
  }
  return files;
}

async function readBytes(file: FileHandle, at: number, wanted: number): Promise<Buffer> {
  const { size } = await file.stat();
  const length = Math.min(wanted, Math.max(0, size - at));
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}
