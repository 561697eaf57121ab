import { RunningClock } from '@dvc/clock';
import { MockConfig } from '@dvc/config';
import { Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { PortalRecords } from '../records/portal-records.js';
import { DEFAULT_SPACE, type SpaceRecord } from '../records/space-record.js';
import { chanceSeed, secretOf } from './id-source.js';
import type { SpaceAddress } from './space-address.js';
import { Space } from './space.js';
import { SPACE_NAME, spaceTrouble } from './space-trouble.js';

/** So many spaces are kept open; one more closes one that nobody uses. */
const MOST_OPEN = 200;

/** What can be said of a space when it is made. */
export type NewSpace = { readonly id: string; readonly seed?: number } & Partial<
  Pick<SpaceRecord, 'clock' | 'magic' | 'unmatched' | 'accounts' | 'expiresAt' | 'listener'>
>;

/** The spaces of this process, opened when they are first asked for. */
@Injectable()
export class SpaceRegistry implements OnModuleInit, BeforeApplicationShutdown {
  /** By the wall: how long a space lives, and the hour outside of every space. */
  readonly wall = new RunningClock('real');
  private readonly open = new Map<string, Space>();
  private readonly opening = new Map<string, Promise<Space>>();
  private readonly spaceOfUser = new Map<string, string>();

  constructor(
    private readonly records: PortalRecords,
    private readonly settings: MockConfig,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.records.spaces.insert(this.toRecord({ id: DEFAULT_SPACE, expiresAt: null }));
    for (const record of await this.records.spaces.list()) this.bindUsers(record);
    await this.find(DEFAULT_SPACE);
  }

  beforeApplicationShutdown(): void {
    this.wall.stop();
    for (const space of this.open.values()) void space.close();
  }

  /**
   * Brings a call to the space it means, and counts it in there: path, else header, else the one its user name is bound to, else the default.
   *
   * @throws {SimProblem} 400 path and header disagree; 404 unknown; 410 expired.
   */
  async arrive(address: SpaceAddress, userName: string | null): Promise<Space> {
    for (;;) {
      const space = await this.choose(address, userName);
      if (space.admit()) return space;
    }
  }

  private choose({ path, header }: SpaceAddress, userName: string | null): Space | Promise<Space> {
    if (path !== null && header !== null && path !== header) throw spaceTrouble.disagree(path, header);
    return this.find(path ?? header ?? this.spaceOfUser.get(userName ?? '') ?? DEFAULT_SPACE);
  }

  /** @throws {SimProblem} 404 unknown; 410 expired. */
  find(id: string): Space | Promise<Space> {
    const space = this.open.get(id);
    if (!space) return this.openOnce(id);
    if (this.isOver(space.record)) throw spaceTrouble.expired(id, space.record.lastStateHash);
    return space;
  }

  /** @throws {SimProblem} 409 there is one of this name; 422 a name that cannot stand in an address. */
  async create(wanted: NewSpace): Promise<Space> {
    if (!SPACE_NAME.test(wanted.id)) throw spaceTrouble.badName(wanted.id);
    const record = this.toRecord(wanted);
    if (!(await this.records.spaces.insert(record))) throw spaceTrouble.alreadyThere(wanted.id);
    this.bindUsers(record);
    return this.find(record.id);
  }

  /** Forgets everything in a space and begins it anew; a seed that was given gives the same ids again. */
  async reset(id: string, seed?: number): Promise<Space> {
    return this.renew(id, async ({ record, records }) => {
      const given = seed ?? (record.isSeeded ? record.seed : undefined);
      await records.wipe();
      await this.records.spaces.update(id, { ...originOf(id, given), isSeeded: given !== undefined });
    });
  }

  /** Changes a space while no call is in it; those that come meanwhile wait, and find it changed. */
  private async renew(id: string, change: (space: Space) => Promise<void>): Promise<Space> {
    const space = await this.find(id);
    if (this.open.get(id) !== space) return this.renew(id, change);
    this.open.delete(id);
    return this.openOnce(id, async () => {
      await space.close();
      await change(space);
      return this.load(id);
    });
  }

  private openOnce(id: string, open: () => Promise<Space> = () => this.load(id)): Promise<Space> {
    const running = this.opening.get(id) ?? open().finally(() => this.opening.delete(id));
    this.opening.set(id, running);
    return running;
  }

  private async load(id: string): Promise<Space> {
    const record = await this.records.spaces.find(id);
    if (!record) throw spaceTrouble.unknown(id);
    if (this.isOver(record)) throw spaceTrouble.expired(id, record.lastStateHash);
    if (this.open.size >= MOST_OPEN) this.closeOneUnused();
    const space = await Space.open(record, this.records.of(id), this.settings);
    this.open.set(id, space);
    return space;
  }

  /** The one opened first of those that have nothing to do; their state is stored. */
  private closeOneUnused(): void {
    const unused = [...this.open.values()].find(
      ({ id, calls, clock }) => id !== DEFAULT_SPACE && calls.isQuiet && clock.upcoming().length === 0,
    );
    if (!unused) throw spaceTrouble.tooMany(MOST_OPEN);
    this.open.delete(unused.id);
    void unused.close();
  }

  private isOver({ expiresAt }: SpaceRecord): boolean {
    return expiresAt !== null && expiresAt <= this.wall.now();
  }

  private bindUsers({ id, accounts }: SpaceRecord): void {
    for (const { username } of accounts) this.spaceOfUser.set(username, id);
  }

  private toRecord({ id, seed, ...wanted }: NewSpace): SpaceRecord {
    return {
      clock: { mode: 'real' },
      magic: false,
      unmatched: 'answer',
      listener: 'shared',
      accounts: [],
      expiresAt: null,
      ...wanted,
      id,
      ...originOf(id, seed),
      isSeeded: seed !== undefined,
      createdAt: this.wall.now(),
      lastStateHash: null,
    };
  }
}

function originOf(id: string, seed: number | undefined): { seed: number; secret: string } {
  return seed === undefined ? chanceSeed() : { seed, secret: secretOf(id, seed) };
}
