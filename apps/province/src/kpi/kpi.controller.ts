import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CountedRow } from '@dvc/persistence';
import { KpiPlaceDto, KpiRowsDto } from './kpi.dto.js';
import type { KpiReport } from './kpi-report.js';
import { KpiService, type CheckReport } from './kpi.service.js';

@ApiTags('kpi')
@ApiBearerAuth()
@Controller('kpi')
export class KpiController {
  constructor(@Inject(KpiService) private readonly kpis: KpiService) {}

  @ApiOperation({ summary: 'The KPIs of the province or of a loaded world on a day' })
  @Get()
  async report(@Query() place: KpiPlaceDto): Promise<KpiReport> {
    return this.kpis.report(place);
  }

  @ApiOperation({ summary: 'Exactly the rows that a figure counts' })
  @Get('rows')
  async rows(
    @Query() { limit, after, world, at, from, to, ...measure }: KpiRowsDto,
  ): Promise<{ total: number; rows: CountedRow[]; next: string | null }> {
    const place = Object.fromEntries(
      Object.entries({ world, at, from, to }).filter(([, given]) => given !== undefined),
    );
    return this.kpis.rows(place, measure, { limit, after });
  }

  @ApiOperation({ summary: 'Every figure of the loaded worlds, computed anew and held against what is printed' })
  @Get('checks')
  async check(): Promise<CheckReport> {
    return this.kpis.check();
  }
}
