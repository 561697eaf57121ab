import { PORTAL_CODES } from '@dvc/contracts';
import type { Rule, RuleNote } from '../portal-api/behaviour/rule.js';
import { checkStatus } from '../portal-api/dossiers/dossier-status.js';
import { DOSSIER_RULES, type DossierContext } from '../portal-api/dossiers/dossier-rules.js';
import { isBlank } from '../portal-api/fields/field-checks.js';
import { itemRules, type SwitchContext } from '../portal-api/fields/item-rules.js';
import { isJsonObject, textOf, type JsonObject } from '../portal-api/json.js';
import { refuse, type Refusal } from '../portal-api/refusals.js';
import { dossierIdOf } from './dossier-id.js';
import { NEW_DOSSIER_FIELDS, NEW_STATUS_FIELDS, NEW_STEP_FIELDS } from './new-rest-fields.js';

/** Rules of the classic `DongBoHoSoMC` that hold here too. */
const SHARED = new Set(['names-its-unit', 'known-procedure']);

export interface NewDossierContext extends DossierContext {
  /** SHA-256 of each uploaded file of the caller, by `IdTepTin`. */
  readonly files: ReadonlyMap<string, string>;
}

/** What must be so before a `CreateDossier` is held against what is stored. */
export const NEW_DOSSIER_RULES: readonly Rule<JsonObject, NewDossierContext>[] = [
  ...itemRules(NEW_DOSSIER_FIELDS),
  ...DOSSIER_RULES.filter(({ name }) => SHARED.has(name)),
  {
    name: 'received-after-filed',
    says: 'NgayTiepNhan không trước NgayNop',
    codes: [PORTAL_CODES.dataIncorrect],
    label: 'assumed',
    check: ({ NgayNop: filed, NgayTiepNhan: received }) =>
      !isBlank(filed) && !isBlank(received) && textOf(received) < textOf(filed)
        ? refuse.incorrect('NgayTiepNhan trước NgayNop')
        : null,
  },
  {
    name: 'uploaded-files',
    says: 'IdGiayTo là tệp đã tải lên, HashTepTin đúng của tệp đó',
    codes: [PORTAL_CODES.recordNotFound, PORTAL_CODES.dataIncorrect],
    label: 'assumed',
    switches: ['newRest.files'],
    check: checkFiles,
  },
];

function idFits(name: 'IDHoSo' | 'IdHoSo'): Rule<JsonObject, SwitchContext> {
  return {
    name: 'id-of-the-dossier',
    says: `${name} là idHoSo mà CreateDossier trả cho MaHoSo; không phân biệt hoa thường ở tên trường`,
    codes: [PORTAL_CODES.dossierNotFound],
    label: 'assumed',
    check: (item) =>
      textOf(item[name]) === dossierIdOf(textOf(item['MaHoSo'])) ? null : refuse.dossierNotFound(item[name]),
  };
}

const listedStatus: Rule<JsonObject, SwitchContext> = {
  name: 'status',
  says: 'TrangThai từ 1 đến 10',
  codes: [PORTAL_CODES.badEnum],
  label: 'observed (3)',
  switches: ['status.nonStandard'],
  check: (item, { switches }) => checkStatus('TrangThai', textOf(item['TrangThai']), switches),
};

/** The whole call is refused where one item breaks one of these. */
export const NEW_STEP_RULES = [...itemRules(NEW_STEP_FIELDS), idFits('IDHoSo'), listedStatus];
export const NEW_STATUS_RULES = [...itemRules(NEW_STATUS_FIELDS), idFits('IdHoSo'), listedStatus];

export const TOKEN_RULES: readonly RuleNote[] = [
  {
    name: 'client',
    says: 'client_id và client_secret là tên và mật khẩu của tài khoản',
    codes: [PORTAL_CODES.missingField, PORTAL_CODES.loginFailed],
    label: 'assumed',
  },
];

export const NUMBER_RULES: readonly RuleNote[] = [
  {
    name: 'unit',
    says: 'code là mã đơn vị cùng tỉnh hoặc bộ với tài khoản; mã thủ tục thì lấy đơn vị của tài khoản',
    codes: [PORTAL_CODES.missingField, PORTAL_CODES.badFormat, PORTAL_CODES.forbidden],
    label: 'observed (1)',
  },
];

export const UPLOAD_RULES: readonly RuleNote[] = [
  {
    name: 'files',
    says: 'multipart/form-data, phần files, 1 đến 20 tệp không rỗng, mỗi tệp trong giới hạn',
    codes: [PORTAL_CODES.badFormat, PORTAL_CODES.missingField, PORTAL_CODES.batchTooLarge, PORTAL_CODES.dataIncorrect],
    label: 'observed (1)',
    switches: ['newRest.fileMaxKiB'],
  },
];

/** What the papers inside a dossier refer to. */
export function papersOf(item: JsonObject): JsonObject[] {
  return listOf(item['ThanhPhanHoSo']).flatMap((part) => listOf(part['GiayToDinhKem']));
}

function listOf(value: JsonObject[string]): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function checkFiles(item: JsonObject, { files, switches }: NewDossierContext): Refusal | null {
  if (switches['newRest.files'] === 'any') return null;
  for (const { IdGiayTo: id, HashTepTin: hash } of papersOf(item)) {
    if (isBlank(id)) continue;
    const known = files.get(textOf(id));
    if (known === undefined) return refuse.recordNotFound();
    if (!isBlank(hash) && textOf(hash).toLowerCase() !== known)
      return refuse.incorrect('HashTepTin khác tệp đã tải lên');
  }
  return null;
}
