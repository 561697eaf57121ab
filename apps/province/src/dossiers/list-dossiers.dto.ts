import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { DOSSIER_CODE, DOSSIER_STATUSES, type DossierStatus } from '@dvc/domain';
import { PageLimit } from '../page-limit.js';

/** Query of `GET /dossiers`. */
export class ListDossiersDto {
  @ApiPropertyOptional({ enum: DOSSIER_STATUSES })
  @IsOptional()
  @IsIn(DOSSIER_STATUSES)
  readonly status?: DossierStatus;

  @ApiPropertyOptional({ example: 'H60.15' })
  @IsOptional()
  @Matches(/^[0-9A-Z.]{1,35}$/)
  readonly agency?: string;

  @PageLimit(200)
  readonly limit: number = 50;

  @ApiPropertyOptional({ description: '`next` of the page before.' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  @Matches(DOSSIER_CODE)
  readonly after?: string;
}
