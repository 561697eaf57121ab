import { describe, it } from '@jest/globals';
import { exportFromProcess } from '../support/report-stream-story.js';

describe('an export of ten thousand rows', () => {
  // eslint-disable-next-line jest/expect-expect -- the story judges, as the night's does
  it.each(['csv', 'xlsx'] as const)(
    'streams as %s from a small process',
    async (format) => {
      await exportFromProcess(10_000, format);
    },
    60_000,
  );
});
