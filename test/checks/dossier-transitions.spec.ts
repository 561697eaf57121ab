import { readFileSync } from 'node:fs';
import { DOSSIER_TRANSITIONS, statusNumber } from '@dvc/domain';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';

const written = parse<Record<string, string>>(readFileSync('test/fixtures/dossier-transitions.csv'), { columns: true });

describe('the table of transitions', () => {
  it('is the one that was seen in one-stop systems, way by way', () => {
    const ours = DOSSIER_TRANSITIONS.map(({ from, to, basis }) => ({
      from: from === null ? '-' : String(statusNumber(from)),
      to: String(statusNumber(to)),
      basis,
    }));
    const theirs = written.map(({ from, to, basis }) => ({ from, to, basis }));
    const inOrder = (ways: readonly object[]): string[] => ways.map((way) => JSON.stringify(way)).sort();

    expect(inOrder(ours)).toEqual(inOrder(theirs));
    expect(ours).toHaveLength(35);
  });
});
