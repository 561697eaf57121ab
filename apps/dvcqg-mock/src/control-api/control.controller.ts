import { Body, Controller, Get, HttpCode, NotFoundException, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
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
