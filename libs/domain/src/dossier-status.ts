/** Whether the legal time runs: not yet, running, standing still, over for good. */
export type DeadlineClock = 'notStarted' | 'runs' | 'paused' | 'over';

interface StatusFacts {
  /** Number that one-stop systems and the portal agree on. */
  readonly number: number;
  readonly name: string;
  readonly clock: DeadlineClock;
}

/** The ten statuses of a dossier. Source: docs/domain.md §5. */
const STATUS_FACTS = {
  NEW: { number: 1, name: 'Mới đăng ký', clock: 'notStarted' },
  ACCEPTED: { number: 2, name: 'Được tiếp nhận', clock: 'runs' },
  REJECTED: { number: 3, name: 'Không được tiếp nhận', clock: 'over' },
  PROCESSING: { number: 4, name: 'Đang xử lý', clock: 'runs' },
  SUPPLEMENT_REQUIRED: { number: 5, name: 'Yêu cầu bổ sung giấy tờ', clock: 'paused' },
  PAYMENT_REQUIRED: { number: 6, name: 'Yêu cầu thực hiện nghĩa vụ tài chính', clock: 'paused' },
  WITHDRAWAL_REQUESTED: { number: 7, name: 'Công dân yêu cầu rút hồ sơ', clock: 'paused' },
  STOPPED: { number: 8, name: 'Dừng xử lý', clock: 'paused' },
  COMPLETED: { number: 9, name: 'Đã xử lý xong', clock: 'over' },
  RESULT_RETURNED: { number: 10, name: 'Đã trả kết quả', clock: 'over' },
} as const satisfies Record<string, StatusFacts>;

export type DossierStatus = keyof typeof STATUS_FACTS;
export const DOSSIER_STATUSES = Object.keys(STATUS_FACTS) as DossierStatus[];

export const statusNumber = (status: DossierStatus): number => STATUS_FACTS[status].number;
/** For people. */
export const statusName = (status: DossierStatus): string => STATUS_FACTS[status].name;
export const clockIn = (status: DossierStatus): DeadlineClock => STATUS_FACTS[status].clock;
