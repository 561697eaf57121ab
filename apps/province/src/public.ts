import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const IS_PUBLIC = 'isPublic';

/** The operator's key is not asked for: health, and what the portal calls, which has a guard of its own. */
export const Public = (): CustomDecorator => SetMetadata(IS_PUBLIC, true);
