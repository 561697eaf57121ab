import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';

export class ServiceCodeDto {
  @ApiProperty({ example: '9.000060.01' })
  @Matches(/^\d\.\d{6}\.\d{2}$/)
  readonly code!: string;
}
