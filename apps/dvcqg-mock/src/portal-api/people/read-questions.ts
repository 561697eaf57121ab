import { Injectable } from '@nestjs/common';
import type { KeptItemEntity } from '../../records/kept-item.entity.js';
import type { KeptKind } from '../../records/kept-item.js';
import type { Repositories } from '../../records/portal-records.js';
import type { JsonObject } from '../json.js';
import { ownerOf } from '../owner.js';
import { found, refused, type PortalAnswer, type PortalAnswerer } from '../portal-answer.js';
import type { PortalCall } from '../portal-call.js';
import { refuse } from '../refusals.js';

const QUESTION_KEYS = [
  'HOIDAPID',
  'MALINHVUC',
  'NOIDUNG',
  'MADONVI',
  'NOIDUNGTRALOI',
  'TRALOIID',
  'HOVATEN',
  'DIACHI',
  'THUDIENTU',
  'SODIENTHOAI',
  'MATTHCDP',
  'TRANGTHAI',
];

/** The questions of one kind that concern the caller, or all. */
async function readAll(kind: KeptKind, call: PortalCall, { kept }: Repositories): Promise<PortalAnswer> {
  const items = await kept.list(kind, ['', ownerOf(call.madonvi ?? '') ?? '']);
  return found(items.map(showQuestion));
}

/** `LayDanhSachHoiDapGuiTuDVCQG`: what citizens asked on the portal. */
@Injectable()
export class ReadQuestions implements PortalAnswerer {
  async answer(call: PortalCall, repositories: Repositories): Promise<PortalAnswer> {
    return readAll('question', call, repositories);
  }
}

/** `LayDanhSachHoiDapBoCoQuan`: what agencies have published. */
@Injectable()
export class ReadPublishedQuestions implements PortalAnswerer {
  async answer(call: PortalCall, repositories: Repositories): Promise<PortalAnswer> {
    return readAll('published-question', call, repositories);
  }
}

/** `LayNoiDungTraLoiTheoCauHoi`: one question with its answer. */
@Injectable()
export class ReadAnswer implements PortalAnswerer {
  async answer(call: PortalCall, { kept }: Repositories): Promise<PortalAnswer> {
    const id = call.parameters.scalar('cauhoiid');
    if (id === null) return refused(refuse.missingField('cauhoiid'));
    const owners = ['', ownerOf(call.madonvi ?? '') ?? ''];
    const asked = await kept.list('question', owners, [id]);
    const items = asked.length > 0 ? asked : await kept.list('published-question', owners, [id]);
    return items.length > 0 ? found(items.map(showQuestion)) : refused(refuse.recordNotFound());
  }
}

/** Every key that was seen there, blank where nothing is known; `TRANGTHAI` 0 tells readers to pass over it. */
function showQuestion({ fields }: KeptItemEntity): JsonObject {
  const kept = fields as JsonObject;
  const byName = new Map(Object.entries(kept).map(([name, value]) => [name.toUpperCase(), value]));
  return Object.fromEntries(QUESTION_KEYS.map((name) => [name, byName.get(name) ?? (name === 'TRANGTHAI' ? 1 : '')]));
}
