import { Transform } from 'class-transformer';

/** `?dryRun`, `?dryRun=true`, `?dryRun=false`. */
export const Flag = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    value === '' || value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : value,
  );
