import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { REPORT_FORMS, REPORT_NAMES, type ReportForm } from '@dvc/domain';
import type { ReportDocument } from './report-document.js';
import { ReportTooLongError } from './report-errors.js';
import { ReportDto, ReportRowsDto, type ReportFormat } from './report.dto.js';
import { ReportService } from './report.service.js';
import { writeCsv } from './write-csv.js';
import { writeJson } from './write-json.js';
import { writePdf } from './write-pdf.js';
import { writeXlsx } from './write-xlsx.js';

interface FormatRules {
  readonly type: string;
  /** Lines that a reader of the format can bear; a sheet of Excel ends at 1 048 576. */
  readonly most: number;
  readonly write: (document: ReportDocument) => AsyncIterable<string | Buffer>;
}

const FORMATS: Readonly<Record<ReportFormat, FormatRules>> = {
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    most: 1_000_000,
    write: writeXlsx,
  },
  csv: { type: 'text/csv; charset=utf-8', most: Infinity, write: writeCsv },
  pdf: { type: 'application/pdf', most: 3_000, write: writePdf },
  json: { type: 'application/json; charset=utf-8', most: Infinity, write: writeJson },
};

@ApiTags('reports')
@ApiBearerAuth()
@Controller('reports')
export class ReportController {
  constructor(@Inject(ReportService) private readonly reports: ReportService) {}

  @ApiOperation({ summary: 'Every report, its columns and what its figures mean' })
  @Get()
  list(): ReportForm[] {
    return REPORT_NAMES.map((name) => REPORT_FORMS[name]);
  }

  @ApiOperation({
    summary: 'A report of a period, as people hand it in',
    description:
      'X-Report-As-Of says for when the figures hold, X-Report-Violations how many rules of the form do not.',
  })
  @ApiProduces(...Object.values(FORMATS).map(({ type }) => type))
  @Get(':name')
  async get(@Param('name') name: string, @Query() wish: ReportDto, @Res() response: Response): Promise<void> {
    await send(await this.reports.open(name, wish), wish.format, response);
  }

  @ApiOperation({ summary: 'The rows that a figure of a report counted' })
  @ApiProduces(...Object.values(FORMATS).map(({ type }) => type))
  @Get(':name/rows')
  async rows(@Param('name') name: string, @Query() wish: ReportRowsDto, @Res() response: Response): Promise<void> {
    await send(await this.reports.openRows(name, wish), wish.format, response);
  }
}

/** As fast as it is taken. Where it breaks in the middle the connection is cut, so that nobody takes a part for the whole. */
async function send(document: ReportDocument, format: ReportFormat, response: Response): Promise<void> {
  const { type, most, write } = FORMATS[format];
  if (document.count > most) throw new ReportTooLongError(document.count, format, most);
  response.setHeader('Content-Type', type);
  response.setHeader(
    'Content-Disposition',
    `attachment; filename="${document.name}_${document.period.text}.${format}"`,
  );
  response.setHeader('X-Report-As-Of', document.at.toISOString());
  response.setHeader('X-Report-Violations', String(document.violations.length));
  try {
    await pipeline(Readable.from(write(document), { objectMode: false }), response);
  } catch (error) {
    if (!hasReaderLeft(error)) throw error;
  }
}

const hasReaderLeft = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
