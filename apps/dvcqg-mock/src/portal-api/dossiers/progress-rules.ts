import { PORTAL_CODES } from '@dvc/contracts';
import type { DossierRecord, ProgressRecord } from '../../records/dossier-record.js';
import type { Rule } from '../behaviour/rule.js';
import { itemRules, type SwitchContext } from '../fields/item-rules.js';
import { textOf, type JsonObject } from '../json.js';
import { ownerOf } from '../owner.js';
import { refuse } from '../refusals.js';
import { NOTICE_FIELDS, PROGRESS_FIELDS } from './dossier-fields.js';
import { checkStatus, checkTransition } from './dossier-status.js';

const listedStatus: Rule<JsonObject, SwitchContext> = {
  name: 'status',
  says: 'TrangThai từ 1 đến 10',
  codes: [PORTAL_CODES.badEnum],
  label: 'observed (3)',
  switches: ['status.nonStandard'],
  check: (item, { switches }) => checkStatus('TrangThai', textOf(item['TrangThai']), switches),
};

/** Rules of `CapNhatTienDoHoSoMC` that look at the call alone. */
export const PROGRESS_RULES: readonly Rule<JsonObject, SwitchContext>[] = [...itemRules(PROGRESS_FIELDS), listedStatus];

/** A step, and what is stored, or came earlier in the same call. */
export interface StepMeeting {
  readonly step: ProgressRecord;
  readonly status: string;
  readonly stored: DossierRecord | undefined;
  readonly isRepeated: boolean;
  readonly lastMoment: string;
  readonly statusNow: string | null;
}

export interface StepContext extends SwitchContext {
  readonly owner: string;
}

/** Rules of `CapNhatTienDoHoSoMC` that look at what is stored. */
export const PROGRESS_STORED_RULES: readonly Rule<StepMeeting, StepContext>[] = [
  {
    name: 'dossier-first',
    says: 'Đã có hồ sơ',
    codes: [PORTAL_CODES.dossierNotFound],
    label: 'observed (2)',
    switches: ['progress.beforeDossier'],
    check: ({ step, stored }, { switches }) =>
      stored || switches['progress.beforeDossier'] === 'hold' ? null : refuse.dossierNotFound(step.code),
  },
  {
    name: 'own-dossiers-only',
    says: 'Hồ sơ thuộc tỉnh hoặc bộ của đơn vị gọi',
    codes: [PORTAL_CODES.forbidden],
    label: 'assumed',
    check: ({ step, stored }, { owner }) =>
      (stored?.owner ?? ownerOf(step.code)) === owner ? null : refuse.forbidden(),
  },
  {
    name: 'new-step',
    says: 'Chưa có bước giống hệt',
    codes: [PORTAL_CODES.dataIncorrect],
    label: 'assumed',
    switches: ['progress.duplicateRow'],
    check: ({ isRepeated }, { switches }) =>
      isRepeated && switches['progress.duplicateRow'] === 'reject' ? refuse.incorrect('bước xử lý đã được ghi') : null,
  },
  {
    name: 'in-order',
    says: 'Không cũ hơn bước cuối đã nhận',
    codes: [PORTAL_CODES.dataIncorrect],
    label: 'assumed',
    switches: ['progress.order'],
    check: ({ step, lastMoment, isRepeated }, { switches }) =>
      !isRepeated && switches['progress.order'] === 'reject' && step.moment < lastMoment
        ? refuse.incorrect(`ThoiDiemXuLy ${step.moment} trước bước cuối ${lastMoment}`)
        : null,
  },
  {
    name: 'known-transition',
    says: 'Trạng thái mới đi được từ trạng thái đang giữ',
    codes: [PORTAL_CODES.illegalTransition],
    label: 'assumed',
    switches: ['status.transitions', 'progress.movesStatus'],
    check: ({ status, statusNow }, { switches }) =>
      statusNow === null ? null : checkTransition(statusNow, status, switches),
  },
];

/** Rules of `DongBoTrangThaiHoSo`; `type` and `data` are looked at before. */
export const NOTICE_RULES: readonly Rule<JsonObject, SwitchContext>[] = [...itemRules(NOTICE_FIELDS), listedStatus];

export interface NoticeMeeting {
  readonly code: string;
  readonly status: string;
  readonly stored: DossierRecord | undefined;
}

export const NOTICE_STORED_RULES: readonly Rule<NoticeMeeting, StepContext>[] = [
  {
    name: 'known-dossier',
    says: 'Cổng giữ hồ sơ này',
    codes: [PORTAL_CODES.dossierNotFound],
    label: 'assumed',
    check: ({ code, stored }) => (stored ? null : refuse.dossierNotFound(code)),
  },
  {
    name: 'own-dossiers-only',
    says: 'Hồ sơ gửi cho tỉnh hoặc bộ của đơn vị gọi',
    codes: [PORTAL_CODES.forbidden],
    label: 'assumed',
    check: ({ stored }, { owner }) => (stored?.owner === owner ? null : refuse.forbidden()),
  },
  {
    name: 'known-transition',
    says: 'Trạng thái mới đi được từ trạng thái đang giữ',
    codes: [PORTAL_CODES.illegalTransition],
    label: 'assumed',
    switches: ['status.transitions'],
    check: ({ status, stored }, { switches }) => checkTransition(stored?.status ?? status, status, switches),
  },
];
