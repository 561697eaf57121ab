import type { Verdict } from '@dvc/domain';
import type { Exchanged, PortalAnswer, Reading } from '@dvc/gateway';

/** How a call ended. */
export type CallEnd =
  | { readonly kind: 'unsent' }
  | { readonly kind: 'written'; readonly answer: PortalAnswer; readonly exchanged: Exchanged }
  | {
      readonly kind: 'read';
      readonly reading: Reading | Verdict;
      readonly holdMs: number;
      readonly exchanged: Exchanged;
    };
