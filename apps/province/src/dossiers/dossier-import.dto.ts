import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';
import { Flag } from '../plan/flag.js';

/** Query of `POST /dossiers/import`. */
export class ImportDossiersDto {
  @ApiPropertyOptional({ description: 'Say what would change; store nothing.' })
  @Flag()
  @IsOptional()
  @IsBoolean()
  readonly dryRun: boolean = false;

  @ApiPropertyOptional({ description: 'Store the good lines although others are rejected.' })
  @Flag()
  @IsOptional()
  @IsBoolean()
  readonly partial: boolean = false;
}
