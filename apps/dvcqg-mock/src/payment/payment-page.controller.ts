import { Controller, Get, Header, NotFoundException, Param, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { WireRequest } from '../portal-api/wire.js';
import { addressOf } from '../spaces/space-address.js';
import { SpaceRegistry } from '../spaces/space-registry.js';
import { DEFAULT_SPACE } from '../records/space-record.js';
import { PAYMENT_PATHS } from './payment-paths.js';
import type { PaymentState } from './payment-record.js';

const STATE_NAMES: Readonly<Record<PaymentState, string>> = {
  pending: 'Đang chờ thanh toán',
  paid: 'Đã thanh toán',
  failed: 'Giao dịch không hoàn tất',
  expired: 'Đã quá hạn',
};

/** Where `UrlThanhToan` leads a browser. It shows and does nothing: the payer acts through the control API. */
@ApiTags('Cổng (giao thức mô phỏng)')
@Controller()
export class PaymentPageController {
  constructor(private readonly spaces: SpaceRegistry) {}

  @ApiOperation({ summary: 'Trang thanh toán mô phỏng của một khoản' })
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', "default-src 'none'")
  @Get(`${PAYMENT_PATHS.page}/:id`)
  async show(@Req() request: WireRequest, @Param('id') id: string): Promise<string> {
    const space = await this.spaces.find(addressOf(request).path ?? DEFAULT_SPACE);
    const payment = await space.records.direct.payments.findById(id);
    if (!payment) throw new NotFoundException('Không có khoản thanh toán này.');
    const { reference, amount, state } = payment;
    return `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Thanh toán mô phỏng</title>
<h1>Trang thanh toán mô phỏng</h1>
<p>Số tham chiếu: ${escapeHtml(reference)}</p>
<p>Số tiền: ${amount.replace(/\B(?=(\d{3})+$)/g, '.')} đồng</p>
<p>Trạng thái: ${STATE_NAMES[state]}</p>
</html>`;
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${String(mark.charCodeAt(0))};`);
}
