import { describe, expect, it } from '@jest/globals';
import type { PlanProgress, ProgressGroup } from '@dvc/persistence';
import { toProgressReply } from './to-progress-reply.js';

const buckets = { published: 180, inDoubt: 0, rejected: 1, held: 0, inFlight: 0, waiting: 0, notStarted: 96 };
const timeliness = { onTime: 150, publishedLate: 30, overdue: 0, due: 97 };
const group = (key: string, label = ''): ProgressGroup => ({ key, label, total: 277, buckets, timeliness });
const progress: PlanProgress = {
  plan: {
    id: 'tuyen-quang-2020',
    name: 'Danh mục',
    decision: '',
    periodFrom: '2020-01-01',
    periodTo: '2020-12-31',
    kind: 'integration',
    targetPercent: null,
  },
  asOf: '2020-10-03T01:00:00.000Z',
  total: 277,
  published: 180,
  rejected: 1,
  inDoubt: 0,
  buckets,
  timeliness,
  byLevel: [group('3')],
  byTier: [group('PROVINCE')],
  byQuarter: [group('2020-III')],
  byAgency: [group('H60.15', 'Sở Y tế')],
  byLevelAndTier: [group('4|PROVINCE'), group('3|COMMUNE'), group('3|PROVINCE')],
  byQuarterAndAgency: [group('2020-III|H60.15')],
};

describe('the progress of a plan, for the page', () => {
  const reply = toProgressReply(progress);

  it('prints the share with the denominator it was made of', () => {
    expect(reply).toMatchObject({ published: 180, total: 277, percentText: '64,98 %' });
    expect(reply.buckets.find(({ key }) => key === 'rejected')).toMatchObject({ count: 1, percentText: '0,36 %' });
  });

  it('gives every group the filter that opens its rows, and its Vietnamese name', () => {
    expect(reply.byAgency[0]).toMatchObject({ label: 'Sở Y tế', filter: { agency: 'H60.15' } });
    expect(reply.byQuarter[0]).toMatchObject({ label: 'Quý III/2020', filter: { quarter: '2020-III' } });
    expect(reply.byQuarterAndAgency[0]?.filter).toEqual({ quarter: '2020-III', agency: 'H60.15' });
  });

  it('lists levels upwards and, inside a level, tiers from the top', () => {
    expect(reply.byLevelAndTier.map(({ label }) => label)).toEqual([
      'Mức độ 3 · Cấp tỉnh',
      'Mức độ 3 · Cấp xã',
      'Mức độ 4 · Cấp tỉnh',
    ]);
  });

  it('is open while a service has not come to its end', () => {
    const atRest = { ...buckets, notStarted: 0 };
    expect(reply.isOpen).toBe(true);
    expect(toProgressReply({ ...progress, buckets: atRest }).isOpen).toBe(false);
  });
});
