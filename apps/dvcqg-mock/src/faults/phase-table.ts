import { FAULT_PHASES, type FaultPhase } from './effects/effect.js';
import type { EffectType } from './effects/effect-table.js';

interface PhaseEntry {
  readonly about: string;
  /** What is true at the portal when a fault strikes here. */
  readonly truth: string;
  /** What may happen here. Any other effect is refused, since it would promise what cannot be. */
  readonly effects: readonly EffectType[];
}

export const PHASES: Readonly<Record<FaultPhase, PhaseEntry>> = {
  'on-connect': {
    about: 'Khi nối, ở cổng nghe riêng; chưa biết cuộc gọi',
    truth: 'chưa nhận gì',
    effects: ['down', 'delay'],
  },
  'before-auth': {
    about: 'Trước khi xem phiên',
    truth: 'chưa xem',
    effects: ['expire-session', 'reply', 'throttle', 'delay', 'hang', 'connection-reset', 'empty-reply'],
  },
  'instead-of-handler': {
    about: 'Thay cho dịch vụ',
    truth: 'dịch vụ không chạy',
    effects: ['reply', 'throttle', 'garbage', 'hang', 'connection-reset', 'empty-reply'],
  },
  'before-commit': {
    about: 'Trước khi ghi',
    truth: 'chưa ghi gì',
    effects: ['connection-reset', 'empty-reply', 'hang', 'delay', 'reply', 'throttle', 'late-commit', 'field-corrupt'],
  },
  'within-batch': {
    about: 'Giữa các bản ghi; rút thăm cho từng bản ghi',
    truth: 'một số bản ghi đã ghi',
    effects: ['item-errors', 'reorder', 'expire-session', 'connection-reset', 'field-corrupt'],
  },
  'after-commit': {
    about: 'Sau khi ghi',
    truth: 'đã ghi',
    effects: ['connection-reset', 'empty-reply', 'hang', 'reply', 'forget', 'duplicate-delivery'],
  },
  'on-reply': {
    about: 'Khi trả lời',
    truth: 'đã ghi',
    effects: [
      'delay',
      'dribble',
      'truncate',
      'malformed-chunk',
      'garbage',
      'connection-reset',
      'result-list',
      'stale-read',
      'field-corrupt',
    ],
  },
};

/** Phases in which an effect is legal. */
export function phasesOf(effect: EffectType): FaultPhase[] {
  return FAULT_PHASES.filter((phase) => PHASES[phase].effects.includes(effect));
}
