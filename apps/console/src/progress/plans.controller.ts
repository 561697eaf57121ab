import { Readable } from 'node:stream';
import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { ConsoleHttpConfig } from '@dvc/config';
import { Store } from '@dvc/persistence';
import { PlanParamsDto, PlanRowsFilterDto, PlanRowsQueryDto, rowsFilter } from './plan-rows-query.dto.js';
import type { PlanListDto, PlanProgressDto, PlanRowDto, PlanRowsDto, RowsFilterDto } from './progress.dto.js';
import { rowsCsv } from './rows-csv.js';
import { toPlanReply, toProgressReply, toRowReply } from './to-progress-reply.js';

/** Rows of one reading while a file is written. */
const CSV_PAGE = 200;

/** How far each plan has come, and the rows behind every figure. */
@Controller('api/plans')
export class PlansController {
  constructor(
    private readonly store: Store,
    private readonly config: ConsoleHttpConfig,
  ) {}

  @Get()
  async list(): Promise<PlanListDto> {
    const plans = await this.store.direct.plans.list();
    // A directive has duties, and no services that could be on their way.
    return { plans: plans.filter(({ kind }) => kind !== 'directive').map(toPlanReply) };
  }

  @Get(':id/progress')
  async getProgress(@Param() { id }: PlanParamsDto): Promise<PlanProgressDto> {
    return toProgressReply(await this.store.direct.progress.getPlan(id));
  }

  @Get(':id/rows')
  listRows(@Param() { id }: PlanParamsDto, @Query() query: PlanRowsQueryDto): Promise<PlanRowsDto> {
    return this.readPage(id, rowsFilter(query), query);
  }

  /** The same rows as a file for Excel. The first page is read before the answer starts, so that errors stay JSON. */
  @Get(':id/rows.csv')
  @Header('Content-Type', 'text/csv; charset=utf-8')
  async getCsv(@Param() { id }: PlanParamsDto, @Query() query: PlanRowsFilterDto): Promise<StreamableFile> {
    const filter = rowsFilter(query);
    const first = await this.readPage(id, filter, { limit: CSV_PAGE });
    const mark = this.config.CONSOLE_ENVIRONMENT === 'mock' ? 'GIA-LAP-' : '';
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(`${mark}${id}-danh-sach.csv`)}`;
    return new StreamableFile(Readable.from(rowsCsv(this.pagesFrom(id, filter, first))), { disposition });
  }

  private async *pagesFrom(
    id: string,
    filter: RowsFilterDto,
    first: PlanRowsDto,
  ): AsyncGenerator<readonly PlanRowDto[]> {
    let page = first;
    yield page.rows;
    while (page.next !== null) {
      page = await this.readPage(id, filter, { limit: CSV_PAGE, after: page.next });
      yield page.rows;
    }
  }

  private async readPage(id: string, filter: RowsFilterDto, { limit, after }: PageAsked): Promise<PlanRowsDto> {
    const page = after === undefined ? { limit } : { limit, after };
    const { rows, ...rest } = await this.store.direct.progress.listRows(id, filter, page);
    return { ...rest, rows: rows.map(toRowReply) };
  }
}

interface PageAsked {
  readonly limit: number;
  readonly after?: string | undefined;
}
