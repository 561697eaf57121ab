import type { Reply } from './running-mock.js';

/** How the mock is tried: as it starts, or as hard as it can be. */
export type Profile = 'default' | 'strict';

/** One call of a service, and the answer field by field. */
export interface Story {
  readonly service: string;
  /** Of the body: 1, fields seen since 2019; 2, since 2022. */
  readonly generation?: 1 | 2;
  readonly ask: () => Promise<Reply>;
  readonly expected: unknown;
  /** What the strict profile answers, where it is something else. */
  readonly strictly?: unknown;
  /** Where a write is to be seen afterwards, and what is there. */
  readonly state?: readonly [path: string, expected: unknown];
}
