import { nextOp, type LaneChange, type Outcome } from '@dvc/domain';
import type { Reading } from '@dvc/gateway';
import { expect } from '@jest/globals';
import type { Intent } from '../../apps/worker/src/batch/intent-recorder.js';
import { dossierChangeOf, type LaneRig } from './lane-rig.js';

interface Row {
  stream: LaneChange['stream'];
  state: LaneChange['state'];
}
/** Places in {@link DossierModel.rows} of what travelled. */
interface Sent {
  stream: Row['stream'];
  places: number[];
}

export const CHANGES = ['step', 'content', 'unmapped state', 'unmapped step'] as const;
export const READINGS = ['SAME', 'ABSENT', 'DIFFERENT', 'UNCLEAR'] as const;

/** The rules of a dossier's lane, told once more in plain TypeScript, beside the lane itself. */
export class DossierModel {
  private readonly rows: Row[] = [];
  private doubt: Sent | null = null;
  private isKnown = false;
  private flipped = -1;
  private deaths = 0;

  constructor(
    private readonly rig: LaneRig,
    private readonly code: string,
  ) {}

  /** One thing that happens, on the lane and in the model; what cannot happen now does not. */
  async take(step: string): Promise<void> {
    const reading = READINGS.find((name) => step.endsWith(name));
    if (CHANGES.some((name) => name === step)) await this.change(step);
    else if (reading !== undefined) await this.read(reading, step.startsWith('quarantined'));
    else await this.write(step);
  }

  async expectSame(): Promise<void> {
    const [lane] = await this.rig.query(
      `SELECT next_op AS kept, lane_next_op(id) AS told, is_known AS "isKnown", parked_at IS NOT NULL AS "isParked",
         (SELECT array_agg(stream || ' ' || state ORDER BY version) FROM outbox WHERE lane_id = lane.id) AS rows
       FROM lane WHERE code = $1`,
      [this.code],
    );
    const next = this.nextOp();
    const rows = this.rows.map(({ stream, state }) => `${stream} ${state}`);
    expect(lane).toEqual({ kept: next, told: next, isKnown: this.isKnown, isParked: this.deaths >= 3, rows });
  }

  private nextOp(): ReturnType<typeof nextOp> {
    const { isKnown, rows: changes } = this;
    return nextOp({ kind: 'D', isOpen: this.doubt !== null, isKnown, isServiceMissing: false, changes });
  }

  private async change(step: string): Promise<void> {
    const change = dossierChangeOf(this.code, 4, step === 'content' ? null : 'Thẩm định');
    const fault = 'Thiếu mã';
    const isStated = step !== 'unmapped state';
    const isTold = step !== 'unmapped step';
    await this.rig.commitDossiers({
      ...change,
      ...(isStated ? {} : { body: null, fault }),
      step: isTold ? change.step : { body: null, fault },
    });
    this.rows.push({ stream: 'state', state: isStated ? 'pending' : 'rejected' });
    if (step !== 'content') this.rows.push({ stream: 'journal', state: isTold ? 'pending' : 'rejected' });
  }

  private async write(step: string): Promise<void> {
    const op = this.nextOp();
    if ((op !== 'dossiers' && op !== 'steps') || this.deaths >= 3) return;
    await this.makeDue();
    const batchId = await this.rig.claim();
    const isDying = step === 'die';
    const intent = isDying ? await this.rig.dieSending(batchId, 0) : await this.rig.send(batchId, { quarantineMs: 0 });
    const sent = this.expectSent(intent, op);
    if (isDying) {
      if (sent.places.length === 1) this.deaths += 1;
      this.doubt = sent;
      return;
    }
    await this.rig.answer(intent, step as Outcome);
    if (step === 'IN_DOUBT') this.doubt = sent;
    else this.deaths = 0;
    this.settle(sent, step);
  }

  /** The newest state; or steps from the oldest on, none left out, none past a state or a rejected step. */
  private expectSent(intent: Intent | null, op: string): Sent {
    const item = intent?.batch.items[0];
    const pending = [...this.rows.keys()].filter((place) => this.rows[place]?.state === 'pending');
    const stream = op === 'steps' ? 'journal' : 'state';
    const own = pending.filter((place) => this.rows[place]?.stream === stream);
    const stop = this.rows.findIndex((row, place) => place > (own[0] ?? 0) && isStop(row));
    const run = own.filter((place) => stop < 0 || place < stop);
    const places = stream === 'state' ? own.slice(-1) : run.slice(0, item?.rows);
    expect(item).toMatchObject({ stream, version: (places[0] ?? -1) + 1, rows: places.length });
    return { stream, places };
  }

  private settle({ stream, places }: Sent, step: string): void {
    const [first = 0] = places;
    if (step === 'OK') this.acknowledge({ stream, places });
    if (step === 'REJECT' || (step === 'WHOLE' && places.length === 1)) this.mark([first], 'rejected');
    if (step !== 'FLIP') return;
    if (this.flipped === first) {
      this.mark([first], 'rejected');
      return;
    }
    this.flipped = first;
    this.isKnown = !this.isKnown;
    this.restate(stream);
  }

  private async read(reading: Reading, isQuarantined: boolean): Promise<void> {
    if (this.doubt === null || this.deaths >= 3) return;
    await this.makeDue(isQuarantined ? '1 hour' : '0 s');
    const intent = await this.rig.send(await this.rig.claim());
    expect(intent?.batch).toMatchObject({ op: 'read', items: [{ rows: this.doubt.places.length }] });
    await this.rig.answerRead(intent, reading);
    if (reading !== 'ABSENT') this.isKnown = true;
    else if (!isQuarantined) this.isKnown = false;
    if (reading === 'SAME') {
      this.acknowledge(this.doubt);
      this.deaths = 0;
    } else if (isQuarantined) return;
    const { stream } = this.doubt;
    this.doubt = null;
    this.restate(stream);
  }

  private acknowledge({ stream, places }: Sent): void {
    this.isKnown = true;
    this.mark(places, 'acked');
    if (stream === 'journal') return;
    const older = [...this.rows.keys()].filter((place) => {
      const row = this.rows[place];
      return place < (places[0] ?? 0) && row?.stream === 'state' && row.state === 'pending';
    });
    this.mark(older, 'superseded');
  }

  /** Steps of a dossier that the portal does not have: the last state it had goes there once more. */
  private restate(stream: Row['stream']): void {
    const has = (state: Row['state']): boolean =>
      this.rows.some((row) => row.stream === 'state' && row.state === state);
    if (stream === 'journal' && !this.isKnown && has('acked') && !has('pending')) {
      this.rows.push({ stream: 'state', state: 'pending' });
    }
  }

  private mark(places: readonly number[], state: Row['state']): void {
    for (const place of places) {
      const row = this.rows[place];
      if (row) row.state = state;
    }
  }

  private async makeDue(quarantine = '0 s'): Promise<void> {
    await this.rig.query(
      'UPDATE lane SET next_at = app_now(), quarantine_until = app_now() + $2::interval WHERE code = $1',
      [this.code, quarantine],
    );
  }
}

const isStop = ({ stream, state }: Row): boolean =>
  (stream === 'state' && state === 'pending') || (stream === 'journal' && state === 'rejected');
