import { AppError } from '@dvc/domain';

export class PlanFileTooLargeError extends AppError {
  readonly code = 'PLAN_FILE_TOO_LARGE';

  constructor(limitBytes: number) {
    super(`Tệp lớn hơn ${String(limitBytes / 1_000_000)} MB`, 'Bỏ hình ảnh, trang tính thừa, hoặc tách kế hoạch.');
  }
}

export class PlanFileTypeError extends AppError {
  readonly code = 'PLAN_FILE_TYPE';

  constructor(given: string) {
    super(
      `Không nhận nội dung kiểu "${given}"`,
      'Gửi thân tệp với Content-Type: text/csv hoặc application/octet-stream.',
    );
  }
}

export class PlanPeriodError extends AppError {
  readonly code = 'PLAN_PERIOD';

  constructor() {
    super('Kỳ kế hoạch cần cả hai ngày, ngày đầu không sau ngày cuối', 'Ví dụ: --from 2020-01-01 --to 2020-12-31.');
  }
}

/** Whoever sent the file went away. Nobody reads this answer; the log does. */
export class UploadBrokenError extends AppError {
  readonly code = 'UPLOAD_BROKEN';

  constructor(options?: ErrorOptions) {
    super('Tệp gửi lên bị đứt giữa chừng', 'Gửi lại.', options);
  }
}
