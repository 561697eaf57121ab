import {
  Body,
  ConflictException,
  Controller,
  Get,
  HttpCode,
  NotFoundException,
  Param,
  Post,
  Put,
  Query,
  UnprocessableEntityException,
  UseGuards,
} from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { endPayment } from '../payment/payment-cashier.js';
import type { PaymentEnd, PaymentPartner } from '../payment/payment-record.js';
import { readPartner } from '../payment/read-partner.js';
import type { Json, JsonObject } from '../portal-api/json.js';
import { CallbackHosts } from '../pushes/callback-hosts.js';
import type { PaymentEntity } from '../records/payment.entity.js';
import type { Space } from '../spaces/space.js';
import { AdminGuard, AtSpace, CONTROL_PATHS } from './admin.guard.js';
import { JsonBodyPipe, readFields } from './json-body.pipe.js';
import { readPage } from './page.js';

const ENDS: Readonly<Record<string, PaymentEnd>> = { pay: 'paid', fail: 'failed', expire: 'expired' };
const MOST_TIMES = 100;
const LONGEST_BACKOFF_MS = 3_600_000;
const PARTNER_EXAMPLE = { confirmUrl: 'http://127.0.0.1:4000/ket-qua', autoAfterS: 5, autoEnd: 'paid' };

/** Payments from the other side: who takes them, and the person who pays. */
@ApiTags('Điều khiển mô phỏng')
@ApiBearerAuth()
@UseGuards(AdminGuard)
@Controller(CONTROL_PATHS)
export class PaymentController {
  constructor(private readonly hosts: CallbackHosts) {}

  @ApiOperation({ summary: 'Các khoản thanh toán; next là con trỏ của trang sau' })
  @Get('payments')
  async payments(
    @AtSpace() space: Space,
    @Query() query: Record<string, unknown>,
  ): Promise<{ payments: JsonObject[]; next: string | null }> {
    const { from, limit } = readPage(query, '');
    const rows = await space.records.direct.payments.page(from, limit);
    return { payments: rows.map(showPayment), next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null };
  }

  @ApiOperation({ summary: 'Một khoản thanh toán' })
  @Get('payments/:id')
  async payment(@AtSpace() space: Space, @Param('id') id: string): Promise<JsonObject> {
    return showPayment(await getPayment(space, id));
  }

  @ApiOperation({
    summary: 'Người nộp trả tiền (pay), giao dịch hỏng (fail), hoặc quá hạn (expire); rồi báo cho đối tác',
  })
  @ApiBody({ schema: { example: { bank: 'NHVD', times: 2, isCodeWrong: false } } })
  @HttpCode(200)
  @Post('payments/:id/:act')
  async end(
    @AtSpace() space: Space,
    @Param('id') id: string,
    @Param('act') act: string,
    @Body(JsonBodyPipe) body: Json,
  ): Promise<JsonObject> {
    const end = Object.hasOwn(ENDS, act) ? ENDS[act] : undefined;
    if (end === undefined) throw new NotFoundException('Chỉ có pay, fail và expire.');
    const options = readFields(body, {
      bank: 'string',
      times: 'number',
      isCodeWrong: 'boolean',
      backoffMs: 'number',
    });
    refuseOutside('times', options.times, 1, MOST_TIMES);
    refuseOutside('backoffMs', options.backoffMs, 0, LONGEST_BACKOFF_MS);
    const payment = await getPayment(space, id);
    const { isNew, push } = await space.records.inTransaction((repositories) =>
      endPayment({ space, payment }, { end, ...options }, repositories),
    );
    if (!isNew) throw new ConflictException('Khoản này đã kết thúc.');
    return { ...showPayment(await getPayment(space, id)), push };
  }

  @ApiOperation({ summary: 'Các đối tác thanh toán, kèm khóa bí mật' })
  @Get('payment-partners')
  async partners(@AtSpace() space: Space): Promise<{ partners: JsonObject[] }> {
    const partners = await space.records.direct.payments.listPartners();
    return { partners: partners.map(showPartner) };
  }

  @ApiOperation({ summary: 'Đăng ký hoặc thay một đối tác; không có secret thì giữ khóa cũ, hoặc sinh khóa mới' })
  @ApiBody({ schema: { example: PARTNER_EXAMPLE } })
  @HttpCode(200)
  @Put('payment-partners/:code')
  async savePartner(
    @AtSpace() space: Space,
    @Param('code') code: string,
    @Body(JsonBodyPipe) body: Json,
  ): Promise<JsonObject> {
    const known = await space.records.direct.payments.findPartner(code);
    const { partner, problems } = readPartner(code, body, { known, hosts: this.hosts });
    if (problems.length > 0) throw new UnprocessableEntityException('Đối tác không hợp lệ.', { cause: problems });
    await space.records.direct.payments.savePartner(partner);
    return showPartner(partner);
  }
}

async function getPayment({ records }: Space, id: string): Promise<PaymentEntity> {
  const payment = await records.direct.payments.findById(id);
  if (!payment) throw new NotFoundException('Không có khoản thanh toán này.');
  return payment;
}

function showPartner({ code, secret, accessKey, confirmUrl, autoAfterS, autoEnd }: PaymentPartner): JsonObject {
  return { code, secret, accessKey, confirmUrl, autoAfterS, autoEnd };
}

function refuseOutside(name: string, given: number | undefined, least: number, most: number): void {
  if (given === undefined || (Number.isInteger(given) && given >= least && given <= most)) return;
  throw new UnprocessableEntityException(`${name}: số nguyên từ ${String(least)} đến ${String(most)}.`);
}

function showPayment(payment: PaymentEntity): JsonObject {
  const { id, scheme, partner, reference, dossier, fields, url, state, bank, transactionCode, autoEnd } = payment;
  return {
    id,
    scheme,
    partner,
    reference,
    amount: Number(payment.amount),
    dossier,
    state,
    bank,
    transactionCode,
    url,
    createdAt: payment.createdAt.toISOString(),
    endedAt: payment.endedAt?.toISOString() ?? null,
    autoAt: payment.autoAt?.toISOString() ?? null,
    autoEnd,
    fields: fields as JsonObject,
  };
}
