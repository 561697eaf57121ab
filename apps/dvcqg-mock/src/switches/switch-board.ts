import type { MockConfig } from '@dvc/config';
import type { SpaceRecords } from '../records/portal-records.js';
import type { SwitchSetting } from './read-switches.js';
import { profileValues, type Profile, type SwitchChanges, type SwitchValues } from './switch-table.js';

/** The switches in force in one space. They are stored: a restart goes on as it was. */
export class SwitchBoard {
  private profile: Profile = 'default';
  private changes: SwitchChanges = {};
  private inForce: SwitchValues;

  constructor(
    private readonly records: SpaceRecords,
    private readonly settings: MockConfig,
  ) {
    this.inForce = this.workOut();
  }

  async load(): Promise<void> {
    this.take(await this.records.direct.switches.load());
  }

  get values(): SwitchValues {
    return this.inForce;
  }

  show(): { profile: Profile; changed: SwitchChanges; switches: SwitchValues } {
    return { profile: this.profile, changed: this.changes, switches: this.inForce };
  }

  /** A new profile starts without changes by hand; null takes one such change back. */
  async change({ profile, changes }: SwitchSetting): Promise<void> {
    if (profile === undefined && Object.keys(changes).length === 0) return;
    const kept = { ...(profile === undefined ? this.changes : {}), ...changes };
    const left = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== null)) as SwitchChanges;
    const next = { profile: profile ?? this.profile, changes: left };
    await this.records.direct.switches.save(next.profile, next.changes);
    this.take(next);
  }

  private take({ profile, changes }: { profile: Profile; changes: SwitchChanges }): void {
    this.profile = profile;
    this.changes = changes;
    this.inForce = this.workOut();
  }

  /** The life of a session comes from the settings, unless a profile or a hand says otherwise. */
  private workOut(): SwitchValues {
    const set = this.profile === 'default' ? { 'session.ttlSeconds': this.settings.MOCK_SESSION_TTL_S } : {};
    return { ...profileValues(this.profile), ...set, ...this.changes };
  }
}
