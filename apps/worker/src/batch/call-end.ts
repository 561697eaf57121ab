import type { Verdict } from '@dvc/domain';
import type { Exchanged, PortalAnswer, Reading } from '@dvc/gateway';

/** `late`: its time to leave was over. `held`: the portal has asked for quiet since the batch was taken. */
export type Unsent = 'late' | 'held';

/** How a call ended. */
export type CallEnd =
  | { readonly kind: 'unsent'; readonly why: Unsent }
  | { readonly kind: 'written'; readonly answer: PortalAnswer; readonly exchanged: Exchanged }
  | {
      readonly kind: 'read';
      readonly reading: Reading | Verdict;
      readonly holdMs: number;
      readonly exchanged: Exchanged;
    };
