import type { ValidationError } from '@nestjs/common';
import { AppError } from '@dvc/domain';

/** A path or query that does not fit its DTO. Names every fault at once. */
export class BadQueryError extends AppError {
  readonly code = 'CONSOLE_BAD_QUERY';
}

/** No session cookie, or one that is forged or too old. */
export class SignInRequiredError extends AppError {
  readonly code = 'CONSOLE_SIGN_IN_REQUIRED';

  constructor() {
    super(
      'Chưa đăng nhập, hoặc phiên đăng nhập đã hết hạn.',
      'Mở địa chỉ có ?token=… mà `npm start` đã in ra, hoặc dán mã đăng nhập vào ô bên dưới.',
    );
  }
}

export class WrongTokenError extends AppError {
  readonly code = 'CONSOLE_TOKEN_WRONG';

  constructor() {
    super(
      'Mã đăng nhập không đúng.',
      'Chép lại trọn vẹn mã trong địa chỉ mà `npm start` in ra (phần sau ?token=), hoặc giá trị của CONSOLE_TOKEN.',
    );
  }
}

/** Too many wrong tokens from one address: not even the right one is looked at until the wait is over. */
export class SignInWaitError extends AppError {
  readonly code = 'CONSOLE_SIGN_IN_WAIT';

  constructor(readonly waitS: number) {
    super('Đã nhập sai quá nhiều lần.', `Chờ ${String(waitS)} giây rồi thử lại.`);
  }
}

/** A write asked for by another site's page. */
export class ForeignOriginError extends AppError {
  readonly code = 'CONSOLE_ORIGIN_FOREIGN';

  constructor() {
    super('Yêu cầu đến từ một trang khác nên bị từ chối.', 'Gửi lại từ chính trang này của bảng điều khiển.');
  }
}

const UNKNOWN_NAME = 'whitelistValidation';

/** Turns class-validator's findings into one answer. */
export function badQuery(faults: ValidationError[]): BadQueryError {
  const lines = faults.flatMap(({ property, constraints = {} }) =>
    Object.entries(constraints).map(([rule, text]) =>
      rule === UNKNOWN_NAME ? `${property}: không có tham số này` : text,
    ),
  );
  return new BadQueryError(`Tham số chưa đúng: ${lines.join('; ')}.`, 'Sửa tham số trong địa chỉ rồi gọi lại.');
}
