import { createWriteStream, openAsBlob } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { CommandError, EXIT } from './exit-codes.js';

/** Where the province listens, and the key to it. */
export interface ProvincePlace {
  readonly url: string;
  readonly key: string;
}

interface Refusal {
  readonly message?: string;
  readonly hint?: string;
  readonly requestId?: string;
}

/** Talks to the province's HTTP interface; what it refuses is a {@link CommandError} with its words. */
export class ProvinceClient {
  constructor(private readonly place: ProvincePlace) {}

  async get<T>(path: string): Promise<T> {
    return (await (await this.fetch(path)).json()) as T;
  }

  /** Sends a file as it streams from disk. A 422 is an answer: it lists what is wrong with the file. */
  async sendFile<T>(path: string, file: string, name: string): Promise<T> {
    const body = await openAsBlob(file);
    const headers = { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name) };
    return (await (await this.fetch(path, { method: 'POST', body, headers }, [422])).json()) as T;
  }

  /** Sends a file; the answer is JSON line by line, as the work goes on. */
  async sendFileWatching(path: string, file: string, take: (line: unknown) => void): Promise<void> {
    const headers = { 'content-type': 'application/octet-stream', accept: 'application/x-ndjson' };
    const { body } = await this.fetch(path, { method: 'POST', body: await openAsBlob(file), headers });
    if (body === null) return;
    const lines = createInterface({ input: Readable.fromWeb(body as ReadableStream), crlfDelay: Infinity });
    for await (const line of lines) take(JSON.parse(line));
  }

  /** Sends a thing; under the same key it is done once, however often it is sent. */
  async post<T>(path: string, thing: object, idempotencyKey: string): Promise<T> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': idempotencyKey };
    return (await (await this.fetch(path, { method: 'POST', body: JSON.stringify(thing), headers })).json()) as T;
  }

  /** Sends a thing that may be sent again: the province sees to it. */
  async send<T>(path: string, thing: object = {}): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    return (await (await this.fetch(path, { method: 'POST', body: JSON.stringify(thing), headers })).json()) as T;
  }

  /** Saves an answer's body, to a file or to standard output; gives the answer's headers. */
  async download(path: string, file: string): Promise<Headers> {
    const { body, headers } = await this.fetch(path);
    if (body === null) throw new CommandError(EXIT.environment, 'Câu trả lời không có nội dung', 'Thử lại');
    const out = file === '-' ? process.stdout : createWriteStream(file);
    await pipeline(Readable.fromWeb(body as ReadableStream), out, { end: file !== '-' });
    return headers;
  }

  private async fetch(path: string, request: RequestInit = {}, expected: readonly number[] = []): Promise<Response> {
    const headers = new Headers(request.headers);
    headers.set('authorization', `Bearer ${this.place.key}`);
    let response: Response;
    try {
      response = await fetch(new URL(path, this.place.url), { ...request, headers });
    } catch {
      const message = `Không kết nối được hệ thống tỉnh tại ${this.place.url}`;
      const hint = 'Khởi động hệ thống bằng `dvcqg up`, rồi kiểm tra bằng `dvcqg doctor`';
      throw new CommandError(EXIT.environment, message, hint);
    }
    if (response.ok || expected.includes(response.status)) return response;
    throw refusalOf(response.status, await response.json().catch(() => ({})));
  }
}

function refusalOf(status: number, body: unknown): CommandError {
  const { message = `Hệ thống tỉnh trả lời ${String(status)}`, hint = '', requestId } = body as Refusal;
  // 401 and 403: the key is wrong, not the input.
  const exitCode = status >= 500 || status === 401 || status === 403 ? EXIT.environment : EXIT.badInput;
  return new CommandError(exitCode, requestId === undefined ? message : `${message} (mã yêu cầu ${requestId})`, hint);
}
