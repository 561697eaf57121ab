import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional, Matches, MaxLength } from 'class-validator';
import { Flag } from '../plan/flag.js';
import { PLAIN_TEXT } from '../plain-text.js';

/** Query of `POST /agencies/reform`. */
export class ImportReformDto {
  @ApiPropertyOptional({ description: 'Say what would change; store nothing.' })
  @Flag()
  @IsOptional()
  @IsBoolean()
  readonly dryRun: boolean = false;

  @ApiPropertyOptional({ example: 'nguyen.van.a', description: 'Who answers for it.' })
  @IsOptional()
  @Matches(PLAIN_TEXT)
  @MaxLength(100)
  readonly by: string = '';

  @ApiPropertyOptional({ example: 'NQ 202/2025/QH15', description: 'The paper behind it.' })
  @IsOptional()
  @Matches(PLAIN_TEXT)
  @MaxLength(200)
  readonly decision: string = '';
}
