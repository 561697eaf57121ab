import { Catch, HttpException, HttpStatus, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AppError } from '@dvc/domain';
import { SignInRequiredError, SignInWaitError } from './console-errors.js';
import { isStoreDown } from './is-store-down.js';
import { NoticePages } from './pages/notice-pages.js';

const HTTP_STATUS: Readonly<Record<string, HttpStatus>> = {
  CONSOLE_BAD_QUERY: HttpStatus.BAD_REQUEST,
  CONSOLE_SIGN_IN_REQUIRED: HttpStatus.UNAUTHORIZED,
  CONSOLE_TOKEN_WRONG: HttpStatus.UNAUTHORIZED,
  CONSOLE_ORIGIN_FOREIGN: HttpStatus.FORBIDDEN,
  PLAN_NOT_FOUND: HttpStatus.NOT_FOUND,
  CONSOLE_SIGN_IN_WAIT: HttpStatus.TOO_MANY_REQUESTS,
};
const REFUSED_SIGN_IN: readonly string[] = ['CONSOLE_TOKEN_WRONG', 'CONSOLE_SIGN_IN_WAIT'];

/** What every failed request is told, as JSON or on a small page. Never a stack. */
export interface ErrorReply {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** The one place where a failure becomes HTTP. An unknown one is a 500, and a bug: it is logged. */
@Catch()
export class ConsoleErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(ConsoleErrorFilter.name);

  constructor(private readonly pages: NoticePages) {}

  catch(failure: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const { status, ...reply } = this.replyTo(failure);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (failure instanceof SignInWaitError) response.setHeader('Retry-After', failure.waitS);
    response.status(status);
    if (!wantsPage(request)) response.json(reply);
    else if (failure instanceof SignInRequiredError)
      response.type('html').send(this.pages.signIn(null, backTo(request)));
    else if (REFUSED_SIGN_IN.includes(reply.code))
      response.type('html').send(this.pages.signIn(reply, backTo(request)));
    else response.type('html').send(this.pages.failure(reply));
  }

  private replyTo(failure: unknown): ErrorReply {
    if (failure instanceof AppError) {
      const { code, message, hint } = failure;
      return { status: HTTP_STATUS[code] ?? HttpStatus.INTERNAL_SERVER_ERROR, code, message, hint };
    }
    if (failure instanceof HttpException) return httpReply(failure.getStatus());
    if (isStoreDown(failure)) return STORE_DOWN;
    this.logger.error(failure);
    return BUG;
  }
}

const STORE_DOWN: ErrorReply = {
  status: HttpStatus.SERVICE_UNAVAILABLE,
  code: 'CONSOLE_STORE_DOWN',
  message: 'Không kết nối được cơ sở dữ liệu PostgreSQL.',
  hint: 'Chạy `dvcqg doctor` để xem nguyên nhân; trang tự thử lại.',
};
const BUG: ErrorReply = {
  status: HttpStatus.INTERNAL_SERVER_ERROR,
  code: 'CONSOLE_BUG',
  message: 'Bảng điều khiển gặp lỗi không lường trước.',
  hint: 'Xem nhật ký của tiến trình console và báo cho người phát triển.',
};

const NOT_FOUND: number = HttpStatus.NOT_FOUND;

/** Answers Nest gives by itself: no such route, a body it cannot read. */
function httpReply(status: number): ErrorReply {
  if (status === NOT_FOUND) {
    return {
      status,
      code: 'CONSOLE_NO_SUCH_PAGE',
      message: 'Không có trang này.',
      hint: 'Về trang Tiến độ tích hợp: /',
    };
  }
  return {
    status,
    code: `CONSOLE_HTTP_${String(status)}`,
    message: 'Yêu cầu không hợp lệ.',
    hint: 'Kiểm tra địa chỉ, phương thức và nội dung gửi lên.',
  };
}

function wantsPage(request: Request): boolean {
  const isForPrograms = request.path.startsWith('/api/') || request.path.startsWith('/health/');
  return !isForPrograms && request.accepts(['json', 'html']) === 'html';
}

/** After sign-in the browser goes on to the page it asked for. */
function backTo(request: Request): string {
  return request.method === 'GET' ? request.path : '/';
}
