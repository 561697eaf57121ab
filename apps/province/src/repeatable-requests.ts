import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { AppError } from '@dvc/domain';
import { Store, type Repositories } from '@dvc/persistence';

const KEY = /^[\x21-\x7e]{1,200}$/;

/** The same key came with another request before: nothing was done now. */
export class IdempotencyKeyReusedError extends AppError {
  readonly code = 'IDEMPOTENCY_KEY_REUSED';

  constructor() {
    super('Idempotency-Key này đã dùng cho một yêu cầu khác', 'Mỗi yêu cầu mới cần một khóa mới.');
  }
}

export class IdempotencyKeyFormError extends AppError {
  readonly code = 'IDEMPOTENCY_KEY_FORM';

  constructor() {
    super('Idempotency-Key sai dạng', '1 đến 200 ký tự ASCII, không có dấu cách.');
  }
}

/**
 * Requests that may come twice. Work, key and answer are one transaction: where the work fails, the key is free again;
 * where the same request comes while the first runs, it waits and gives the first one's answer.
 */
@Injectable()
export class RepeatableRequests {
  constructor(@Inject(Store) private readonly store: Store) {}

  /**
   * Does the work once per `Idempotency-Key`; without one, each time.
   *
   * @throws {IdempotencyKeyReusedError} The key belongs to another request.
   */
  async run<T extends object>(request: Request, work: (repositories: Repositories) => Promise<T>): Promise<T> {
    const key = keyOf(request);
    if (key === null) return this.store.inTransaction(work);
    const hash = hashOf(request);
    return this.store.inTransaction(async (repositories) => {
      const answered = await repositories.idempotency.take(key, hash);
      if (answered !== null) return answered.requestSha256.equals(hash) ? (answered.response as T) : reused();
      const response = await work(repositories);
      await repositories.idempotency.answer(key, response);
      return response;
    });
  }
}

function keyOf({ headers }: Request): string | null {
  const given = headers['idempotency-key'];
  if (given === undefined) return null;
  if (typeof given === 'string' && KEY.test(given)) return given;
  throw new IdempotencyKeyFormError();
}

function hashOf({ method, path, body }: Request): Buffer {
  return createHash('sha256')
    .update(`${method} ${path}\n${JSON.stringify(body)}`)
    .digest();
}

function reused(): never {
  throw new IdempotencyKeyReusedError();
}
