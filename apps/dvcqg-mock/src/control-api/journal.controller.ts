import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  NotFoundException,
  Param,
  Post,
  Query,
  UseGuards,
} from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { JournalReader } from '../journal/journal-reader.js';
import type { Dropped, StoredJournalEntry } from '../journal/journal-entry.js';
import type { ChainVerdict } from '../journal/verify-chain.js';
import type { Json } from '../portal-api/json.js';
import type { Space } from '../spaces/space.js';
import { AdminGuard, AtSpace, CONTROL_PATHS } from './admin.guard.js';
import { JsonBodyPipe } from './json-body.pipe.js';
import { readJournalQuery, readWhere } from './read-journal-filter.js';

interface JournalList {
  readonly entries: readonly StoredJournalEntry[];
  /** Cursor of the page after this one. */
  readonly next: number | null;
  readonly dropped: Dropped;
}

/** What was said, and what became of it. */
@ApiTags('Nhật ký')
@ApiBearerAuth()
@UseGuards(AdminGuard)
@Controller(CONTROL_PATHS)
export class JournalController {
  constructor(private readonly reader: JournalReader) {}

  @ApiOperation({ summary: 'Nhật ký các cuộc gọi, cũ trước; next là cursor của trang sau; dropped là phần cũ đã bỏ' })
  @ApiQuery({ name: 'service', required: false })
  @ApiQuery({ name: 'key', required: false, description: 'MaHoSo, MADVC hoặc MATTHC có trong cuộc gọi' })
  @ApiQuery({ name: 'fault', required: false, description: 'mã lỗi đã tác động' })
  @ApiQuery({ name: 'rule', required: false })
  @ApiQuery({ name: 'madonvi', required: false })
  @ApiQuery({ name: 'from', required: false, description: 'từ số thứ tự này, hoặc từ thời điểm này' })
  @ApiQuery({ name: 'to', required: false, description: 'đến số thứ tự này, hoặc trước thời điểm này' })
  @ApiQuery({ name: 'cursor', required: false, description: 'sau số thứ tự này' })
  @ApiQuery({ name: 'limit', required: false, description: 'nhiều nhất 1000' })
  @Get('journal')
  async list(@AtSpace() space: Space, @Query() query: Record<string, unknown>): Promise<JournalList> {
    const { cursor, limit, ...filter } = readJournalQuery(query);
    const entries = await this.reader.page(space, filter, { cursor, limit });
    const next = entries.length === limit ? (entries.at(-1)?.n ?? null) : null;
    return { entries, next, dropped: await this.reader.dropped(space) };
  }

  @ApiOperation({ summary: 'Kiểm chuỗi mã băm; nêu mục hỏng đầu tiên' })
  @Get('journal/verify')
  async verify(@AtSpace() space: Space): Promise<ChainVerdict & { dropped: Dropped }> {
    return { ...(await this.reader.verify(space)), dropped: await this.reader.dropped(space) };
  }

  @ApiOperation({ summary: 'Một mục nhật ký' })
  @Get('journal/:n')
  async entry(@AtSpace() space: Space, @Param('n') n: string): Promise<StoredJournalEntry> {
    return this.find(space, n);
  }

  @ApiOperation({
    summary:
      'Đếm cuộc gọi theo service, madonvi, rule, errorCode (đã gửi), outcomeCode (đã quyết định), httpStatus, insideRetryAfter, isUpdating, unmatched, fault, key, from, to',
  })
  @ApiBody({ schema: { example: { service: 'DongBoDVC', errorCode: 0 } } })
  @HttpCode(200)
  @Post('journal/count')
  async count(@AtSpace() space: Space, @Body(JsonBodyPipe) body: Json): Promise<{ count: number }> {
    return { count: await this.reader.count(space, readWhere(body)) };
  }

  @ApiOperation({ summary: 'Bỏ mọi mục nhật ký; số thứ tự và chuỗi mã băm đi tiếp, số mục đã bỏ vẫn hiện' })
  @HttpCode(204)
  @Delete('journal')
  async clear(@AtSpace() space: Space): Promise<void> {
    await this.reader.clear(space);
  }

  private async find(space: Space, n: string): Promise<StoredJournalEntry> {
    const entry = /^\d{1,15}$/.test(n) ? await this.reader.find(space, Number(n)) : null;
    if (entry) return entry;
    throw new NotFoundException('Nhật ký không có mục này; có thể đã bỏ vì quá cũ.');
  }
}
