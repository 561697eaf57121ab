import { PORTAL_CODES } from '@dvc/contracts';
import { Injectable } from '@nestjs/common';
import type { Repositories } from '../../records/portal-records.js';
import { isJsonObject, textOf, type JsonObject } from '../json.js';
import type { PortalAnswer, PortalAnswerer } from '../portal-answer.js';
import type { PortalCall } from '../portal-call.js';
import { refuse, type Refusal } from '../refusals.js';

/** Fields without which the store does not look. */
const NEEDED = ['SoDinhDanhChuSoHuu', 'MaThuTuc'] as const;
/** Of one question; a person does not own more. */
const MOST_CODES = 1_000;
/** Nobody has said how it is made. */
const SIGNATURE = 'chu-ky-mo-phong';

/** The store of digitised results (kho kết quả số hóa): results that a person owns. It has a dialect of its own. — observed (1) */
@Injectable()
export class ReadResults implements PortalAnswerer {
  async answer({ parameters }: PortalCall, { kept }: Repositories): Promise<PortalAnswer> {
    const missing = NEEDED.find((name) => parameters.scalar(name) === null);
    if (missing) return refusedByStore(refuse.missingField(missing));
    const asked = parameters.get('DanhSachDanhMucKetQua');
    const codes = (Array.isArray(asked) ? asked : []).flatMap((item) =>
      isJsonObject(item) ? [textOf(item['MaKetQua'])] : [],
    );
    if (codes.length === 0) return refusedByStore(refuse.missingField('DanhSachDanhMucKetQua'));
    if (codes.length > MOST_CODES) return refusedByStore(refuse.batchTooLarge(codes.length, MOST_CODES));
    const person = parameters.scalar('SoDinhDanhChuSoHuu') ?? '';
    const results = (await kept.list('result', ['', person], codes)).map(({ code, fields }) => ({
      MaKetQua: code,
      ...(fields as JsonObject),
    }));
    const reply = {
      errorCode: '0',
      message: 'Thành công',
      signature: SIGNATURE,
      result: { DanhSachGiayToKetQua: results },
    };
    return { ...NOTHING_WRITTEN, code: PORTAL_CODES.ok, reply };
  }
}

/** A file of that store, as text in base64 and nothing else. */
@Injectable()
export class ReadResultFile implements PortalAnswerer {
  async answer({ parameters }: PortalCall, { kept }: Repositories): Promise<PortalAnswer> {
    const path = parameters.scalar('DuongDan');
    if (path === null) return refusedByStore(refuse.missingField('DuongDan'));
    const [file] = await kept.list('result-file', [''], [path]);
    const content = file?.fields['base64'];
    if (typeof content !== 'string') return refusedByStore(refuse.recordNotFound());
    return { ...NOTHING_WRITTEN, code: PORTAL_CODES.ok, reply: {}, text: content };
  }
}

const NOTHING_WRITTEN = { items: [], committedRows: 0, warnings: [] };

function refusedByStore({ code, message }: Refusal): PortalAnswer {
  return { ...NOTHING_WRITTEN, code, reply: { errorCode: String(code), message, signature: '' } };
}
