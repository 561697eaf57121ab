import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly sign: string | undefined;
  readonly body: Record<string, unknown> | null;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** Never answers. */
  readonly isSilent?: boolean;
}

/** What an answer to a confirmation is made of, in a system that believes no code it has not worked out itself. */
const COVERED =
  'LoaiBanTin MaLoi MaDoiTac MaThamChieu SoTien MaTienTe MaGiaoDich MaNganHang ThoiGianGD ThongTinGiaoDich';

/** A small real HTTP server in the place of a province: remembers what came, answers what it is told to. */
export class ProvinceStandIn {
  readonly received: Received[] = [];
  /** What it answers next, in this order; then, and else, `usual`. */
  readonly answers: Answer[] = [];
  usual: (received: Received) => Answer = () => ({ body: { error_code: 0, message: 'ok' } });
  private readonly server: Server = createServer((request, response) => void this.serve(request, response));

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get host(): string {
    return `127.0.0.1:${String(this.port)}`;
  }

  get url(): string {
    return `http://${this.host}`;
  }

  bodies(): unknown[] {
    return this.received.map(({ body }) => body);
  }

  forget(): void {
    this.received.length = 0;
    this.answers.length = 0;
    this.usual = () => ({ body: { error_code: 0, message: 'ok' } });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const content = await text(request);
    const received = {
      method: request.method ?? '',
      path: request.url ?? '',
      sign: request.headers['x-sim']?.toString(),
      body: content === '' ? null : (JSON.parse(content) as Record<string, unknown>),
    };
    this.received.push(received);
    const { status = 200, headers = {}, body, isSilent = false } = this.answers.shift() ?? this.usual(received);
    if (isSilent) return;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body ?? {}));
  }
}

/** Answers a confirmation as a careful one-stop system does: a wrong code is an error of its own making. */
export function careful(secret: string): (received: Received) => Answer {
  return ({ body }) => {
    const fields = body ?? {};
    const covered = COVERED.split(' ').map((name) => String(fields[name]));
    const right = createHash('sha256')
      .update([...covered, secret].join('|'))
      .digest('hex');
    if (fields['MaXacThuc'] !== right) return { body: { MaLoi: '99', MoTaLoi: 'Các lỗi khác' } };
    const { MaDoiTac, MaThamChieu, ThoiGianGD, MaXacThuc } = fields;
    return { body: { MaLoi: '00', MoTaLoi: 'Thành công', MaDoiTac, MaThamChieu, ThoiGianGD, MaXacThuc } };
  };
}
