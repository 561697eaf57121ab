import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const IS_PUBLIC = 'isPublic';

/** No key needed: health only. */
export const Public = (): CustomDecorator => SetMetadata(IS_PUBLIC, true);
