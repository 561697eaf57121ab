import { Controller, Get, NotFoundException, Param, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { JsonObject } from '../portal-api/json.js';
import type { Space } from '../spaces/space.js';
import { AdminGuard, AtSpace, CONTROL_PATHS } from './admin.guard.js';
import { readPage } from './page.js';

/** Files that came in over the REST interface. */
@ApiTags('Điều khiển mô phỏng')
@ApiBearerAuth()
@UseGuards(AdminGuard)
@Controller(CONTROL_PATHS.map((path) => `${path}/state/files`))
export class FileStateController {
  @ApiOperation({ summary: 'Tệp đã tải lên; isKept: có giữ nội dung' })
  @Get()
  async files(
    @AtSpace() space: Space,
    @Query() query: Record<string, unknown>,
  ): Promise<{ files: JsonObject[]; next: string | null }> {
    const { from, limit } = readPage(query, '');
    const rows = await space.records.direct.files.page(from, limit);
    const files = rows.map(({ file, isKept }) => ({
      id: file.id,
      owner: file.owner,
      name: file.name,
      mediaType: file.mediaType,
      sizeBytes: file.sizeBytes,
      sha256: file.sha256,
      isKept,
      storedAt: file.storedAt.toISOString(),
    }));
    return { files, next: rows.length === limit ? (rows.at(-1)?.file.id ?? null) : null };
  }

  @ApiOperation({ summary: 'Nội dung của một tệp, base64' })
  @Get(':id/content')
  async content(@AtSpace() space: Space, @Param('id') id: string): Promise<{ base64: string }> {
    const bytes = await space.records.direct.files.contentOf(id);
    if (bytes === null) throw new NotFoundException('Cổng mô phỏng không giữ nội dung của tệp này.');
    return { base64: bytes.toString('base64') };
  }
}
