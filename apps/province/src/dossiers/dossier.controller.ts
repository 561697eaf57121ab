import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { DossierPage, DossierReply, DossierWithSteps } from './dossier-reply.js';
import {
  ActDto,
  AnswerSupplementDto,
  DossierChangesDto,
  DossierCodeDto,
  MoveDossierDto,
  OpenDossierDto,
  ReturnResultDto,
} from './dossier.dto.js';
import { ListDossiersDto } from './list-dossiers.dto.js';
import { DossierService } from './dossier.service.js';

@ApiTags('dossiers')
@ApiBearerAuth()
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key and body give the same answer.' })
@ApiResponse({ status: 409, description: 'The dossier does not stand where this may be done; or the key was used.' })
@ApiResponse({ status: 422, description: 'Faults were found and nothing was stored; the body lists them.' })
@Controller('dossiers')
export class DossierController {
  constructor(@Inject(DossierService) private readonly dossiers: DossierService) {}

  @ApiOperation({ summary: 'A new dossier: taken in at once, or, online, waiting for a clerk' })
  @Post()
  async open(@Req() request: Request, @Body() body: OpenDossierDto): Promise<DossierReply> {
    return this.dossiers.open(request, body);
  }

  @ApiOperation({ summary: 'By status and agency, a page at a time' })
  @Get()
  async list(@Query() query: ListDossiersDto): Promise<DossierPage> {
    return this.dossiers.list(query);
  }

  @ApiOperation({ summary: 'Many changes in one transaction: all of them, in order, or none' })
  @Post('changes')
  @HttpCode(HttpStatus.OK)
  async commit(@Req() request: Request, @Body() { changes }: DossierChangesDto): Promise<{ committed: number }> {
    return this.dossiers.commit(request, changes);
  }

  @ApiOperation({ summary: 'A dossier with all its steps' })
  @Get(':code')
  async get(@Param() { code }: DossierCodeDto): Promise<DossierWithSteps> {
    return this.dossiers.get(code);
  }

  @ApiOperation({ summary: 'One step of the table of transitions' })
  @Post(':code/status')
  @HttpCode(HttpStatus.OK)
  async move(
    @Req() request: Request,
    @Param() { code }: DossierCodeDto,
    @Body() body: MoveDossierDto,
  ): Promise<DossierReply> {
    return this.dossiers.move(request, { code, to: body.to, body });
  }

  @ApiOperation({ summary: 'Asks for papers; the legal time stands still' })
  @Post(':code/supplement-request')
  @HttpCode(HttpStatus.OK)
  async askSupplement(
    @Req() request: Request,
    @Param() { code }: DossierCodeDto,
    @Body() body: ActDto,
  ): Promise<DossierReply> {
    return this.dossiers.move(request, { code, to: 'SUPPLEMENT_REQUIRED', body });
  }

  @ApiOperation({ summary: 'The papers have come; the legal time goes on' })
  @Post(':code/supplement-answer')
  @HttpCode(HttpStatus.OK)
  async answerSupplement(
    @Req() request: Request,
    @Param() { code }: DossierCodeDto,
    @Body() body: AnswerSupplementDto,
  ): Promise<DossierReply> {
    return this.dossiers.answerSupplement(request, code, body);
  }

  @ApiOperation({ summary: 'The applicant wants the dossier back' })
  @Post(':code/withdrawal')
  @HttpCode(HttpStatus.OK)
  async withdraw(
    @Req() request: Request,
    @Param() { code }: DossierCodeDto,
    @Body() body: ActDto,
  ): Promise<DossierReply> {
    return this.dossiers.move(request, { code, to: 'WITHDRAWAL_REQUESTED', body });
  }

  @ApiOperation({ summary: 'The result is handed out at the counter, by post or online' })
  @Post(':code/result')
  @HttpCode(HttpStatus.OK)
  async returnResult(
    @Req() request: Request,
    @Param() { code }: DossierCodeDto,
    @Body() body: ReturnResultDto,
  ): Promise<DossierReply> {
    return this.dossiers.move(request, { code, to: 'RESULT_RETURNED', body });
  }
}
