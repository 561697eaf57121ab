import type { PlanBucket, Tier, Timeliness } from '@dvc/domain';

/** A word people read and the sign beside it; colour alone never tells. */
interface Word {
  readonly text: string;
  readonly symbol: string;
}

/** The same on pages and in exports, in the order in which a plan gets done. */
export const BUCKET_WORDS: Readonly<Record<PlanBucket, Word>> = {
  published: { text: 'Đã tích hợp', symbol: '✓' },
  inFlight: { text: 'Đang gửi', symbol: '↻' },
  waiting: { text: 'Đang chờ', symbol: '◷' },
  notStarted: { text: 'Chưa bắt đầu', symbol: '○' },
  inDoubt: { text: 'Không rõ kết quả', symbol: '?' },
  rejected: { text: 'Cổng từ chối', symbol: '✗' },
  held: { text: 'Đang giữ', symbol: '‖' },
};

export const TIMELINESS_WORDS: Readonly<Record<Timeliness, Word>> = {
  onTime: { text: 'Đúng hạn', symbol: '✓' },
  publishedLate: { text: 'Tích hợp muộn', symbol: '◔' },
  overdue: { text: 'Quá hạn', symbol: '!' },
  due: { text: 'Còn hạn', symbol: '◷' },
};

export const TIER_WORDS: Readonly<Record<Tier, string>> = {
  MINISTRY: 'Cấp bộ',
  PROVINCE: 'Cấp tỉnh',
  DISTRICT: 'Cấp huyện',
  COMMUNE: 'Cấp xã',
};

const LEVEL_WORDS: Readonly<Record<string, string>> = {
  INFO: 'Cung cấp thông tin',
  PARTIAL: 'Một phần',
  FULL: 'Toàn trình',
};

/** `3` → Mức độ 3, `FULL` → Toàn trình: each scheme in its own words. */
export const levelText = (level: string): string => LEVEL_WORDS[level] ?? `Mức độ ${level}`;

/** `2020-III` → Quý III/2020. */
export function quarterText(quarter: string): string {
  const [year, roman] = quarter.split('-');
  return year === undefined || roman === undefined ? quarter : `Quý ${roman}/${year}`;
}
