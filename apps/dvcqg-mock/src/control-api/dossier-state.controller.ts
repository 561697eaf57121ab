import { Body, Controller, Get, HttpCode, NotFoundException, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Json, JsonObject } from '../portal-api/json.js';
import type { DossierEntity } from '../records/dossier.entity.js';
import type { Space } from '../spaces/space.js';
import { AdminGuard, AtSpace, CONTROL_PATHS } from './admin.guard.js';
import { JsonBodyPipe } from './json-body.pipe.js';
import { readPage } from './page.js';
import { readKeptItems, readKind, readPortalDossier } from './read-state.js';

const ITEMS_EXAMPLE = [{ owner: 'H97', code: '9701', fields: { HOIDAPID: 9701, NOIDUNG: 'Nộp ở đâu?' } }];

/** Dossiers and small things the portal holds; also the way to put there what a portal would have from elsewhere. */
@ApiTags('Điều khiển mô phỏng')
@ApiBearerAuth()
@UseGuards(AdminGuard)
@Controller(CONTROL_PATHS.map((path) => `${path}/state`))
export class DossierStateController {
  @ApiOperation({ summary: 'Hồ sơ mà Cổng đang giữ; next là con trỏ của trang sau' })
  @Get('dossiers')
  async dossiers(
    @AtSpace() space: Space,
    @Query() query: Record<string, unknown>,
  ): Promise<{ dossiers: JsonObject[]; next: string | null }> {
    const { from, limit } = readPage(query, '');
    const rows = await space.records.direct.dossiers.page(from, limit);
    return { dossiers: rows.map(showDossier), next: rows.length === limit ? (rows.at(-1)?.code ?? null) : null };
  }

  @ApiOperation({ summary: 'Một hồ sơ: các bản, lịch sử trạng thái, các bước xử lý' })
  @Get('dossiers/:code')
  async dossier(
    @AtSpace() space: Space,
    @Param('code') code: string,
  ): Promise<{ current: JsonObject[]; history: unknown[]; progress: unknown[] }> {
    const { dossiers, progress } = space.records.direct;
    const current = await dossiers.listByCode(code);
    const steps = await progress.listByCode(code);
    if (current.length === 0 && steps.length === 0) throw new NotFoundException('Cổng mô phỏng không giữ hồ sơ này.');
    const history = await dossiers.listHistory(code);
    return {
      current: current.map(showDossier),
      history: history.map(({ service, fromStatus, toStatus, changedAt }) => ({
        service,
        fromStatus,
        toStatus,
        changedAt,
      })),
      progress: steps.map(({ fields, storedAt }) => ({ ...fields, storedAt })),
    };
  }

  @ApiOperation({ summary: 'Đặt một hồ sơ công dân đã nộp trên Cổng cho một tỉnh' })
  @ApiBody({
    schema: { example: { owner: 'H97', fields: { MaHoSo: '000.00.00.G02-210914-0031', TrangThaiHoSo: '1' } } },
  })
  @Post('dossiers')
  async submit(@AtSpace() space: Space, @Body(JsonBodyPipe) body: Json): Promise<{ stored: boolean }> {
    const dossier = readPortalDossier(body);
    const now = space.clock.now();
    const stored = await space.records.inTransaction(async ({ dossiers }) => {
      if ((await dossiers.lockKnown([dossier.code])).size > 0) return false;
      await dossiers.insert([dossier], now);
      await dossiers.addHistory(
        [{ code: dossier.code, service: 'portal', fromStatus: null, toStatus: dossier.status }],
        now,
      );
      return true;
    });
    return { stored };
  }

  @ApiOperation({ summary: 'Câu hỏi, đánh giá, quyết định, tài khoản, kết quả số hóa mà Cổng đang giữ' })
  @Get('items/:kind')
  async items(@AtSpace() space: Space, @Param('kind') kind: string): Promise<{ items: JsonObject[] }> {
    const items = await space.records.direct.kept.listAll(readKind(kind));
    return { items: items.map(({ owner, code, fields }) => ({ owner, code, fields: fields as JsonObject })) };
  }

  @ApiOperation({ summary: 'Thêm hoặc thay những thứ đó; owner trống là của chung' })
  @ApiBody({ schema: { example: ITEMS_EXAMPLE } })
  @HttpCode(200)
  @Put('items/:kind')
  async putItems(
    @AtSpace() space: Space,
    @Param('kind') kind: string,
    @Body(JsonBodyPipe) body: Json,
  ): Promise<{ stored: number }> {
    const items = readKeptItems(body);
    const now = space.clock.now();
    await space.records.inTransaction(({ kept }) => kept.store(readKind(kind), items, now));
    return { stored: items.length };
  }
}

function showDossier(dossier: DossierEntity): JsonObject {
  const { code, copy, owner, origin, status, fields, revision, createdAt, updatedAt } = dossier;
  const times = { createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
  return { MaHoSo: code, copy, owner, origin, status, fields: fields as JsonObject, revision, ...times };
}
