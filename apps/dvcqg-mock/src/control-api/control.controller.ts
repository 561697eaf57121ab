import { Body, Controller, Get, HttpCode, NotFoundException, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { StoredJournalEntry } from '../journal/journal-entry.js';
import type { Json, JsonObject } from '../portal-api/json.js';
import type { Space } from '../spaces/space.js';
import { AdminGuard, AtSpace, CONTROL_PATHS } from './admin.guard.js';
import { JsonBodyPipe, readFields } from './json-body.pipe.js';
import { readPage } from './page.js';
import { showService } from './show-service.js';

/** For tests and demonstrations: trouble on demand, and what really happened. The real portal has nothing like it. */
@ApiTags('Điều khiển mô phỏng')
@ApiBearerAuth()
@UseGuards(AdminGuard)
@Controller(CONTROL_PATHS)
export class ControlController {
  @ApiOperation({ summary: 'Nhật ký các cuộc gọi, cũ trước; next là con trỏ của trang sau' })
  @ApiQuery({ name: 'service', required: false })
  @ApiQuery({ name: 'from', required: false, description: 'sau số thứ tự này' })
  @ApiQuery({ name: 'limit', required: false })
  @Get('journal')
  async journal(
    @AtSpace() space: Space,
    @Query() query: Record<string, unknown>,
  ): Promise<{ entries: StoredJournalEntry[]; next: number | null }> {
    const { from, limit } = readPage(query, '0');
    const cursor = /^\d{1,15}$/.test(from) ? Number(from) : 0;
    const service = query['service'];
    const filter = typeof service === 'string' && service !== '' ? { service } : {};
    const entries = await space.records.direct.journal.page(filter, cursor, limit);
    return { entries, next: entries.length === limit ? (entries.at(-1)?.n ?? null) : null };
  }

  @ApiOperation({
    summary:
      'Đếm cuộc gọi theo service, errorCode (đã gửi), outcomeCode (đã quyết định), insideRetryAfter, isUpdating, fault, key',
  })
  @ApiBody({ schema: { example: { service: 'DongBoDVC', errorCode: 0 } } })
  @HttpCode(200)
  @Post('journal/count')
  async count(@AtSpace() space: Space, @Body(JsonBodyPipe) body: Json): Promise<{ count: number }> {
    const filter = readFields(body, {
      service: 'string',
      errorCode: 'number',
      outcomeCode: 'number',
      insideRetryAfter: 'boolean',
      isUpdating: 'boolean',
      fault: 'string',
      key: 'string',
    });
    return { count: await space.records.direct.journal.count(filter) };
  }

  @ApiOperation({ summary: 'Cho hết hạn mọi phiên, hoặc các phiên của một đơn vị' })
  @HttpCode(200)
  @Post('sessions/expire')
  async expireSessions(@AtSpace() space: Space, @Body(JsonBodyPipe) body: Json): Promise<{ ended: number }> {
    const { madonvi } = readFields(body, { madonvi: 'string' });
    const only = madonvi === undefined ? {} : { account: madonvi };
    return { ended: await space.records.direct.sessions.expire(space.clock.now(), only) };
  }

  @ApiOperation({ summary: 'Dịch vụ công mà Cổng đang giữ, của mọi tỉnh' })
  @ApiQuery({ name: 'from', required: false })
  @ApiQuery({ name: 'limit', required: false })
  @Get('state/services')
  async services(
    @AtSpace() space: Space,
    @Query() query: Record<string, unknown>,
  ): Promise<{ services: JsonObject[]; next: string | null }> {
    const { from, limit } = readPage(query, '');
    const rows = await space.records.direct.services.page(from, limit);
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return { services: rows.map(showService), next: last ? `${last.province}/${last.code}` : null };
  }

  @ApiOperation({ summary: 'Một dịch vụ công: hiện trạng ở từng tỉnh và lịch sử mức độ' })
  @Get('state/services/:madvc')
  async service(
    @AtSpace() space: Space,
    @Param('madvc') code: string,
  ): Promise<{ current: JsonObject[]; history: JsonObject[] }> {
    const current = await space.records.direct.services.listByCode(code);
    if (current.length === 0) throw new NotFoundException('Cổng mô phỏng không giữ dịch vụ công này.');
    const history = await space.records.direct.services.listLevelChanges(code);
    return {
      current: current.map(showService),
      history: history.map(({ province, serviceCode, agencyCode, fromLevel, toLevel, changedAt }) => ({
        province,
        MADVC: serviceCode,
        MACOQUANTHUCHIEN: agencyCode,
        from: fromLevel,
        to: toLevel,
        time: changedAt.toISOString(),
      })),
    };
  }
}
