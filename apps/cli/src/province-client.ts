import { createWriteStream, openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

/** Where the province listens, and the key to it. */
export interface ProvincePlace {
  readonly url: string;
  readonly key: string;
}

/** An answer that is neither the wished one nor a known refusal of the input. */
export class ProvinceError extends Error {
  constructor(
    message: string,
    readonly hint: string,
    /** True where trying again, elsewhere or later may help; false where the input must change. */
    readonly isEnvironment: boolean,
  ) {
    super(message);
  }
}

interface Refusal {
  readonly message?: string;
  readonly hint?: string;
  readonly requestId?: string;
}

/** Talks to the province's HTTP interface. */
export class ProvinceClient {
  constructor(private readonly place: ProvincePlace) {}

  /** @throws {ProvinceError} */
  async get<T>(path: string): Promise<T> {
    return (await (await this.fetch(path)).json()) as T;
  }

  /** Sends a file as it streams from disk. A 422 is an answer: it lists what is wrong with the file. */
  async sendFile<T>(path: string, file: string, name: string): Promise<T> {
    const body = await openAsBlob(file);
    const headers = { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name) };
    return (await (await this.fetch(path, { method: 'POST', body, headers }, [422])).json()) as T;
  }

  /** Saves an answer's body, to a file or to standard output. */
  async download(path: string, file: string): Promise<void> {
    const { body } = await this.fetch(path);
    if (body === null) throw new ProvinceError('Câu trả lời không có nội dung', 'Thử lại.', true);
    const out = file === '-' ? process.stdout : createWriteStream(file);
    await pipeline(Readable.fromWeb(body as ReadableStream), out, { end: file !== '-' });
  }

  private async fetch(path: string, request: RequestInit = {}, expected: readonly number[] = []): Promise<Response> {
    const headers = new Headers(request.headers);
    headers.set('authorization', `Bearer ${this.place.key}`);
    let response: Response;
    try {
      response = await fetch(new URL(path, this.place.url), { ...request, headers });
    } catch {
      const hint = 'Khởi động hệ thống bằng "dvcqg up", rồi kiểm tra bằng "dvcqg doctor".';
      throw new ProvinceError(`Không kết nối được hệ thống tỉnh tại ${this.place.url}`, hint, true);
    }
    if (response.ok || expected.includes(response.status)) return response;
    throw refusalOf(response.status, await response.json().catch(() => ({})));
  }
}

function refusalOf(status: number, body: unknown): ProvinceError {
  const { message, hint, requestId } = body as Refusal;
  const isEnvironment = status >= 500 || status === 401 || status === 403;
  const id = requestId === undefined ? '' : ` (mã yêu cầu ${requestId})`;
  return new ProvinceError(`${message ?? `Hệ thống tỉnh trả lời ${String(status)}`}${id}`, hint ?? '', isEnvironment);
}
