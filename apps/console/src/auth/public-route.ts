import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const IS_PUBLIC = 'isPublic';

/** Opens a route to people who are not signed in. Everything else is closed. */
export const PublicRoute = (): CustomDecorator => SetMetadata(IS_PUBLIC, true);
