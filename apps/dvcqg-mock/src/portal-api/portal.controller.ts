import { PORTAL_CODES, PORTAL_PATHS } from '@dvc/contracts';
import { Controller, Get, Logger, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PROBLEM_TYPE, toProblem } from '../control-api/problem.js';
import { plainDelivery, type Delivery } from '../faults/delivery.js';
import { PAYMENT_PATHS } from '../payment/payment-paths.js';
import { SimProblem } from '../spaces/sim-problem.js';
import { addressOf } from '../spaces/space-address.js';
import { SpaceRegistry } from '../spaces/space-registry.js';
import type { Door, IncomingCall } from './portal-call.js';
import { PortalExchange, UnclearCommitError } from './portal-exchange.js';
import { refuse } from './refusals.js';
import { TOO_LARGE, deliver, resetConnection, type WireReply, type WireRequest } from './wire.js';

/** Newer security servers call their adapter by another name; the rest of the path is the same. */
const bothAdapters = (path: string): string[] => [path, path.replace('/XrdAdapter/', '/VXPAdapter/')];

const COMPLAINT_EVERY_MS = 5_000;

/** The wire itself. Refusals are HTTP 200 with an `error_code`, as on the real portal. */
@ApiTags('Cổng (giao thức mô phỏng)')
@Controller()
export class PortalController {
  private readonly log = new Logger(PortalController.name);
  private complainedAtMs = 0;

  constructor(
    private readonly exchange: PortalExchange,
    private readonly spaces: SpaceRegistry,
  ) {}

  @ApiOperation({ summary: 'Đăng nhập, nhận mã phiên' })
  @ApiBody({ schema: { example: { username: '000.00.00.H97', password: '…' } } })
  @Post(bothAdapters(PORTAL_PATHS.login))
  async login(@Req() request: WireRequest, @Res() reply: WireReply): Promise<void> {
    await this.serve(request, reply, 'login');
  }

  @ApiOperation({ summary: 'Một địa chỉ cho mọi dịch vụ; trường service chọn dịch vụ' })
  @ApiBody({ schema: { example: { session: '…', madonvi: '000.00.00.H97', service: 'LayDVC' } } })
  @Post(bothAdapters(PORTAL_PATHS.call))
  async call(@Req() request: WireRequest, @Res() reply: WireReply): Promise<void> {
    await this.serve(request, reply, null);
  }

  @ApiOperation({ summary: 'Kho kết quả số hóa: kết quả của một người' })
  @ApiBody({ schema: { example: { SoDinhDanhChuSoHuu: '…', MaThuTuc: '9.900101', DanhSachDanhMucKetQua: [] } } })
  @Post(bothAdapters(PORTAL_PATHS.results))
  async results(@Req() request: WireRequest, @Res() reply: WireReply): Promise<void> {
    await this.serve(request, reply, 'TraCuuKetQuaSoHoa');
  }

  @ApiOperation({ summary: 'Kho kết quả số hóa: một tệp, base64' })
  @ApiBody({ schema: { example: { CoQuanChuQuan: 'Sở Ví dụ', DuongDan: '/kho/2024/gcn-97.pdf' } } })
  @Post(bothAdapters(PORTAL_PATHS.resultFile))
  async resultFile(@Req() request: WireRequest, @Res() reply: WireReply): Promise<void> {
    await this.serve(request, reply, 'LayTepKetQuaSoHoa');
  }

  @ApiOperation({ summary: 'Nền tảng thanh toán: INIT, QUERY, GET_BILL theo LoaiBanTin; relay bọc câu trả lời' })
  @ApiBody({ schema: { example: { LoaiBanTin: 'QUERY', PhienBan: '1.0.6', MaDoiTac: '…', MaThamChieu: '…' } } })
  @Post([...bothAdapters(PAYMENT_PATHS.platform), ...bothAdapters(PAYMENT_PATHS.relay)])
  async pay(@Req() request: WireRequest, @Res() reply: WireReply): Promise<void> {
    await this.serve(request, reply, 'ThanhToan');
  }

  @ApiOperation({ summary: 'Thanh toán qua KeyPay (cũ)' })
  @ApiBody({ schema: { example: { client_id: '97001', transaction_id: '…', trans_amount: '245000' } } })
  @Post(bothAdapters(PAYMENT_PATHS.keyPay))
  async keyPay(@Req() request: WireRequest, @Res() reply: WireReply): Promise<void> {
    await this.serve(request, reply, 'KeyPay');
  }

  @ApiOperation({ summary: 'Thanh toán theo kiểu PayGov' })
  @ApiBody({
    schema: { example: { partnerCode: '…', accessKey: '…', orderId: '…', requestCode: '…', amount: '245000' } },
  })
  @Post(bothAdapters(PAYMENT_PATHS.payGov))
  async payGov(@Req() request: WireRequest, @Res() reply: WireReply): Promise<void> {
    await this.serve(request, reply, 'PayGov');
  }

  @ApiOperation({ summary: 'Biên lai theo token, PDF' })
  @Get(bothAdapters(PAYMENT_PATHS.viewBill))
  async viewBill(@Req() request: WireRequest, @Res() reply: WireReply): Promise<void> {
    await this.serve(request, reply, 'viewbill');
  }

  private async serve(request: WireRequest, reply: WireReply, door: Door | null): Promise<void> {
    reply.hijack();
    const send = (delivery: Delivery, at = this.spaces.wall.now()): void => {
      deliver(reply, delivery, at);
    };
    if (request.body === TOO_LARGE) {
      send(plainDelivery({ error_code: PORTAL_CODES.batchTooLarge, message: 'Nội dung yêu cầu vượt quá 10 MiB' }, 413));
      return;
    }
    try {
      await this.exchange.run(this.toIncoming(request, door), send);
    } catch (failure) {
      if (failure instanceof SimProblem) send(asProblem(failure, request));
      else this.giveUp(failure, reply, send);
    }
  }

  /** Never a 5xx, and never an answer that may be untrue. */
  private giveUp(failure: unknown, reply: WireReply, send: (delivery: Delivery) => void): void {
    if (failure instanceof Error && failure.name === 'AbortError') {
      resetConnection(reply.raw.socket);
      return;
    }
    this.complain(failure);
    if (failure instanceof UnclearCommitError) {
      resetConnection(reply.raw.socket);
      return;
    }
    const { code, message } = refuse.internalError();
    send(plainDelivery({ error_code: code, message }));
  }

  /** A database that is away fails every call; one line in a while says it. */
  private complain(failure: unknown): void {
    const now = this.spaces.wall.now().getTime();
    if (now - this.complainedAtMs < COMPLAINT_EVERY_MS) return;
    this.complainedAtMs = now;
    this.log.error(failure instanceof Error ? failure.message : String(failure));
  }

  private toIncoming(request: WireRequest, door: Door | null): IncomingCall {
    const [path = '', ...rest] = (request.raw.url ?? '').split('?');
    const asked = rest.join('?');
    const dstcode = request.headers['dstcode'];
    return {
      address: addressOf(request),
      door,
      bytes: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      query: new URLSearchParams(asked),
      dstcode: typeof dstcode === 'string' ? dstcode : null,
      origin: originOf(request.headers.host),
      isRelayed: path.endsWith('/thanhtoan/relay'),
    };
  }
}

/** The call names no space that is there: the mock itself answers, no portal. */
function asProblem(failure: SimProblem, { headers }: WireRequest): Delivery {
  const { status, body } = toProblem(failure, headers['accept-language']);
  return {
    kind: 'reply',
    status,
    body,
    headers: { 'content-type': PROBLEM_TYPE },
    errorCode: null,
    isCut: false,
    delayMs: 0,
  };
}

/** The caller's own name for this mock, where it is one. */
function originOf(host: string | undefined): string {
  return `http://${/^[\w.:[\]-]{1,255}$/.exec(host ?? '')?.[0] ?? '127.0.0.1'}`;
}
