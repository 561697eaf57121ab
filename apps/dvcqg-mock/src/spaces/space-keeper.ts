import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { JournalChain } from '../journal/journal-chain.js';
import { segmentEntry } from '../journal/segment-entry.js';
import { PortalRecords } from '../records/portal-records.js';
import type { SnapshotRecord, StateHash } from '../records/snapshot.repository.js';
import { DEFAULT_SPACE, type ClockState } from '../records/space-record.js';
import { clockTrouble } from './clock-trouble.js';
import { originOf } from './new-space.js';
import { plantSeeding } from './seeding.js';
import { SpaceRegistry } from './space-registry.js';
import { spaceTrouble } from './space-trouble.js';
import type { Space } from './space.js';

const SWEEP_EVERY_MS = 60_000;

/** What is done to spaces as a whole: begun anew, put back, ended. */
@Injectable()
export class SpaceKeeper implements OnApplicationBootstrap {
  constructor(
    private readonly spaces: SpaceRegistry,
    private readonly records: PortalRecords,
    private readonly chain: JournalChain,
  ) {}

  /** What is to happen by itself happens also in spaces that nobody has asked for since the start. */
  async onApplicationBootstrap(): Promise<void> {
    this.sweepLater();
    for (const id of await this.records.listSpacesWithTimers()) await this.open(id);
  }

  /** Wipes a space and seeds it again. The same seed gives the same state hash, whenever. */
  async reset(id: string, seed?: number): Promise<{ space: Space; state: StateHash }> {
    const space = await this.spaces.renew(id, async ({ record, records }) => {
      const given = seed ?? (record.isSeeded ? record.seed : undefined);
      const clock = record.startClock;
      await records.wipe();
      const rest = { clock, segmentFrom: 1, retryUntil: null };
      await this.records.spaces.update(id, { ...originOf(id, given), ...rest });
    });
    for (const seeding of space.record.seedings) await plantSeeding(space, seeding);
    return { space, state: await space.stateHash() };
  }

  /** @throws {SimProblem} 409 the journal is not empty. */
  async setClock(id: string, clock: ClockState): Promise<Space> {
    return this.spaces.renew(id, async ({ lastEntry }) => {
      if (lastEntry > 0) throw clockTrouble.journalNotEmpty();
      await this.records.spaces.update(id, { clock, startClock: clock });
    });
  }

  /** Copies the state of a space, as it is between two calls. */
  async takeSnapshot(space: Space, name: string, note: string): Promise<SnapshotRecord> {
    if (space.mover.isAdvancing) throw clockTrouble.overlapping();
    await space.calls.untilQuiet();
    const { sha256 } = await space.stateHash();
    const snapshot = { name, note, sha256, takenAt: space.clock.now() };
    return space.records.inTransaction(({ snapshots }) => snapshots.take(snapshot, space.origin));
  }

  /**
   * Puts a space back to a snapshot, of its own or of another space, and begins a segment of its journal that names it.
   *
   * @throws {SimProblem} 404 there is no such snapshot.
   */
  async restore(id: string, from: { readonly space: string; readonly name: string }): Promise<Space> {
    const snapshot = await this.records.of(from.space).direct.snapshots.find(from.name);
    if (!snapshot) throw spaceTrouble.noSnapshot(from.name);
    const { origin, sha256 } = snapshot;
    return this.spaces.renew(id, async (space) => {
      const segment = await space.records.inTransaction(async ({ snapshots, journal, space: row }) => {
        await snapshots.restore(from);
        const opened = await journal.append(segmentEntry({ ...from, sha256 }, snapshot.takenAt), snapshot.takenAt);
        const { secret, seed, accounts, ...others } = origin;
        const own = from.space === id ? { secret, seed, accounts } : {};
        const retryUntil = origin.retryUntil === null ? null : new Date(origin.retryUntil);
        await row.update(id, { ...others, ...own, retryUntil, segmentFrom: Number(opened.id) });
        return opened;
      });
      this.chain.add(segment);
    });
  }

  /** @throws {SimProblem} 409 the default space stays. */
  async remove(id: string): Promise<void> {
    if (id === DEFAULT_SPACE) throw spaceTrouble.defaultStays();
    await this.spaces.remove(id);
  }

  /** A space that is over is ended by this. */
  private async open(id: string): Promise<void> {
    await Promise.resolve(this.spaces.find(id)).catch(() => undefined);
  }

  /** Ends the spaces whose time is over, also those that nobody asks for any more. */
  private sweepLater(): void {
    this.spaces.wall.sleep(SWEEP_EVERY_MS).then(
      async () => {
        for (const record of await this.records.spaces.list().catch(() => [])) {
          if (this.spaces.isOver(record) && record.lastStateHash === null) {
            await this.open(record.id);
          }
        }
        this.sweepLater();
      },
      () => undefined,
    );
  }
}
