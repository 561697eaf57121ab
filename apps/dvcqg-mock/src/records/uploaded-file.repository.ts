import { In, type EntityManager } from 'typeorm';
import { UploadedFileEntity } from './uploaded-file.entity.js';

/** Longer files are kept as name and digest only. */
const LONGEST_KEPT_BYTES = 256 * 1024;
/** So much of files is kept for one space. */
const MOST_KEPT_BYTES = 32 * 1024 * 1024;

export interface UploadedFile {
  readonly id: string;
  readonly owner: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly bytes: Buffer;
}

/** Uploaded files: in the database and nowhere else. */
export class UploadedFileRepository {
  constructor(
    private readonly db: EntityManager,
    private readonly space: string,
  ) {}

  /** Bytes are kept while there is room; the rest of a file always is. */
  async add(files: readonly UploadedFile[], now: Date): Promise<void> {
    const rows = files.map(({ bytes, ...file }) => ({
      ...file,
      sizeBytes: bytes.length,
      content: bytes.length > LONGEST_KEPT_BYTES ? null : bytes.toString('base64'),
    }));
    await this.db.query(
      `WITH kept AS (
         SELECT coalesce(sum(size_bytes), 0) AS bytes FROM uploaded_file WHERE space = $2 AND content IS NOT NULL)
       INSERT INTO uploaded_file (space, id, owner, name, media_type, size_bytes, sha256, content, stored_at)
       SELECT $2, id, owner, name, "mediaType", "sizeBytes", sha256,
         CASE WHEN kept.bytes + sum("sizeBytes") OVER () <= $4 THEN decode(content, 'base64') END, $3
       FROM kept, jsonb_to_recordset($1::jsonb) AS item(
         id text, owner text, name text, "mediaType" text, "sizeBytes" integer, sha256 text, content text)`,
      [JSON.stringify(rows), this.space, now, MOST_KEPT_BYTES],
    );
  }

  /** SHA-256 of those of these files that the owner sent. */
  async digestsOf(ids: readonly string[], owner: string): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const found = await this.db.find(UploadedFileEntity, {
      select: { id: true, sha256: true },
      where: { space: this.space, owner, id: In([...new Set(ids)]) },
    });
    return new Map(found.map(({ id, sha256 }) => [id, sha256]));
  }

  /** For the control API: files after `from`, by id, without their bytes. */
  async page(from: string, limit: number): Promise<{ file: UploadedFileEntity; isKept: boolean }[]> {
    const { entities, raw } = await this.db
      .createQueryBuilder(UploadedFileEntity, 'file')
      .addSelect('file.content IS NOT NULL', 'is_kept')
      .where('file.space = :space AND file.id > :from', { space: this.space, from })
      .orderBy('file.id')
      .limit(limit)
      .getRawAndEntities<{ is_kept: boolean }>();
    return entities.map((file, index) => ({ file, isKept: raw[index]?.is_kept === true }));
  }

  /** The bytes of one file; null where they were not kept, or there is no such file. */
  async contentOf(id: string): Promise<Buffer | null> {
    const found = await this.db.findOne(UploadedFileEntity, {
      select: { id: true, content: true },
      where: { space: this.space, id },
    });
    return found?.content ?? null;
  }
}
