import { NotFoundException, UnprocessableEntityException } from '@nestjs/common';
import { isJsonObject, textOf, type Json, type JsonObject } from '../portal-api/json.js';
import type { DossierRecord } from '../records/dossier-record.js';
import { KEPT_KINDS, type KeptItem, type KeptKind } from '../records/kept-item.js';

const OWNER = /^[HG]\d{2}$/;

export function readKind(given: string): KeptKind {
  const kind = KEPT_KINDS.find((known) => known === given);
  if (kind === undefined) throw new NotFoundException(`Không có loại này; có: ${KEPT_KINDS.join(', ')}.`);
  return kind;
}

/** A dossier as a citizen files it on the portal, for one province. */
export function readPortalDossier(body: Json): DossierRecord {
  const { owner, fields } = isJsonObject(body) ? body : ({} as JsonObject);
  const given = isJsonObject(fields) ? fields : {};
  const { MaHoSo: code, TrangThaiHoSo: status } = given;
  const problems = [
    ...(typeof owner === 'string' && OWNER.test(owner) ? [] : ['owner: Hnn hoặc Gnn']),
    ...(isShortText(code) ? [] : ['fields.MaHoSo: chuỗi']),
    ...(/^\d{1,2}$/.test(textOf(status)) ? [] : ['fields.TrangThaiHoSo: số']),
  ];
  refuseProblems(problems);
  return { code: textOf(code), copy: 1, owner: textOf(owner), origin: 'portal', status: textOf(status), fields: given };
}

/** A list of things to keep. No key may stand twice. */
export function readKeptItems(body: Json): KeptItem[] {
  const list = Array.isArray(body) ? body : [];
  const items = list.map((item) => (isJsonObject(item) ? item : {}));
  const keys = items.map(({ owner = '', code }) => `${textOf(owner)}/${textOf(code)}`);
  const firstPlaces = new Map([...keys.entries()].reverse().map(([index, key]) => [key, index]));
  const problems = items.flatMap(({ owner = '', code, fields }, index) => [
    ...(typeof owner === 'string' && owner.length <= 100 ? [] : [`[${String(index)}].owner: chuỗi`]),
    ...(isShortText(code) ? [] : [`[${String(index)}].code: chuỗi`]),
    ...(isJsonObject(fields) ? [] : [`[${String(index)}].fields: đối tượng`]),
    ...(firstPlaces.get(keys[index] ?? '') === index ? [] : [`[${String(index)}]: lặp lại`]),
  ]);
  refuseProblems(Array.isArray(body) ? problems : ['cần một danh sách']);
  return items.map(({ owner = '', code, fields }) => ({
    owner: textOf(owner),
    code: textOf(code),
    fields: isJsonObject(fields) ? fields : {},
  }));
}

function isShortText(value: Json | undefined): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 200;
}

function refuseProblems(problems: readonly string[]): void {
  if (problems.length > 0) throw new UnprocessableEntityException('Nội dung không đúng.', { cause: problems });
}
