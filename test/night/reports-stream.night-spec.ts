import { describe, it } from '@jest/globals';
import { exportFromProcess } from '../support/report-stream-story.js';

describe('an export of a hundred thousand rows', () => {
  it.each(['csv', 'xlsx', 'json'] as const)(
    'streams as %s from a process below 200 MB',
    async (format) => {
      await exportFromProcess(100_000, format);
    },
    300_000,
  );
});
