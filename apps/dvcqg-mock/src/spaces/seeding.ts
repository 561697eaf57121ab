import type { DossierRecord, WireFields } from '../records/dossier-record.js';
import type { KeptItem, KeptKind } from '../records/kept-item.js';
import type { SwitchSetting } from '../switches/read-switches.js';
import type { Space } from './space.js';

/** What is put into a space before anybody calls: as if it had been there for ever. */
export interface Seeding {
  readonly dossiers: readonly DossierRecord[];
  readonly items: readonly { readonly kind: KeptKind; readonly items: readonly KeptItem[] }[];
  /** How the portal behaves from the first call on. */
  readonly portal?: SwitchSetting;
}

/** Puts something into a space, now and after every reset. @returns how much was not there yet. */
export async function addSeeding(space: Space, seeding: Seeding): Promise<number> {
  const added = await plantSeeding(space, { ...seeding });
  if (added > 0) await space.change({ seedings: [...space.record.seedings, { ...seeding }] });
  return added;
}

/** Adds what is not there yet. @returns how much that was: nothing the second time. */
export async function plantSeeding(space: Space, given: WireFields): Promise<number> {
  const { dossiers: wanted, items, portal } = given as unknown as Seeding;
  if (portal) await space.switches.change(portal);
  const now = space.clock.now();
  return space.records.inTransaction(async ({ dossiers, kept }) => {
    const known = await dossiers.lockKnown(wanted.map(({ code }) => code));
    const missing = wanted.filter(({ code }) => !known.has(code));
    await dossiers.insert(missing, now);
    await dossiers.addHistory(
      missing.map(({ code, status }) => ({ code, service: 'seed', fromStatus: null, toStatus: status })),
      now,
    );
    let added = missing.length + Number(portal !== undefined);
    for (const { kind, items: things } of items) {
      const there = new Set((await kept.listAll(kind)).map(({ owner, code }) => `${owner}/${code}`));
      const lacking = things.filter(({ owner, code }) => !there.has(`${owner}/${code}`));
      await kept.store(kind, lacking, now);
      added += lacking.length;
    }
    return added;
  });
}
