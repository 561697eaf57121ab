import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsNotEmpty, IsOptional, Matches, MaxLength, Min } from 'class-validator';
import type { IsoDate } from '@dvc/domain';
import { Day } from '../day.js';
import { PLAIN_TEXT } from '../plain-text.js';

const PLAN_ID = /^[a-z0-9][a-z0-9-]{0,62}$/;

export class ListDutiesDto {
  @ApiPropertyOptional({ example: '2021-07-23', description: 'Day to look at; today.' })
  @IsOptional()
  @Day()
  readonly at?: IsoDate;

  @ApiPropertyOptional({ example: 'quang-nam-4516' })
  @IsOptional()
  @Matches(PLAN_ID)
  readonly plan?: string;
}

export class DutyIdDto {
  @Matches(PLAN_ID)
  readonly plan!: string;

  @Type(() => Number)
  @IsInt()
  @Min(1)
  readonly n!: number;
}

/** Body of `POST /duties/:plan/:n/done`. */
export class FinishDutyDto {
  @ApiPropertyOptional({ description: 'Day on which it was done; today.' })
  @IsOptional()
  @Day()
  readonly on?: IsoDate;

  @ApiProperty({ example: '1290/STTTT-CNTT', description: 'What shows it: number of a paper, an address.' })
  @IsNotEmpty()
  @Matches(PLAIN_TEXT)
  @MaxLength(500)
  readonly evidence!: string;
}
