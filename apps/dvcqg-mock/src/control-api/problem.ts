import { HttpException } from '@nestjs/common';
import { SimProblem } from '../spaces/sim-problem.js';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** A failure as `application/problem+json`, in Vietnamese unless English is asked for; never with a stack. */
export function toProblem(failure: unknown, acceptLanguage: string | undefined): { status: number; body: string } {
  const status = statusOf(failure);
  const isEnglish = /^\s*en\b/i.test(acceptLanguage ?? '');
  const problem =
    failure instanceof SimProblem
      ? fromSim(failure, isEnglish)
      : { code: `SIM_${String(status)}`, detail: detailOf(failure, status, isEnglish), ...causesOf(failure) };
  return { status, body: JSON.stringify({ type: 'about:blank', status, ...problem }) };
}

function fromSim({ code, text, more }: SimProblem, isEnglish: boolean): object {
  const { fields, ...others } = more;
  return { code, detail: isEnglish ? text.en : text.vi, ...others, ...fields };
}

function detailOf(failure: unknown, status: number, isEnglish: boolean): string {
  if (status < 500 && failure instanceof Error) return failure.message;
  return isEnglish ? 'A fault in the mock itself; see its log.' : 'Lỗi trong máy chủ mô phỏng; xem nhật ký của nó.';
}

function causesOf(failure: unknown): object {
  const more: unknown = failure instanceof HttpException ? failure.cause : undefined;
  return Array.isArray(more) ? { problems: more } : {};
}

function statusOf(failure: unknown): number {
  if (failure instanceof HttpException) return failure.getStatus();
  const given = failure instanceof Error && 'statusCode' in failure ? Number(failure.statusCode) : 500;
  return given >= 400 && given < 500 ? given : 500;
}
