import type { Outcome } from '@dvc/domain';
import { expect } from '@jest/globals';
import { changeOf, type LaneRig } from './lane-rig.js';

/** The rules of one lane, told once more in plain TypeScript, beside the lane itself. */
export class LaneModel {
  private readonly states = ['pending'];
  private text = 0;
  /** Version whose outcome is not known. */
  private doubt = 0;
  private flipped = 0;
  private deaths = 0;

  constructor(
    private readonly rig: LaneRig,
    private readonly code: string,
  ) {}

  /** One thing that happens, on the lane and in the model; what cannot happen now does not. */
  async take(step: string): Promise<void> {
    if (['change', 'same', 'unmapped'].includes(step)) await this.change(step);
    else if (step.endsWith('SAME') || step.endsWith('ABSENT')) await this.read(step);
    else await this.write(step);
  }

  async expectSame(): Promise<void> {
    const rows = await this.rig.query(
      `SELECT next_op AS kept, lane_next_op(id) AS told, parked_at IS NOT NULL AS "isParked",
         (SELECT array_agg(state ORDER BY version) FROM outbox WHERE lane_id = lane.id) AS states
       FROM lane WHERE code = $1`,
      [this.code],
    );
    const next = this.nextOp();
    expect(rows).toEqual([{ kept: next, told: next, isParked: this.deaths >= 3, states: this.states }]);
  }

  private nextOp(): string | null {
    if (this.doubt > 0) return 'read';
    return this.states.includes('pending') ? 'services' : null;
  }

  private async change(step: string): Promise<void> {
    if (step === 'change') this.text += 1;
    const isMapped = step !== 'unmapped';
    const count = await this.rig.commit(changeOf(this.code, isMapped ? `số ${String(this.text)}` : null));
    if (count > 0) this.states.push(isMapped ? 'pending' : 'rejected');
  }

  private async write(step: string): Promise<void> {
    if (this.nextOp() !== 'services' || this.deaths >= 3) return;
    const version = this.states.lastIndexOf('pending') + 1;
    await this.makeDue();
    if (step === 'die') {
      const intent = await this.rig.dieSending(await this.rig.claim(1), 0);
      expect(intent?.batch.items[0]?.version).toBe(version);
      this.doubt = version;
      this.deaths += 1;
      return;
    }
    const intent = await this.rig.send(await this.rig.claim(1), { quarantineMs: 0 });
    expect(intent?.batch.items[0]?.version).toBe(version);
    await this.rig.answer(intent, step as Outcome);
    if (step === 'IN_DOUBT') this.doubt = version;
    else this.deaths = 0;
    this.settle(version, step);
  }

  private settle(version: number, step: string): void {
    if (step === 'OK') this.acknowledge(version);
    if (['REJECT', 'CONFIG', 'WHOLE'].includes(step)) this.states[version - 1] = 'rejected';
    if (step !== 'FLIP') return;
    if (this.flipped === version) this.states[version - 1] = 'rejected';
    this.flipped = version;
  }

  private async read(step: string): Promise<void> {
    if (this.doubt === 0 || this.deaths >= 3) return;
    await this.makeDue(step.startsWith('quarantined') ? '1 hour' : '0 s');
    const intent = await this.rig.send(await this.rig.claim(1));
    expect(intent?.batch).toMatchObject({ op: 'read', items: [{ version: this.doubt, isAmbiguous: false }] });
    await this.rig.answerRead(intent, step === 'SAME' ? 'SAME' : 'ABSENT');
    if (step === 'SAME') {
      this.acknowledge(this.doubt);
      this.deaths = 0;
    }
    if (!step.startsWith('quarantined')) this.doubt = 0;
  }

  private acknowledge(version: number): void {
    for (let older = 0; older < version - 1; older += 1) {
      if (this.states[older] === 'pending') this.states[older] = 'superseded';
    }
    this.states[version - 1] = 'acked';
  }

  private async makeDue(quarantine = '0 s'): Promise<void> {
    await this.rig.query(
      'UPDATE lane SET next_at = app_now(), quarantine_until = app_now() + $2::interval WHERE code = $1',
      [this.code, quarantine],
    );
  }
}
