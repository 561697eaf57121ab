import { describe, expect, it } from '@jest/globals';
import { hrefOf, viewOf, type View } from './view.js';

const PLAIN: View = { planId: 'tuyen-quang-2020', chartBy: 'agency', chartLook: 'chart', rows: null };
const reload = (view: View): View => viewOf(new URL(hrefOf(view), 'http://console'));

describe('the address of a view', () => {
  it.each<[string, View]>([
    ['a plain plan', PLAIN],
    ['the first plan', { ...PLAIN, planId: null }],
    ['a chart by quarter as a table', { ...PLAIN, chartBy: 'quarter', chartLook: 'table' }],
    ['all rows', { ...PLAIN, rows: { filter: {}, after: null } }],
    ['the second page of all rows', { ...PLAIN, rows: { filter: {}, after: '101' } }],
    [
      'the rows of one cell',
      { ...PLAIN, rows: { filter: { bucket: 'published', agency: 'H60.15', quarter: '2020-IV' }, after: null } },
    ],
  ])('shows the same again: %s', (_name, view) => {
    expect(reload(view)).toEqual(view);
  });

  it('is short where nothing is chosen', () => {
    expect(hrefOf(PLAIN)).toBe('/plans/tuyen-quang-2020');
  });
});
