import { RunningClock } from '@dvc/clock';
import { MockConfig } from '@dvc/config';
import { Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { PortalRecords } from '../records/portal-records.js';
import { DEFAULT_SPACE, type SpaceRecord } from '../records/space-record.js';
import { beginSpace, type NewSpace } from './new-space.js';
import type { SpaceAddress } from './space-address.js';
import { Space, type SpaceTimerWork } from './space.js';
import { SPACE_NAME, spaceTrouble } from './space-trouble.js';

/** So many spaces are kept open; one more closes one that nobody uses. */
const MOST_OPEN = 200;

/** The spaces of this process, opened when they are first asked for. */
@Injectable()
export class SpaceRegistry implements OnModuleInit, BeforeApplicationShutdown {
  /** By the wall: how long a space lives, and the hour outside of every space. */
  readonly wall = new RunningClock('real');
  private readonly open = new Map<string, Space>();
  private readonly opening = new Map<string, Promise<Space>>();
  private readonly spaceOfUser = new Map<string, string>();
  private readonly timerWork = new Map<string, SpaceTimerWork>();
  private readonly greeters: ((space: Space) => Promise<void>)[] = [];
  private readonly mourners: ((id: string) => void)[] = [];

  constructor(
    private readonly records: PortalRecords,
    private readonly settings: MockConfig,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.records.spaces.insert(beginSpace({ id: DEFAULT_SPACE, expiresAt: null }, this.wall.now()));
    for (const record of await this.records.spaces.list()) this.bindUsers(record);
    await this.find(DEFAULT_SPACE);
  }

  /** Does something with each space that is opened, before anybody calls there. To be said before the first is. */
  onOpen(greet: (space: Space) => Promise<void>): void {
    this.greeters.push(greet);
  }

  /** Is told of each space that is gone for good. */
  onGone(mourn: (id: string) => void): void {
    this.mourners.push(mourn);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.wall.stop();
    await Promise.all([...this.open.values()].map((space) => space.close()));
  }

  /** What is to be done when a timer of this kind is due. Say so in the constructor: stored timers may be due at start. */
  onTimer(kind: string, work: SpaceTimerWork): void {
    this.timerWork.set(kind, work);
  }

  /**
   * Brings a call to the space it means, and counts it in there: path, else header, else the one its user name is bound
   * to, else the default. The call must `leave`.
   *
   * @throws {SimProblem} 400 path and header disagree; 404 unknown; 410 expired.
   * @throws {Error} `AbortError`: the mock stops.
   */
  async arrive({ path, header }: SpaceAddress, userName: string | null): Promise<Space> {
    if (path !== null && header !== null && path !== header) throw spaceTrouble.disagree(path, header);
    const id = path ?? header ?? this.spaceOfUser.get(userName ?? '') ?? DEFAULT_SPACE;
    for (;;) {
      const space = await this.find(id);
      if (space.admit()) return space;
      await this.wall.sleep(0); // rejects while the mock stops
    }
  }

  /** @throws {SimProblem} 404 unknown; 410 expired. */
  find(id: string): Space | Promise<Space> {
    const space = this.open.get(id);
    return space && !this.isOver(space.record) ? space : this.openOnce(id, () => this.load(id));
  }

  /** @throws {SimProblem} 409 there is one of this name; 422 a name that cannot stand in an address. */
  async create(wanted: NewSpace): Promise<Space> {
    if (!SPACE_NAME.test(wanted.id)) throw spaceTrouble.badName(wanted.id);
    const before = await this.records.spaces.find(wanted.id);
    if (before && this.isOver(before)) await this.remove(wanted.id);
    const record = beginSpace(wanted, this.wall.now());
    if (!(await this.records.spaces.insert(record))) throw spaceTrouble.alreadyThere(wanted.id);
    this.bindUsers(record);
    return this.find(record.id);
  }

  /**
   * Changes a space while no call is in it. Those that come meanwhile wait, and find it changed; those that sleep there
   * are cut off.
   */
  async renew(id: string, change: (space: Space) => Promise<void>): Promise<Space> {
    const space = await this.find(id);
    if (this.open.get(id) !== space) return this.renew(id, change);
    this.open.delete(id);
    return this.openOnce(id, async () => {
      await space.close();
      await change(space);
      return this.load(id);
    });
  }

  /** The space, its records and their copies are gone. */
  async remove(id: string): Promise<void> {
    const space = this.open.get(id);
    this.open.delete(id);
    await space?.close();
    await this.records.of(id).wipeAll();
    await this.records.spaces.remove(id);
    for (const mourn of this.mourners) mourn(id);
    for (const [user, bound] of this.spaceOfUser) if (bound === id) this.spaceOfUser.delete(user);
  }

  private openOnce(id: string, open: () => Promise<Space>): Promise<Space> {
    const running = this.opening.get(id) ?? open().finally(() => this.opening.delete(id));
    this.opening.set(id, running);
    return running;
  }

  private async load(id: string): Promise<Space> {
    const record = await this.records.spaces.find(id);
    if (!record) throw spaceTrouble.unknown(id);
    if (this.isOver(record)) throw spaceTrouble.expired(id, record.lastStateHash ?? (await this.bury(record)));
    if (this.open.size >= MOST_OPEN) this.closeOneUnused();
    const space = await this.openRecord(record);
    for (const greet of this.greeters) await greet(space);
    this.open.set(id, space);
    return space;
  }

  /** A space whose time is over leaves its state hash, and nothing else. */
  private async bury(record: SpaceRecord): Promise<string> {
    const { id } = record;
    const space = this.open.get(id) ?? (await this.openRecord(record));
    this.open.delete(id);
    await space.close();
    const { sha256 } = await space.stateHash();
    await this.records.spaces.update(id, { lastStateHash: sha256 });
    await this.records.of(id).wipeAll();
    for (const mourn of this.mourners) mourn(id);
    return sha256;
  }

  private async openRecord(record: SpaceRecord): Promise<Space> {
    const { settings, timerWork } = this;
    return Space.open(record, this.records.of(record.id), { settings, timerWork });
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

  isOver({ expiresAt }: SpaceRecord): boolean {
    return expiresAt !== null && expiresAt <= this.wall.now();
  }

  private bindUsers({ id, accounts }: SpaceRecord): void {
    for (const { username } of accounts) this.spaceOfUser.set(username, id);
  }
}
