import { describe, expect, it } from '@jest/globals';
import { AppLogger } from './logger.js';

/** A logger whose lines come back instead of leaving. */
class ReadableLogger extends AppLogger {
  lineOf(message: string): string {
    return this.stringifyJsonLogObject({ level: 'error', message });
  }
}

describe('a line of the log', () => {
  const logger = new ReadableLogger('test');

  it.each([0x0a, 0x0d, 0x1b, 0x7f, 0x85, 0x9b, 0x2028, 0x2029, 0x202e, 0xfeff, 0xd800])(
    'holds sign number %i as text that does nothing',
    (code) => {
      const sign = String.fromCharCode(code);
      const line = logger.lineOf(`thật${sign}giả`);

      expect(line).toMatch(/^[\x20-\x7eậảt]+$/);
      expect(JSON.parse(line)).toEqual({ level: 'error', message: `thật${sign}giả` });
    },
  );

  it('is short, however long the event is', () => {
    const line = logger.lineOf('d'.repeat(1_048_576));

    expect(line).toHaveLength(8_192 + '{"level":"error","message":"… (1048576)"}'.length);
  });
});
