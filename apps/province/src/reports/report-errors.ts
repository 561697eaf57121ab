import { AppError, REPORT_NAMES } from '@dvc/domain';

export class ReportNotFoundError extends AppError {
  readonly code = 'REPORT_NOT_FOUND';

  constructor(name: string) {
    super(`Không có báo cáo "${name}"`, `Các báo cáo: ${REPORT_NAMES.join(', ')}.`);
  }
}

export class ReportPlanMissingError extends AppError {
  readonly code = 'REPORT_PLAN_MISSING';

  constructor(name: string) {
    super(`Báo cáo ${name} cần một kế hoạch`, 'Ghi plan=<mã kế hoạch>; xem danh sách bằng: dvcqg plan list');
  }
}

export class ReportFigureError extends AppError {
  readonly code = 'REPORT_FIGURE';

  constructor(name: string, figures: readonly string[]) {
    super(`Báo cáo ${name} không có chỉ tiêu này`, `Các chỉ tiêu: ${figures.join(', ')}.`);
  }
}

export class ReportTooLongError extends AppError {
  readonly code = 'REPORT_TOO_LONG';

  constructor(count: number, format: string, most: number) {
    super(
      `Báo cáo có ${String(count)} dòng, ${format} nhận nhiều nhất ${String(most)}`,
      'Chọn format=csv, hoặc thu hẹp kỳ báo cáo, chỉ tiêu, đơn vị.',
    );
  }
}
