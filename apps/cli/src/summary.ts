import { formatPercent } from '@dvc/domain';
import type { PlanProgress, ProgressGroup } from '@dvc/persistence';
import Table from 'cli-table3';
import type { PortalServices } from './portal-services.js';

const TIERS: Readonly<Record<string, string>> = {
  MINISTRY: 'Bộ, ngành',
  PROVINCE: 'Cấp tỉnh',
  DISTRICT: 'Cấp huyện',
  COMMUNE: 'Cấp xã',
};
/** On two lines each, so that the table fits 110 columns. */
const HEAD = [
  'Nhóm',
  'Tổng\nsố',
  'Đã tích\nhợp',
  'Đang\ngửi',
  'Đang\nchờ',
  'Không\nrõ',
  'Bị từ\nchối',
  'Chưa\nbắt đầu',
  'Trễ\nhạn',
];
const NAME_WIDTH = 44;
/** Lines around and under the heading only. */
const FRAME = {
  mid: '',
  'left-mid': '',
  'mid-mid': '',
  'right-mid': '',
  middle: '',
  'top-mid': '─',
  'bottom-mid': '─',
};

/** The plan's progress as a table for people; every figure is the province's own. */
export function summaryOf(progress: PlanProgress): string {
  const table = new Table({
    head: HEAD,
    chars: FRAME,
    style: { head: [], border: [] },
    colWidths: [NAME_WIDTH],
    wordWrap: true,
    colAligns: ['left', ...HEAD.slice(1).map(() => 'right' as const)],
  });
  const section = (title: string, groups: readonly ProgressGroup[], name: (group: ProgressGroup) => string): void => {
    table.push([{ colSpan: HEAD.length, content: title }]);
    for (const group of groups) table.push([`  ${name(group)}`, ...figuresOf(group)]);
  };
  section('Theo mức độ và cấp thực hiện', progress.byLevelAndTier, ({ key }) => {
    const [level = '', tier = ''] = key.split('|');
    return `Mức độ ${level} · ${TIERS[tier] ?? tier}`;
  });
  section('Theo quý', progress.byQuarter, ({ key }) => key.split('-').reverse().join('/'));
  section('Theo cơ quan', progress.byAgency, ({ label }) => label);
  table.push(['Cả kế hoạch', ...figuresOf({ key: '', label: '', ...progress })]);
  const { plan, published, total, asOf } = progress;
  return [
    `${plan.name}${plan.decision === '' ? '' : ` (${plan.decision})`}`,
    table.toString(),
    `Đã tích hợp ${String(published)}/${String(total)} dịch vụ = ${formatPercent(published, total)} · số liệu lúc ${vietnamTime(asOf)}`,
  ].join('\n');
}

const figuresOf = ({ total, buckets, timeliness }: ProgressGroup): string[] =>
  [
    total,
    buckets.published,
    buckets.inFlight,
    buckets.waiting,
    buckets.inDoubt,
    buckets.rejected + buckets.held,
    buckets.notStarted,
    timeliness.publishedLate + timeliness.overdue,
  ].map(String);

const vietnamTime = (iso: string): string =>
  new Intl.DateTimeFormat('vi-VN', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Asia/Ho_Chi_Minh' }).format(
    new Date(iso),
  );

/** The same for programs. `plan` holds the acceptance figures by their keys. */
export function toJson(progress: PlanProgress, portal: PortalServices | null): object {
  const totals = (groups: readonly ProgressGroup[]): Record<string, number> =>
    Object.fromEntries(groups.map(({ key, total }) => [key, total]));
  const { plan, asOf, total, published, rejected, inDoubt, buckets, timeliness } = progress;
  return {
    plan: {
      id: plan.id,
      name: plan.name,
      total,
      byLevel: totals(progress.byLevel),
      byTier: totals(progress.byTier),
      byLevelAndTier: nested(progress.byLevelAndTier),
      byQuarter: Object.fromEntries(progress.byQuarter.map(({ key, total: n }) => [key.split('-')[1] ?? key, n])),
      byQuarterAndAgency: nested(progress.byQuarterAndAgency),
    },
    asOf,
    published,
    rejected,
    inDoubt,
    buckets,
    timeliness,
    portal,
  };
}

function nested(groups: readonly ProgressGroup[]): Record<string, Record<string, number>> {
  const result: Record<string, Record<string, number>> = {};
  for (const { key, label, total } of groups) {
    const [outer = '', inner = ''] = key.split('|');
    const name = label === key || label.includes(' · ') ? inner : label;
    result[outer] = { ...result[outer], [name]: total };
  }
  return result;
}
