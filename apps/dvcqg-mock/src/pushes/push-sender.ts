import { MockConfig } from '@dvc/config';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Redactor } from '../journal/redactor.js';
import { decodeBody } from '../portal-api/decode-body.js';
import type { PushEntity } from '../records/push.entity.js';
import { CallbackHosts } from './callback-hosts.js';
import { callProvince, type ProvinceReply } from './province-call.js';
import type { AttemptResult } from './push-record.js';
import { judge } from './push-verdict.js';

const MOST_REPLY_BYTES = 1024 * 1024;
const MOST_FILE_BYTES = 10 * 1024 * 1024;
const LONGEST_ERROR = 300;
const TIME_UP = 'Hết thời gian chờ.';
const REDIRECTED = 'Tỉnh trả về chuyển hướng; Cổng không đi theo.';

/** Makes one call to a province, and says how it ended. */
@Injectable()
export class PushSender {
  constructor(
    private readonly hosts: CallbackHosts,
    private readonly settings: MockConfig,
    private readonly redactor: Redactor,
  ) {}

  /** Where `stopping` fires, what is under way is broken off, and what is said of it means nothing. */
  async send(push: PushEntity, stopping: AbortSignal): Promise<AttemptResult> {
    const timeUp = AbortSignal.timeout(push.timeoutMs);
    try {
      return this.read(push, await this.call(push, AbortSignal.any([stopping, timeUp])));
    } catch (failure) {
      const error = timeUp.aborted ? TIME_UP : describe(failure).slice(0, LONGEST_ERROR);
      return { outcome: 'failed', error, httpStatus: null, reply: null, replyBytes: null, replySha256: null };
    }
  }

  private async call({ kind, method, url, body }: PushEntity, signal: AbortSignal): Promise<ProvinceReply> {
    const target = this.hosts.check(url);
    const address = await this.hosts.resolve(target);
    signal.throwIfAborted();
    const mostBytes = kind === 'download' ? MOST_FILE_BYTES : MOST_REPLY_BYTES;
    const text = body === null ? null : JSON.stringify(body);
    const token = this.settings.MOCK_CALLBACK_TOKEN;
    return callProvince({ method, url: target, address, body: text, token, mostBytes, signal });
  }

  private read({ kind }: PushEntity, { status, bytes }: ProvinceReply): AttemptResult {
    const decoded = decodeBody(bytes);
    const body = 'body' in decoded ? decoded.body : undefined;
    const kept = body === undefined ? null : this.redactor.redact(body, bytes.length);
    return {
      outcome: judge(kind, status, body),
      error: status >= 300 && status < 400 ? REDIRECTED : null,
      httpStatus: status,
      reply: typeof kept === 'object' ? kept : null,
      replyBytes: bytes.length,
      replySha256: createHash('sha256').update(bytes).digest('hex'),
    };
  }
}

function describe(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  return 'code' in failure ? `${String(failure.code)}: ${failure.message}` : failure.message;
}
