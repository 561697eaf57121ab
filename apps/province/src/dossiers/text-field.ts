import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

/** A text; what may stand in it is read by the domain, as for a file. `enum` documents its values. */
export const Text = (maxLength: number, example?: string, values?: readonly string[]): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, maxLength, ...(example && { example }), ...(values && { enum: values }) }),
    IsString(),
    MaxLength(maxLength),
  );

export const OptionalText = (maxLength: number, example?: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: String, maxLength, ...(example && { example }) }),
    IsOptional(),
    IsString(),
    MaxLength(maxLength),
  );
