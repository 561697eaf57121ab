import {
  Body,
  Controller,
  Get,
  HttpCode,
  NotFoundException,
  Param,
  Post,
  Query,
  UnprocessableEntityException,
  UseGuards,
} from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Redactor } from '../journal/redactor.js';
import type { Json, JsonObject } from '../portal-api/json.js';
import { CallbackHosts } from '../pushes/callback-hosts.js';
import { queuePushes } from '../pushes/push-queue.js';
import { readPushes } from '../pushes/read-pushes.js';
import type { PushAttemptEntity, PushEntity } from '../records/push.entity.js';
import type { Space } from '../spaces/space.js';
import { AdminGuard, AtSpace, CONTROL_PATHS } from './admin.guard.js';
import { JsonBodyPipe } from './json-body.pipe.js';
import { readPage } from './page.js';

const EXAMPLE = {
  order: 'shuffled',
  seed: 7,
  pushes: [
    {
      kind: 'dossier',
      target: 'http://127.0.0.1:4000',
      times: 2,
      data: { MaHoSo: '000.00.12.H97-210914-0031', MaTTHC: '9.900101' },
    },
  ],
};

/** The other direction: what the portal sends to a province, and what came of it. */
@ApiTags('Điều khiển mô phỏng')
@ApiBearerAuth()
@UseGuards(AdminGuard)
@Controller(CONTROL_PATHS.map((path) => `${path}/pushes`))
export class PushController {
  constructor(
    private readonly hosts: CallbackHosts,
    private readonly redactor: Redactor,
  ) {}

  @ApiOperation({
    summary: 'Cổng gọi sang tỉnh: một lần gọi, hoặc một nhóm theo thứ tự; chỉ máy có trong MOCK_CALLBACK_HOSTS',
  })
  @ApiBody({ schema: { example: EXAMPLE } })
  @HttpCode(202)
  @Post()
  async add(@AtSpace() space: Space, @Body(JsonBodyPipe) body: Json): Promise<{ pushes: number[] }> {
    const { pushes, ordered, problems } = readPushes(body, this.hosts);
    if (problems.length > 0) throw new UnprocessableEntityException('Không gọi được.', { cause: problems });
    const numbers = await space.records.inTransaction((repositories) =>
      queuePushes(space, { pushes, ordered }, repositories),
    );
    return { pushes: numbers };
  }

  @ApiOperation({ summary: 'Các lần gọi sang tỉnh, từng lần thử và câu trả lời; next là con trỏ của trang sau' })
  @Get()
  async list(
    @AtSpace() space: Space,
    @Query() query: Record<string, unknown>,
  ): Promise<{ pushes: JsonObject[]; next: number | null }> {
    const { from, limit } = readPage(query, '0');
    const rows = await space.records.direct.pushes.page(/^\d{1,9}$/.test(from) ? Number(from) : 0, limit);
    return { pushes: await this.show(space, rows), next: rows.length === limit ? (rows.at(-1)?.n ?? null) : null };
  }

  @ApiOperation({ summary: 'Một lần gọi' })
  @Get(':n')
  async one(@AtSpace() space: Space, @Param('n') n: string): Promise<JsonObject> {
    const found = /^\d{1,9}$/.test(n) ? await space.records.direct.pushes.find(Number(n)) : null;
    const [shown] = found ? await this.show(space, [found]) : [];
    if (!shown) throw new NotFoundException('Không có lần gọi này.');
    return shown;
  }

  private async show({ records }: Space, rows: readonly PushEntity[]): Promise<JsonObject[]> {
    const attempts = await records.direct.pushes.listAttempts(rows.map(({ n }) => n));
    return rows.map((push) => ({
      ...showPush(push),
      body: this.redactor.redact(push.body as Json, JSON.stringify(push.body).length),
      tries: attempts.filter(({ pushN }) => pushN === push.n).map(showAttempt),
    }));
  }
}

function showPush(push: PushEntity): JsonObject {
  const { n, kind, method, url, times, delivered, groupN, turn, ordered, state, verdict, attempts, failures } = push;
  return {
    n,
    kind,
    method,
    url,
    times,
    delivered,
    group: groupN,
    turn,
    ordered,
    state,
    verdict,
    attempts,
    failures,
    mostFailures: push.mostFailures,
    backoffMs: push.backoffMs,
    timeoutMs: push.timeoutMs,
    gapMs: push.gapMs,
    nextAt: push.nextAt.toISOString(),
    createdAt: push.createdAt.toISOString(),
    endedAt: push.endedAt?.toISOString() ?? null,
  };
}

function showAttempt(attempt: PushAttemptEntity): JsonObject {
  const { at, outcome, httpStatus, error, reply, replyBytes, replySha256, copy } = attempt;
  const answer = { httpStatus, error, reply: reply as Json, replyBytes, replySha256 };
  return { attempt: attempt.attempt, copy, at: at.toISOString(), outcome, ...answer };
}
