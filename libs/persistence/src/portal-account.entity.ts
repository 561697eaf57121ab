import { Check, Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';

/** Our standing with the portal, seen alike by every process: pause, hold, breaker, rate. */
@Entity('portal_account')
@Check('portal_account_burst_check', 'burst >= 1')
@Check('portal_account_call_cap_check', 'call_cap > 0')
@Check('portal_account_rate_check', 'rate_per_s > 0')
@Check('portal_account_breaker_check', `breaker IN ('closed', 'open', 'probing')`)
export class PortalAccountEntity {
  @PrimaryColumn('int')
  id!: number;

  @Column('timestamptz', { name: 'paused_at', nullable: true })
  pausedAt!: Date | null;

  @Column('text', { name: 'pause_note', nullable: true })
  pauseNote!: string | null;

  @Column('timestamptz', { name: 'hold_until', default: '-infinity' })
  holdUntil!: Date;

  @Column('text', { name: 'hold_reason', nullable: true })
  holdReason!: string | null;

  /** Calls in a row that ended unsent or in doubt. */
  @Column('int', { default: 0 })
  failures!: number;

  /** Sessions in a row that the portal refused right after the login. */
  @Column('int', { name: 'session_failures', default: 0 })
  sessionFailures!: number;

  @Column('text', { default: 'closed' })
  breaker!: 'closed' | 'open' | 'probing';

  @Column('timestamptz', { name: 'breaker_until', default: '-infinity' })
  breakerUntil!: Date;

  @Column('int', { name: 'breaker_opens', default: 0 })
  breakerOpens!: number;

  /** Lease of the process that probes. */
  @Column('timestamptz', { name: 'probe_until', default: '-infinity' })
  probeUntil!: Date;

  /** An online dossier waits until the portal has taken its service. */
  @Column('boolean', { name: 'service_first', default: false })
  serviceFirst!: boolean;

  /** Calls a second over all processes; `null`: as many as the portal takes. */
  @Column('double precision', { name: 'rate_per_s', nullable: true })
  ratePerS!: number | null;

  /** Calls that may leave at once after a rest. */
  @Column('double precision', { default: 1 })
  burst!: number;

  /** Calls that may leave now; below zero: calls that have their turn already, and wait for it. */
  @Column('double precision', { default: 1 })
  tokens!: number;

  /** When `tokens` were counted. */
  @Column('timestamptz', { name: 'refilled_at', default: () => 'app_now()' })
  refilledAt!: Date;

  /** Calls at once in one process at most. */
  @Column('int', { name: 'call_cap', default: 8 })
  callCap!: number;
}

/** The one session of an account. `epoch` grows with each login; `login_by` lets one process log in at a time. */
@Entity('portal_session')
export class PortalSessionEntity {
  @PrimaryColumn('int', { name: 'account_id' })
  accountId!: number;

  @OneToOne(() => PortalAccountEntity)
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'portal_session_account_id_fkey' })
  account!: PortalAccountEntity;

  @Column('int', { default: 0 })
  epoch!: number;

  @Column('text', { name: 'sealed_token', nullable: true })
  sealedToken!: string | null;

  @Column('timestamptz', { name: 'obtained_at', nullable: true })
  obtainedAt!: Date | null;

  @Column('timestamptz', { name: 'expires_at', default: '-infinity' })
  expiresAt!: Date;

  @Column('text', { name: 'login_by', nullable: true })
  loginBy!: string | null;

  @Column('timestamptz', { name: 'login_until', default: '-infinity' })
  loginUntil!: Date;
}

/** A worker process that is, or was, alive. */
@Entity('worker')
export class WorkerEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('timestamptz', { name: 'started_at', default: () => 'clock_timestamp()' })
  startedAt!: Date;

  @Column('timestamptz', { name: 'beat_at', default: () => 'clock_timestamp()' })
  beatAt!: Date;

  /** Calls it may have under way now. */
  @Column('int', { name: 'calls_allowed', default: 0 })
  callsAllowed!: number;
}
