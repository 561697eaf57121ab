import { chanceFrom } from '../chance.js';

export const STRIKES = [
  'kill worker',
  'freeze worker',
  'wipe queue',
  'kill queue',
  'end sessions',
  'kill portal',
] as const;
export type Strike = (typeof STRIKES)[number];

/** One thing that goes wrong, so long (ms) after the one before it. */
export interface PlannedStrike {
  readonly afterMs: number;
  readonly strike: Strike;
  /** In [0, 1): which worker, which sessions. */
  readonly draw: number;
}

/** How often each comes, of 100. */
const SHARES: Readonly<Record<Strike, number>> = {
  'kill worker': 38,
  'freeze worker': 10,
  'wipe queue': 14,
  'kill queue': 12,
  'end sessions': 20,
  'kill portal': 6,
};

/** What happens in a run, from its seed alone. */
export function strikesOf(seed: number, count: number): PlannedStrike[] {
  const chance = chanceFrom(seed * 7 + 1);
  return Array.from({ length: count }, () => {
    const afterMs = 120 + Math.round(chance() * 380);
    return { afterMs, strike: strikeAt(chance() * 100), draw: chance() };
  });
}

function strikeAt(place: number): Strike {
  let upTo = 0;
  return STRIKES.find((strike) => (upTo += SHARES[strike]) > place) ?? 'kill worker';
}

/** The longest of the late commits stays under what the run allows (ms). */
const LATE_MS = [650, 900, 1_100];
const WRITES = ['DongBoHoSoMC', 'CapNhatTienDoHoSoMC', 'DongBoDVC'];
const READS = ['TraCuuHoSo', 'LayDVC'];

/** The portal's own trouble: drawn by service, key and attempt, so that the order of calls does not move it. */
export function portalFaults(seed: number): object[] {
  const on = (services: readonly string[], name: string, rate: number, fault: object): object[] =>
    services.map((service) => ({
      id: `${name} ${service}`,
      service,
      ...fault,
      schedule: { rate, keyedBy: ['service', 'MaHoSo', 'MaDVC', 'attempt'], seed },
    }));
  const at = (phase: string, effect: object): object => ({ phase, effect });
  return [
    ...on(WRITES, 'lost reply', 0.04, at('after-commit', { type: 'connection-reset' })),
    ...on(WRITES, '500 after', 0.03, at('after-commit', { type: 'reply', status: 500 })),
    ...on(WRITES, '500 before', 0.03, at('before-commit', { type: 'reply', status: 500 })),
    ...on(WRITES, 'reset before', 0.02, at('before-commit', { type: 'connection-reset' })),
    ...LATE_MS.flatMap((ms) =>
      on(WRITES, `late ${String(ms)}`, 0.015, at('before-commit', { type: 'late-commit', ms })),
    ),
    ...on(WRITES, 'session', 0.01, at('before-auth', { type: 'expire-session', scope: 'all' })),
    ...on(
      WRITES,
      'throttle',
      0.004,
      at('before-commit', { type: 'throttle', status: 429, retryAfterS: 1, form: 'seconds' }),
    ),
    ...on(WRITES, 'slow', 0.05, at('before-commit', { type: 'delay', uniform: { min: 'PT0.02S', max: 'PT0.2S' } })),
    ...on(WRITES, 'cut', 0.02, at('on-reply', { type: 'truncate', mode: 'json' })),
    ...on(WRITES, 'list cut', 0.02, at('on-reply', { type: 'result-list', kind: 'truncated' })),
    ...on(WRITES, 'list twice', 0.01, at('on-reply', { type: 'result-list', kind: 'duplicated' })),
    ...on(WRITES, 'list mixed', 0.03, at('on-reply', { type: 'result-list', kind: 'shuffled' })),
    ...on(WRITES, 'item lied', 0.01, at('within-batch', { type: 'item-errors', count: 1, stored: true })),
    ...on(
      ['DongBoHoSoMC'],
      'item refused',
      0.005,
      at('within-batch', { type: 'item-errors', count: 1, errorCode: 500 }),
    ),
    ...on(READS, 'stale', 0.15, at('on-reply', { type: 'stale-read', by: 'PT0.5S' })),
    ...on(READS, 'read lost', 0.05, at('before-commit', { type: 'reply', status: 500 })),
  ];
}
