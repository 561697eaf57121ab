import { PORTAL_CODES } from '@dvc/contracts';
import { Injectable } from '@nestjs/common';
import { ownerOf } from '../portal-api/owner.js';
import { refused, type PortalAnswer, type PortalAnswerer } from '../portal-api/portal-answer.js';
import type { PortalCall, SentFile } from '../portal-api/portal-call.js';
import { refuse, type Refusal } from '../portal-api/refusals.js';
import type { Repositories } from '../records/portal-records.js';

const MOST_FILES = 20;
const KIB = 1_024;

/** `UploadFile`: papers of a dossier that is yet to come. Name and digest are kept, and the bytes of small ones. */
@Injectable()
export class TakeFiles implements PortalAnswerer {
  async answer({ files, madonvi, space }: PortalCall, { files: store }: Repositories): Promise<PortalAnswer> {
    const refusal = check(files, space.switches.values['newRest.fileMaxKiB']);
    if (refusal) return refused(refusal);
    const owner = ownerOf(madonvi ?? '') ?? '';
    const named = (files ?? []).map(async (file) => ({ ...file, id: await space.ids.nextToken('file'), owner }));
    const taken = await Promise.all(named);
    await store.add(taken, space.clock.now());
    const data = taken.map(({ id, sha256 }) => ({ response: { data: [{ IdTepTin: id, HashTepTin: sha256 }] } }));
    return {
      code: PORTAL_CODES.ok,
      reply: { error_code: PORTAL_CODES.ok, data },
      items: taken.map(({ id }) => ({ key: id, code: PORTAL_CODES.ok })),
      committedRows: taken.length,
      warnings: [],
    };
  }
}

function check(files: readonly SentFile[] | null, mostKiB: number): Refusal | null {
  if (files === null) return refuse.badFormat('nội dung', 'multipart/form-data');
  if (files.length === 0) return refuse.missingField('files');
  if (files.length > MOST_FILES) return refuse.batchTooLarge(files.length, MOST_FILES);
  if (files.some(({ bytes }) => bytes.length === 0)) return refuse.incorrect('tệp rỗng');
  const isLarge = files.some(({ bytes }) => bytes.length > mostKiB * KIB);
  return isLarge ? refuse.incorrect(`tệp lớn hơn ${String(mostKiB)} KiB`) : null;
}
