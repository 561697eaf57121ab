import type { EntityManager } from 'typeorm';
import type { Profile, SwitchChanges } from '../switches/switch-table.js';
import { SwitchesEntity } from './switches.entity.js';

export class SwitchesRepository {
  constructor(
    private readonly db: EntityManager,
    private readonly space: string,
  ) {}

  async load(): Promise<{ profile: Profile; changes: SwitchChanges }> {
    const row = await this.db.findOneBy(SwitchesEntity, { space: this.space });
    return { profile: row?.profile ?? 'default', changes: row?.changes ?? {} };
  }

  async save(profile: Profile, changes: SwitchChanges): Promise<void> {
    await this.db.upsert(SwitchesEntity, { space: this.space, profile, changes }, ['space']);
  }
}
