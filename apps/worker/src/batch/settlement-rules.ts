import { Injectable } from '@nestjs/common';
import { DispatchConfig } from '@dvc/config';
import { backOffMs, moveAfter, readWaitMs, type LaneMove, type Verdict } from '@dvc/domain';
import type { Reading } from '@dvc/gateway';
import type { Settlement, TakenItem } from '@dvc/persistence';
import type { CallEnd, Unsent } from './call-end.js';
import type { Intent } from './intent-recorder.js';

/** First waits are 1 s in production; where back-offs are shorter, reads are in the same measure. */
const PRODUCTION_BACKOFF_MS = 1_000;
const UNSENT: Record<Unsent, Verdict> = {
  late: { outcome: 'NOT_SENT', code: '', field: '', message: 'Quá hạn gửi, chưa gửi gì' },
  held: { outcome: 'NOT_SENT', code: '', field: '', message: 'Cổng vừa yêu cầu tạm dừng, chưa gửi gì' },
};
const SILENT: Verdict = { outcome: 'IN_DOUBT', code: '', field: '', message: 'Câu trả lời không nêu bản ghi này' };

/** From how a call ended to what becomes of each of its lanes. */
@Injectable()
export class SettlementRules {
  constructor(private readonly dispatch: DispatchConfig) {}

  settlementsOf({ batch, attempts }: Pick<Intent, 'batch' | 'attempts'>, end: CallEnd): Settlement[] {
    const size = batch.items.reduce((sum, { rows }) => sum + rows, 0);
    return batch.items.map((item) => {
      if (end.kind === 'read') return this.afterRead(item, end.reading);
      if (batch.op === 'read') return this.afterRead(item, end.kind === 'unsent' ? UNSENT[end.why] : SILENT);
      const verdict = end.kind === 'unsent' ? UNSENT[end.why] : (end.answer.verdicts.get(item.code) ?? SILENT);
      return this.afterWrite(item, attempts.get(item.laneId) ?? null, verdict, size);
    });
  }

  /** Steps in doubt go on one by one: they share a key, so only a step that is alone can be told of. */
  private afterWrite(item: TakenItem, attemptId: string | null, verdict: Verdict, size: number): Settlement {
    const isStepByStep = item.stream === 'journal' && verdict.outcome === 'IN_DOUBT';
    const move = moveAfter(verdict, item, isStepByStep ? 1 : size);
    return { item, move, attemptId, source: 'reply', nextInMs: this.waitMs(move, 0), reads: 0, mayRepeat: false };
  }

  /** Seen there: it has landed, once. Not seen: proves nothing while the portal may still commit it. */
  private afterRead(item: TakenItem, reading: Reading | Verdict): Settlement {
    const resolved = (verdict: Verdict): Settlement => {
      const move = moveAfter(verdict, { ...item, isKnown: isKnownAfter(item, reading) }, 1);
      const nextInMs = this.waitMs(move, 0);
      return { item, move, attemptId: item.intentId, source: 'read', nextInMs, reads: 0, mayRepeat: false };
    };
    if (reading === 'SAME' && !item.isAmbiguous) return resolved(say('OK', 'Tra cứu thấy đúng nội dung đã gửi'));
    if (!item.isQuarantined) {
      const mayRepeat = item.stream === 'journal' && reading !== 'ABSENT' && reading !== 'DIFFERENT';
      return { ...resolved(say('EXPIRED', 'Hết thời gian chờ, Cổng không có nội dung này')), nextInMs: 0, mayRepeat };
    }
    const { fails, batchCap } = item; // a read says nothing of the call that is in doubt
    const move = { ...moveAfter(SILENT, item, 1), fails, batchCap, isKnown: isKnownAfter(item, reading) };
    const reads = item.reads + 1;
    const nextInMs = this.waitMs(move, reads);
    return { item, move, attemptId: null, source: 'read', nextInMs, reads, mayRepeat: false };
  }

  private waitMs({ next, fails }: LaneMove, reads: number): number {
    const { DISPATCH_BACKOFF_MS: firstMs, DISPATCH_BACKOFF_MAX_MS: maxMs } = this.dispatch;
    if (next === 'read') return readWaitMs(reads, firstMs / PRODUCTION_BACKOFF_MS);
    return next === 'later' ? backOffMs(fails, Math.random(), { firstMs, maxMs }) : 0;
  }
}

const say = (outcome: Verdict['outcome'], message: string): Verdict => ({ outcome, code: '', field: '', message });

/** Seen in any shape, it is there to be updated. Absent counts once the portal can no longer commit what is in doubt. */
function isKnownAfter({ isKnown, isQuarantined }: TakenItem, reading: Reading | Verdict): boolean {
  if (reading === 'SAME' || reading === 'DIFFERENT' || reading === 'UNCLEAR') return true;
  return reading === 'ABSENT' && !isQuarantined ? false : isKnown;
}
