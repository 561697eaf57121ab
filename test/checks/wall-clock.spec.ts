import { describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { judgeLint } from './support/judge-lint.js';
import { ROOT } from './support/repository.js';

/** Each reads a time that is no space's own. */
const PLANTED = [
  ['Date.now', 'export const t = Date.now();', 'no-restricted-properties'],
  ['new Date()', 'export const t = new Date();', 'no-restricted-syntax'],
  ['Date()', 'export const t = Date();', 'no-restricted-syntax'],
  ['performance.now', 'export const t = performance.now();', 'no-restricted-properties'],
  ['process.hrtime', 'export const t = process.hrtime.bigint();', 'no-restricted-properties'],
  ['Temporal.Now', 'export const t = Temporal.Now.instant();', 'no-restricted-properties'],
  ['setTimeout', 'setTimeout(() => undefined, 1);', 'no-restricted-globals'],
  ['setInterval', 'setInterval(() => undefined, 1);', 'no-restricted-globals'],
  ['timers/promises', "import { setTimeout as p } from 'node:timers/promises'; export { p };", 'no-restricted-imports'],
  ['now() in SQL', "export const sql = 'SELECT 1 WHERE at < now()';", 'no-restricted-syntax'],
  ['CURRENT_TIMESTAMP', 'export const sql = `SELECT CURRENT_TIMESTAMP, ${1}`;', 'no-restricted-syntax'],
  ['clock_timestamp()', 'export const sql = `SELECT clock_timestamp()`;', 'no-restricted-syntax'],
] as const;

const GOOD = 'export const t = (clock: { now(): Date }): Date => new Date(clock.now().getTime() + 5);';

describe('the rule against the wall clock', () => {
  it('finds every way to read it in the mock', async () => {
    const judged = await judgeLint(
      'apps/dvcqg-mock/src/records/planted.ts',
      PLANTED.map(([, text]) => text),
    );

    expect(PLANTED.map(([name], index) => [name, judged[index]])).toEqual(
      PLANTED.map(([name, , rule]) => [name, [rule]]),
    );
  });

  it('lets the clock of a space be read, and libs/clock read the wall', async () => {
    expect(await judgeLint('apps/dvcqg-mock/src/spaces/planted.ts', [GOOD])).toEqual([[]]);
    expect(await judgeLint('libs/clock/src/planted.ts', ['export const t = Date.now();'])).toEqual([[]]);
  });

  it('is switched off nowhere in the mock', () => {
    const folder = join(ROOT, 'apps/dvcqg-mock/src');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const escapes = files.filter((file) =>
      /eslint-disable(?!-next-line max-params)/.test(readFileSync(join(folder, file), 'utf8')),
    );

    expect(files.length).toBeGreaterThan(50);
    expect(escapes).toEqual([]);
  });
});
