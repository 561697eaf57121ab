import { Controller, HttpStatus, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { withUpload, type UploadRules } from '../plan/receive-upload.js';
import { DossierFileTooLargeError, DossierFileTypeError } from './dossier-file-errors.js';
import { ImportDossiersDto } from './dossier-import.dto.js';
import type { DossierImportReport } from './dossier-import-report.js';
import { DossierImport, type ImportProgress } from './dossier-import.js';

const NDJSON = 'application/x-ndjson';
const DOSSIER_UPLOADS: UploadRules = {
  /** 100 000 dossiers have about 60 MB. */
  maxBytes: 400_000_000,
  types: /^(text\/(csv|plain)|application\/(octet-stream|x-ndjson|jsonl?))$/,
  refuseType: (given) => new DossierFileTypeError(given),
  refuseSize: (maxBytes) => new DossierFileTooLargeError(maxBytes),
};

@ApiTags('dossiers')
@ApiBearerAuth()
@Controller('dossiers')
export class DossierImportController {
  constructor(@Inject(DossierImport) private readonly imports: DossierImport) {}

  @ApiOperation({
    summary: 'Dossiers as they stand, from an NDJSON or CSV file: all lines or none',
    description: `With \`Accept: ${NDJSON}\` the answer is a line of progress now and then, and the report as last line; its status is 200 then.`,
  })
  @ApiConsumes(NDJSON, 'text/csv', 'application/octet-stream')
  @ApiProduces('application/json', NDJSON)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiResponse({ status: 422, description: 'Faults were found and nothing was stored; the body lists them.' })
  @Post('import')
  async import(@Query() wishes: ImportDossiersDto, @Req() request: Request, @Res() response: Response): Promise<void> {
    const isWatched = request.headers.accept === NDJSON;
    const write = (line: { progress: ImportProgress } | { report: DossierImportReport }): void => {
      if (!response.headersSent) response.status(HttpStatus.OK).setHeader('Content-Type', NDJSON);
      response.write(`${JSON.stringify(line)}\n`);
    };
    const report = await withUpload(request, DOSSIER_UPLOADS, (upload) =>
      this.imports.import(upload, wishes, (progress) => {
        if (isWatched) write({ progress });
      }),
    );
    if (isWatched) {
      write({ report });
      response.end();
    } else response.status(isRefused(report, wishes) ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK).json(report);
  }
}

const isRefused = ({ faultsTotal, isStored }: DossierImportReport, { partial, dryRun }: ImportDossiersDto): boolean =>
  faultsTotal > 0 && !isStored && !(partial && dryRun);
