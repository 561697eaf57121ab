import type { Verdict } from '@dvc/domain';
import type { Exchanged, PortalAnswer, Reading } from '@dvc/gateway';

/** `late`: its time to leave was over. `held`: the portal has asked for quiet since the batch was taken. */
export type Unsent = 'late' | 'held';

/** How a call ended. */
export type CallEnd = { readonly kind: 'unsent'; readonly why: Unsent } | SentEnd;

/** How a call ended that had left. */
export type SentEnd =
  | { readonly kind: 'written'; readonly answer: PortalAnswer; readonly exchanged: Exchanged }
  | {
      readonly kind: 'read';
      readonly reading: Reading | Verdict;
      readonly holdMs: number;
      readonly exchanged: Exchanged;
    };

/** What the portal said of a call as a whole. */
export interface WholeCall {
  /** `null`: the items were answered one by one. */
  readonly verdict: Verdict | null;
  /** Nobody may call for so long. */
  readonly holdMs: number;
}

/** The gateway gives all items one and the same verdict where the portal spoke of the call. */
export function wholeCallOf(end: SentEnd): WholeCall {
  if (end.kind === 'read') return { verdict: typeof end.reading === 'string' ? null : end.reading, holdMs: end.holdMs };
  const { verdicts, holdMs } = end.answer;
  const [first = null] = verdicts.values();
  const isOneForAll = [...verdicts.values()].every((verdict) => verdict === first);
  return { verdict: isOneForAll ? first : null, holdMs };
}
