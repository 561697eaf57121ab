import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

export const REPORT_FORMATS = ['xlsx', 'csv', 'pdf', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Query of `GET /reports/:name`. */
export class ReportDto {
  @ApiProperty({
    example: '2023-I',
    description: '2023-03, 2023-I (2023-Q1), 2023-H1, 2023, 2023-01-01..2023-03-13; -ND09: from the 15th to the 14th.',
  })
  @IsString()
  @MaxLength(40)
  readonly period!: string;

  @ApiPropertyOptional({ enum: REPORT_FORMATS })
  @IsOptional()
  @IsIn(REPORT_FORMATS)
  readonly format: ReportFormat = 'json';

  @ApiPropertyOptional({ example: 'tuyen-quang-2020', description: 'For reports of a plan.' })
  @IsOptional()
  @Matches(/^[a-z0-9][a-z0-9-]{0,62}$/)
  readonly plan?: string;
}

/** Query of `GET /reports/:name/rows`. */
export class ReportRowsDto extends ReportDto {
  @ApiProperty({ example: 'overdue', description: 'Key of a column, or the part or whole of a percentage.' })
  @Matches(/^[A-Za-z0-9]{1,40}$/)
  readonly figure!: string;

  @ApiPropertyOptional({ example: 'H60.15', description: '`groupCode` of a line; left out: all lines.' })
  @IsOptional()
  @Matches(/^\P{C}{0,200}$/u)
  readonly group?: string;
}
