import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  NotFoundException,
  Param,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
  UnprocessableEntityException,
  UseGuards,
} from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import { exportJournal } from '../journal/journal-export.js';
import type { Dropped, StoredJournalEntry } from '../journal/journal-entry.js';
import { JournalReader } from '../journal/journal-reader.js';
import { JournalStory } from '../journal/journal-story.js';
import { JournalWait } from '../journal/journal-wait.js';
import { nearestRules, type NearRule } from '../journal/near-miss.js';
import { toWhyPage } from '../journal/why-text.js';
import type { Why } from '../journal/why.js';
import type { Json } from '../portal-api/json.js';
import type { WireRequest } from '../portal-api/wire.js';
import { SimProblem } from '../spaces/sim-problem.js';
import type { Space } from '../spaces/space.js';
import { AdminGuard, AtSpace, CONTROL_PATHS } from './admin.guard.js';
import { JsonBodyPipe } from './json-body.pipe.js';
import { readJournalQuery, readWish } from './read-journal-filter.js';

interface TypedReply {
  header(name: string, value: string): unknown;
}

interface UnmatchedList {
  readonly entries: readonly (StoredJournalEntry & { readonly nearest: readonly NearRule[] })[];
  readonly next: number | null;
  readonly dropped: Dropped;
}

const MOST_NEAREST = 10;

/** What the journal can be asked beyond its entries. */
@ApiTags('Nhật ký')
@ApiBearerAuth()
@UseGuards(AdminGuard)
@Controller(CONTROL_PATHS)
export class JournalQuestionsController {
  constructor(
    private readonly reader: JournalReader,
    private readonly story: JournalStory,
    private readonly waiting: JournalWait,
  ) {}

  @ApiOperation({ summary: 'Vì sao: quy tắc, phiên, lỗi và lượt rút, chỗ từ chối, bản ghi trước và sau, phản hồi' })
  @ApiProduces('application/json', 'text/plain')
  @Get('journal/:n/why')
  async why(
    @AtSpace() space: Space,
    @Param('n') n: string,
    @Headers('accept') accept = '',
    @Res({ passthrough: true }) reply: TypedReply,
  ): Promise<Why | string> {
    const entry = /^\d{1,15}$/.test(n) ? await this.reader.find(space, Number(n)) : null;
    if (!entry) throw new NotFoundException('Nhật ký không có mục này; có thể đã bỏ vì quá cũ.');
    const why = await this.story.why(space, entry);
    if (!wantsText(accept)) return why;
    reply.header('content-type', 'text/plain; charset=utf-8');
    return toWhyPage(why);
  }

  @ApiOperation({ summary: 'Cuộc gọi không hiểu được, kèm các quy tắc gần nhất: cần gì, nhận được gì' })
  @ApiQuery({ name: 'nearMiss', required: false, description: 'số quy tắc gần nhất, mặc định 3' })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiQuery({ name: 'limit', required: false })
  @Get('journal/unmatched')
  async unmatched(@AtSpace() space: Space, @Query() query: Record<string, unknown>): Promise<UnmatchedList> {
    const { cursor, limit, ...filter } = readJournalQuery(query);
    const asked =
      typeof query['nearMiss'] === 'string' && /^\d{1,3}$/.test(query['nearMiss']) ? Number(query['nearMiss']) : 3;
    const found = await this.reader.page(space, { ...filter, unmatched: true }, { cursor, limit });
    const entries = found.map((entry) => ({ ...entry, nearest: nearestRules(entry, Math.min(asked, MOST_NEAREST)) }));
    const next = found.length === limit ? (found.at(-1)?.n ?? null) : null;
    return { entries, next, dropped: await this.reader.dropped(space) };
  }

  @ApiOperation({ summary: 'Chờ đủ số cuộc gọi; hết thời gian (theo đồng hồ của không gian) thì 408 kèm mục gần nhất' })
  @ApiBody({ schema: { example: { where: { service: 'DongBoHoSoMC', errorCode: 0 }, count: 1, timeout: 'PT10S' } } })
  @HttpCode(200)
  @Post('journal/wait')
  async wait(
    @AtSpace() space: Space,
    @Body(JsonBodyPipe) body: Json,
    @Req() { raw }: WireRequest,
  ): Promise<{ count: number }> {
    const wish = readWish(body);
    const gone = new AbortController();
    const leave = (): void => {
      gone.abort();
    };
    raw.socket.once('close', leave);
    const count = await this.waiting.wait(space, wish, gone.signal).finally(() => raw.socket.off('close', leave));
    if (count >= wish.count) return { count };
    const nearest = await this.waiting.nearest(space, wish.where);
    throw new SimProblem(
      408,
      'SIM_WAIT_OVER',
      {
        vi: `Hết thời gian chờ: có ${String(count)}/${String(wish.count)} cuộc gọi.`,
        en: `Time is over: ${String(count)} of ${String(wish.count)} calls came.`,
      },
      { fields: { count, nearest } },
    );
  }

  @ApiOperation({ summary: 'Xuất nhật ký thành tệp: jsonl hoặc har' })
  @ApiQuery({ name: 'format', required: false, enum: ['jsonl', 'har'] })
  @ApiQuery({ name: 'from', required: false })
  @ApiQuery({ name: 'to', required: false })
  @Get('journal/export')
  export(@AtSpace() space: Space, @Query() query: Record<string, unknown>): StreamableFile {
    const filter = readJournalQuery(query);
    const format = query['format'] ?? 'jsonl';
    if (format !== 'jsonl' && format !== 'har') throw new UnprocessableEntityException('format: jsonl hoặc har.');
    const type = format === 'har' ? 'application/json; charset=utf-8' : 'application/x-ndjson; charset=utf-8';
    return new StreamableFile(exportJournal(this.reader, space, { filter, format }), { type });
  }
}

/** The page is for who names plain text first; most clients name everything. */
function wantsText(accept: string): boolean {
  const [text, json] = [accept.indexOf('text/plain'), accept.indexOf('application/json')];
  return text >= 0 && (json < 0 || text < json);
}
