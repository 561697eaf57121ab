import { Validate, ValidatorConstraint } from 'class-validator';
import { isIsoDate } from '@dvc/domain';

@ValidatorConstraint({ name: 'isDay' })
class IsDay {
  validate(value: unknown): boolean {
    return typeof value === 'string' && isIsoDate(value);
  }

  defaultMessage({ property }: { property: string }): string {
    return `${property} must be a day that exists, as yyyy-mm-dd`;
  }
}

/** A field that holds a day. */
export const Day = (): PropertyDecorator => Validate(IsDay);
