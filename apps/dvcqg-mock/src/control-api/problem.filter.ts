import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { WireRequest } from '../portal-api/wire.js';
import { PROBLEM_TYPE, toProblem } from './problem.js';

interface ProblemReply {
  code(status: number): ProblemReply;
  header(name: string, value: string): ProblemReply;
  send(body: string): unknown;
}

/** Says what went wrong as `application/problem+json`. The wire has its own way and does not come here. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger(ProblemFilter.name);

  catch(failure: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { status, body } = toProblem(failure, http.getRequest<WireRequest>().headers['accept-language']);
    if (status >= 500) this.log.error(failure instanceof Error ? failure.stack : String(failure));
    http.getResponse<ProblemReply>().code(status).header('content-type', PROBLEM_TYPE).send(body);
  }
}
