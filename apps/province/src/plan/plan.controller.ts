import { Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Plan } from '@dvc/domain';
import { Store, type PlanOverlap, type PlanProgress, type PlanScopeChange, type ProgressRows } from '@dvc/persistence';
import { writeCsv, writeXlsx } from './export-plan.js';
import type { PlanImportReport } from './plan-import-report.js';
import { ExportPlanDto, ImportPlanDto, PlanIdDto, PlanProgressDto, PlanRowsDto } from './plan.dto.js';
import { PlanService } from './plan.service.js';
import { PlanFileTooLargeError, PlanFileTypeError } from './plan-errors.js';
import { withUpload, type UploadRules } from './receive-upload.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const PLAN_UPLOADS: UploadRules = {
  /** A plan of 50 000 rows has about 14 MB. */
  maxBytes: 50_000_000,
  types:
    /^(text\/csv|text\/plain|application\/(octet-stream|vnd\.ms-excel|vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet))$/,
  refuseType: (given) => new PlanFileTypeError(given),
  refuseSize: (maxBytes) => new PlanFileTooLargeError(maxBytes),
};

/** Every dated change of a plan's scope, and what it shares with others. */
export interface PlanScope {
  readonly changes: readonly PlanScopeChange[];
  readonly overlaps: readonly PlanOverlap[];
}

@ApiTags('plans')
@ApiBearerAuth()
@Controller('plans')
export class PlanController {
  constructor(
    @Inject(PlanService) private readonly plans: PlanService,
    @Inject(Store) private readonly store: Store,
  ) {}

  @ApiOperation({ summary: 'Makes a plan equal to a CSV or XLSX file' })
  @ApiConsumes('text/csv', XLSX, 'application/octet-stream')
  @ApiHeader({ name: 'X-File-Name', required: false, description: 'Percent-encoded; stands in the messages.' })
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiResponse({ status: 422, description: 'Faults were found and nothing was stored; the body lists them.' })
  @Post(':id/import')
  @HttpCode(HttpStatus.OK)
  async import(
    @Param() { id }: PlanIdDto,
    @Query() wishes: ImportPlanDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PlanImportReport> {
    const report = await withUpload(request, PLAN_UPLOADS, (upload) => this.plans.import(id, upload, wishes));
    const isRefused =
      report.faultsTotal > 0 && !report.isStored && !(wishes.partial && wishes.dryRun && hasGoodRows(report));
    if (isRefused) response.status(HttpStatus.UNPROCESSABLE_ENTITY);
    return report;
  }

  @Get()
  async list(): Promise<Plan[]> {
    return this.plans.list();
  }

  @Get(':id')
  async get(@Param() { id }: PlanIdDto): Promise<Plan> {
    return this.plans.get(id);
  }

  @ApiOperation({ summary: 'Where the plan stands, counted from the ledger' })
  @Get(':id/progress')
  async progress(@Param() { id }: PlanIdDto, @Query() { agenciesOn }: PlanProgressDto): Promise<PlanProgress> {
    return this.store.direct.progress.getPlan(id, agenciesOn);
  }

  @ApiOperation({ summary: 'The rows behind a figure of the progress' })
  @Get(':id/rows')
  async rows(@Param() { id }: PlanIdDto, @Query() { limit, after, ...filter }: PlanRowsDto): Promise<ProgressRows> {
    await this.plans.get(id);
    return this.store.direct.progress.listRows(id, filter, { limit, after });
  }

  @ApiOperation({ summary: 'How the scope came to be what it is, and plans that want some of the same services' })
  @Get(':id/scope')
  async scope(@Param() { id }: PlanIdDto): Promise<PlanScope> {
    await this.plans.get(id);
    const { plans } = this.store.direct;
    return { changes: await plans.listScopeChanges(id), overlaps: await plans.listOverlaps(id) };
  }

  @ApiOperation({ summary: 'The plan as a file that can be imported again' })
  @Get(':id/export')
  async export(
    @Param() { id }: PlanIdDto,
    @Query() { format }: ExportPlanDto,
    @Res() response: Response,
  ): Promise<void> {
    await this.plans.get(id);
    const rows = await this.store.direct.plans.listRows(id);
    response.setHeader('Content-Disposition', `attachment; filename="${id}.${format}"`);
    response.setHeader('Content-Type', format === 'csv' ? 'text/csv; charset=utf-8' : XLSX);
    await (format === 'csv' ? writeCsv(rows, response) : writeXlsx(rows, response));
  }
}

const hasGoodRows = ({ total, rejected }: PlanImportReport): boolean => total > rejected;
