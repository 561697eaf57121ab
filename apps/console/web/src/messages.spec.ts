import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

describe('the words of the pages', () => {
  it('are in composed form, so that search and fonts treat them alike', () => {
    const source = readFileSync(join(import.meta.dirname, 'messages.ts'), 'utf8');
    expect(source.normalize('NFC')).toBe(source);
  });
});
