import { PORTAL_PATHS } from '@dvc/contracts';
import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PAYMENT_PATHS } from '../payment/payment-paths.js';
import { CallTaker } from './call-taker.js';
import type { WireReply, WireRequest } from './wire.js';

/** Newer security servers call their adapter by another name; the rest of the path is the same. */
const bothAdapters = (path: string): string[] => [path, path.replace('/XrdAdapter/', '/VXPAdapter/')];

/** Below it the generic address may be anywhere: nobody has seen where the real one is. */
const FORWARD = '/XrdAdapter/RestService/forward/';

/** The wire itself. Refusals are HTTP 200 with an `error_code`, as on the real portal. */
@ApiTags('Cổng (giao thức mô phỏng)')
@Controller()
export class PortalController {
  constructor(private readonly calls: CallTaker) {}

  @ApiOperation({ summary: 'Đăng nhập, nhận mã phiên' })
  @ApiBody({ schema: { example: { username: '000.00.00.H97', password: '…' } } })
  @Post([...bothAdapters(PORTAL_PATHS.login), ...bothAdapters(PORTAL_PATHS.citizenLogin)])
  async login(@Req() request: WireRequest, @Res() reply: WireReply): Promise<void> {
    await this.calls.take(request, reply, { door: 'login' });
  }

  @ApiOperation({ summary: 'Một địa chỉ cho mọi dịch vụ; trường service chọn dịch vụ' })
  @ApiBody({ schema: { example: { session: '…', madonvi: '000.00.00.H97', service: 'LayDVC' } } })
  @Post([...bothAdapters(PORTAL_PATHS.call), ...bothAdapters(`${FORWARD}*`)])
  async call(@Req() request: WireRequest, @Res() reply: WireReply): Promise<void> {
    await this.calls.take(request, reply, { door: null });
  }

  @ApiOperation({ summary: 'Kho kết quả số hóa: kết quả của một người' })
  @ApiBody({ schema: { example: { SoDinhDanhChuSoHuu: '…', MaThuTuc: '9.900101', DanhSachDanhMucKetQua: [] } } })
  @Post(bothAdapters(PORTAL_PATHS.results))
  async results(@Req() request: WireRequest, @Res() reply: WireReply): Promise<void> {
    await this.calls.take(request, reply, { door: 'TraCuuKetQuaSoHoa' });
  }

  @ApiOperation({ summary: 'Kho kết quả số hóa: một tệp, base64' })
  @ApiBody({ schema: { example: { CoQuanChuQuan: 'Sở Ví dụ', DuongDan: '/kho/2024/gcn-97.pdf' } } })
  @Post(bothAdapters(PORTAL_PATHS.resultFile))
  async resultFile(@Req() request: WireRequest, @Res() reply: WireReply): Promise<void> {
    await this.calls.take(request, reply, { door: 'LayTepKetQuaSoHoa' });
  }

  @ApiOperation({ summary: 'Nền tảng thanh toán: INIT, QUERY, GET_BILL theo LoaiBanTin; relay bọc câu trả lời' })
  @ApiBody({ schema: { example: { LoaiBanTin: 'QUERY', PhienBan: '1.0.6', MaDoiTac: '…', MaThamChieu: '…' } } })
  @Post([...bothAdapters(PAYMENT_PATHS.platform), ...bothAdapters(PAYMENT_PATHS.relay)])
  async pay(@Req() request: WireRequest, @Res() reply: WireReply): Promise<void> {
    await this.calls.take(request, reply, { door: 'ThanhToan' });
  }

  @ApiOperation({ summary: 'Thanh toán qua KeyPay (cũ)' })
  @ApiBody({ schema: { example: { client_id: '97001', transaction_id: '…', trans_amount: '245000' } } })
  @Post(bothAdapters(PAYMENT_PATHS.keyPay))
  async keyPay(@Req() request: WireRequest, @Res() reply: WireReply): Promise<void> {
    await this.calls.take(request, reply, { door: 'KeyPay' });
  }

  @ApiOperation({ summary: 'Thanh toán theo kiểu PayGov' })
  @ApiBody({
    schema: { example: { partnerCode: '…', accessKey: '…', orderId: '…', requestCode: '…', amount: '245000' } },
  })
  @Post(bothAdapters(PAYMENT_PATHS.payGov))
  async payGov(@Req() request: WireRequest, @Res() reply: WireReply): Promise<void> {
    await this.calls.take(request, reply, { door: 'PayGov' });
  }

  @ApiOperation({ summary: 'Biên lai theo token, PDF' })
  @Get(bothAdapters(PAYMENT_PATHS.viewBill))
  async viewBill(@Req() request: WireRequest, @Res() reply: WireReply): Promise<void> {
    await this.calls.take(request, reply, { door: 'viewbill' });
  }
}
