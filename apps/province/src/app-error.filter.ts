import { randomUUID } from 'node:crypto';
import { Catch, HttpException, HttpStatus, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { AppError } from '@dvc/domain';
import { correlation } from '@dvc/observability';

/** A code that is not listed is a 500, and a bug. docs/runbook.md explains each. */
const HTTP_STATUS: Readonly<Record<string, HttpStatus>> = {
  API_KEY_REFUSED: HttpStatus.UNAUTHORIZED,
  DOSSIER_CONFLICT: HttpStatus.CONFLICT,
  DOSSIER_FILE_TOO_LARGE: HttpStatus.PAYLOAD_TOO_LARGE,
  DOSSIER_FILE_TYPE: HttpStatus.UNSUPPORTED_MEDIA_TYPE,
  DOSSIER_NOT_FOUND: HttpStatus.NOT_FOUND,
  DOSSIER_REFUSED: HttpStatus.UNPROCESSABLE_ENTITY,
  DUTY_NOT_FOUND: HttpStatus.NOT_FOUND,
  IDEMPOTENCY_KEY_FORM: HttpStatus.BAD_REQUEST,
  IDEMPOTENCY_KEY_REUSED: HttpStatus.CONFLICT,
  INBOUND_CALLER_REFUSED: HttpStatus.UNAUTHORIZED,
  INPUT_INVALID: HttpStatus.BAD_REQUEST,
  PLAN_FILE_TOO_LARGE: HttpStatus.PAYLOAD_TOO_LARGE,
  PLAN_FILE_TYPE: HttpStatus.UNSUPPORTED_MEDIA_TYPE,
  PLAN_NOT_FOUND: HttpStatus.NOT_FOUND,
  PLAN_PERIOD: HttpStatus.BAD_REQUEST,
  SERVICE_NOT_FOUND: HttpStatus.NOT_FOUND,
  REPORT_FIGURE: HttpStatus.BAD_REQUEST,
  REPORT_NOT_FOUND: HttpStatus.NOT_FOUND,
  REPORT_PERIOD: HttpStatus.BAD_REQUEST,
  REPORT_PLAN_MISSING: HttpStatus.BAD_REQUEST,
  REPORT_TOO_LONG: HttpStatus.UNPROCESSABLE_ENTITY,
  UPLOAD_BROKEN: HttpStatus.BAD_REQUEST,
  WORLD_CHANGED: HttpStatus.CONFLICT,
  WORLD_FILE: HttpStatus.UNPROCESSABLE_ENTITY,
  WORLD_NOT_FOUND: HttpStatus.NOT_FOUND,
  WORLD_NOT_LOADED: HttpStatus.NOT_FOUND,
};
const INPUT_HINT = 'Xem tham số đúng ở /docs.';

interface ErrorBody {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly requestId?: string;
  /** Field by field, where there are fields. */
  readonly faults?: unknown;
}

/** The one place where errors become HTTP. What nobody foresaw is logged whole and answered without its inside. */
@Catch()
export class AppErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(AppErrorFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const { status, body } = this.answerTo(error);
    // Too late for a status: a cut connection tells the reader that the body is not whole.
    if (response.headersSent) response.destroy();
    else response.status(status).json(body);
  }

  private answerTo(error: unknown): { status: number; body: ErrorBody } {
    if (error instanceof AppError) {
      const { code, message, hint } = error;
      const status = HTTP_STATUS[code];
      if (status !== undefined) return { status, body: { code, message, hint, ...faultsOf(error) } };
    }
    const status = clientErrorStatus(error);
    if (status !== null) return { status, body: { code: codeOf(status), message: messageOf(error), hint: INPUT_HINT } };
    const requestId = correlation.getStore() ?? randomUUID();
    this.logger.error(`${requestId} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const message = 'Lỗi bên trong hệ thống; nhật ký có chi tiết theo mã yêu cầu này';
    return { status: HttpStatus.INTERNAL_SERVER_ERROR, body: { code: 'INTERNAL', message, requestId } };
  }
}

const faultsOf = (error: AppError): Pick<ErrorBody, 'faults'> => ('faults' in error ? { faults: error.faults } : {});

/** Nest's own refusals, and those of the body parser, which carry a status but are not Nest's. */
function clientErrorStatus(error: unknown): number | null {
  const status =
    error instanceof HttpException
      ? error.getStatus()
      : error instanceof Error && 'status' in error
        ? Number(error.status)
        : 0;
  return status >= 400 && status < 500 ? status : null;
}

const CODES: Readonly<Record<number, string>> = { 400: 'INPUT_INVALID', 404: 'NOT_FOUND', 413: 'BODY_TOO_LARGE' };
const codeOf = (status: number): string => CODES[status] ?? 'REQUEST_REFUSED';

function messageOf(error: unknown): string {
  if (!(error instanceof HttpException)) return error instanceof Error ? error.message : '';
  const response = error.getResponse();
  const { message } =
    typeof response === 'string' ? { message: response } : (response as { message?: string | string[] });
  return Array.isArray(message) ? message.join('; ') : (message ?? error.message);
}
