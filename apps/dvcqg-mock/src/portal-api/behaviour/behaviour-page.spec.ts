import { PORTAL_CODES, PORTAL_SERVICES } from '@dvc/contracts';
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { listBehaviours } from './behaviour-catalogue.js';
import { writeBehaviourPage } from './behaviour-page.js';

describe('docs/portal-behaviours.md', () => {
  it('says what the tables of the code say; if not: node tools/portal-behaviours.mjs', () => {
    expect(readFileSync('docs/portal-behaviours.md', 'utf8')).toBe(writeBehaviourPage(listBehaviours()));
  });
});

describe('the catalogue of behaviours', () => {
  it('lists every service of the contract, each with a label', () => {
    const { services } = listBehaviours();

    expect(services.map(({ service }) => service)).toEqual(expect.arrayContaining([...PORTAL_SERVICES]));
    expect(services.filter(({ label }) => !/^(documented|assumed|observed \(\d\))$/.test(label))).toEqual([]);
  });

  it('has a message for every code that a rule may answer', () => {
    const { services, codes } = listBehaviours();
    const worded = new Set(codes.map(({ code }) => code));
    const used = services.flatMap(({ rules }) => rules.flatMap((rule) => rule.codes));

    expect(used.length).toBeGreaterThan(20);
    expect(used.filter((code) => !worded.has(code))).toEqual([]);
    expect(Object.values(PORTAL_CODES)).toEqual(expect.arrayContaining([...worded]));
  });

  it('keeps the marks of success out of every message of a failure', () => {
    const { codes } = listBehaviours();
    const marked = codes.filter(({ message }) => /thành công|đã tồn tại/i.test(message));

    expect(marked.map(({ code }) => code)).toEqual([PORTAL_CODES.duplicate, PORTAL_CODES.duplicate]);
  });
});
