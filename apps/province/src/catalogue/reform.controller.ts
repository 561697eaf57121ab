import { Controller, HttpCode, HttpStatus, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { PlanFileTooLargeError, PlanFileTypeError } from '../plan/plan-errors.js';
import { withUpload, type UploadRules } from '../plan/receive-upload.js';
import { ReformImport, type ReformReport } from './reform-import.js';
import { ImportReformDto } from './reform.dto.js';

const UPLOADS: UploadRules = {
  maxBytes: 5_000_000,
  types: /^(text\/csv|text\/plain|application\/octet-stream)$/,
  refuseType: (given) => new PlanFileTypeError(given),
  refuseSize: (maxBytes) => new PlanFileTooLargeError(maxBytes),
};

@ApiTags('agencies')
@ApiBearerAuth()
@Controller('agencies')
export class ReformController {
  constructor(@Inject(ReformImport) private readonly reforms: ReformImport) {}

  @ApiOperation({ summary: 'Agencies that end, and who carries on from which day: a CSV file, all lines or none' })
  @ApiConsumes('text/csv', 'application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiResponse({ status: 422, description: 'Faults were found and nothing was stored; the body lists them.' })
  @Post('reform')
  @HttpCode(HttpStatus.OK)
  async import(
    @Query() wishes: ImportReformDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReformReport> {
    const report = await withUpload(request, UPLOADS, (upload) => this.reforms.import(upload, wishes));
    if (report.faultsTotal > 0) response.status(HttpStatus.UNPROCESSABLE_ENTITY);
    return report;
  }
}
