import { EFFECTS, EFFECT_TYPES, type EffectType } from './effects/effect-table.js';
import { FAULT_PHASES, type FaultPhase } from './effects/effect.js';
import { MAGIC_USERS, MAGIC_VALUES } from './magic-values.js';
import { PHASES } from './phase-table.js';
import { SCHEDULE_LINES } from './schedule-table.js';

/** No portal was seen to fail in exactly these ways on demand: all of it is our choice. */
type FaultLabel = 'assumed';

/** Everything the mock can do wrong on demand, from the tables it does it by. */
export interface FaultModel {
  readonly phases: readonly {
    phase: FaultPhase;
    about: string;
    truth: string;
    effects: readonly EffectType[];
    label: FaultLabel;
  }[];
  readonly effects: readonly {
    effect: EffectType;
    about: string;
    symptom: string;
    parameters: Readonly<Record<string, string>>;
    label: FaultLabel;
  }[];
  readonly schedules: readonly { schedule: string; about: string; reproducible: string; label: FaultLabel }[];
  readonly magic: readonly {
    value: string;
    about: string;
    phase: string;
    effect: string;
    attempts: string;
    label: FaultLabel;
  }[];
}

const label = 'assumed';

export function listFaultModel(): FaultModel {
  const values = Object.entries(MAGIC_VALUES).map(
    ([value, { about, phase, effect, attempts }]) =>
      ({
        value: `MaHoSo …${value}`,
        about,
        phase,
        effect: effect.type,
        attempts: attempts === undefined ? 'mọi lần' : `${String(attempts)} lần đầu`,
        label,
      }) as const,
  );
  const users = Object.entries(MAGIC_USERS).map(
    ([value, { about }]) =>
      ({ value: `username ${value}`, about, phase: '', effect: '', attempts: 'mọi lần', label }) as const,
  );
  const header = {
    value: 'X-Sim-Effect: phase/effect;k=v',
    about: 'một lỗi cho đúng cuộc gọi này',
    phase: '',
    effect: '',
    attempts: '',
    label,
  } as const;
  return {
    phases: FAULT_PHASES.map((phase) => ({ phase, ...PHASES[phase], label })),
    effects: EFFECT_TYPES.map((effect) => {
      const { about, symptom, parameters } = EFFECTS[effect];
      return { effect, about, symptom, parameters, label };
    }),
    schedules: SCHEDULE_LINES.map((line) => ({ ...line, label })),
    magic: [...values, ...users, header],
  };
}
