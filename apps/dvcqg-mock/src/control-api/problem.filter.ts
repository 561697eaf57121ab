import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';

interface ProblemReply {
  code(status: number): ProblemReply;
  header(name: string, value: string): ProblemReply;
  send(body: string): unknown;
}

/** Says what went wrong as `application/problem+json`, never with a stack. The wire has its own way and does not come here. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger(ProblemFilter.name);

  catch(failure: unknown, host: ArgumentsHost): void {
    const status = statusOf(failure);
    if (status >= 500) this.log.error(failure instanceof Error ? failure.stack : String(failure));
    const detail =
      status < 500 && failure instanceof Error ? failure.message : 'Lỗi trong máy chủ mô phỏng; xem nhật ký của nó.';
    const more: unknown = failure instanceof HttpException ? failure.cause : undefined;
    const body = {
      type: 'about:blank',
      status,
      code: `SIM_${String(status)}`,
      detail,
      ...(Array.isArray(more) ? { problems: more } : {}),
    };
    host
      .switchToHttp()
      .getResponse<ProblemReply>()
      .code(status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(body));
  }
}

function statusOf(failure: unknown): number {
  if (failure instanceof HttpException) return failure.getStatus();
  const given = failure instanceof Error && 'statusCode' in failure ? Number(failure.statusCode) : 500;
  return given >= 400 && given < 500 ? given : 500;
}
