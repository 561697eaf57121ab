import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { collect } from './support/repository.js';
import { SETTINGS_CLASSES, defaultsOf, type Settings } from './support/settings.js';

const lines = readFileSync('config/development.env', 'utf8').split('\n');
const written: Settings = Object.fromEntries(
  lines
    .flatMap((line) => [...line.matchAll(/^([A-Z][A-Z0-9_]*)=(.*)$/g)])
    .map(([, name = '', value = '']) => [name, value]),
);
/** [name, default] of every class; a setting that one class gives a default may be optional, so empty, in another. */
const all = Object.values(SETTINGS_CLASSES).flatMap((Class) => Object.entries(defaultsOf(Class)));

describe('config/development.env', () => {
  it('names every setting with its default, and nothing else', () => {
    const names = all.map(([name]) => [name, '']);
    const defaults = all.filter(([, value]) => value !== '');

    expect(written).toEqual(Object.fromEntries([...names, ...defaults]));
  });

  it('covers every settings class, so a class that index.ts forgets is noticed', () => {
    const declared = collect(/^libs\/config\/src\/[a-z-]+\.config\.ts$/, /readonly ([A-Z][A-Z0-9_]+)[?!]?:/g);

    expect([...new Set(declared)].sort()).toEqual(Object.keys(written).sort());
  });

  it('gives one default to a setting that two classes share', () => {
    const defaults = all.filter(([, value]) => value !== '');

    expect(defaults.filter(([name, value]) => written[name] !== value)).toEqual([]);
  });

  it('explains each setting in the line above it', () => {
    const bare = lines.filter((line, index) => /^[A-Z]/.test(line) && !lines[index - 1]?.startsWith('# '));

    expect(bare).toEqual([]);
  });
});
