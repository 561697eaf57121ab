import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { ProvinceHttpConfig } from '@dvc/config';
import { AppError } from '@dvc/domain';
import { carriesKey } from './carries-key.js';
import { IS_PUBLIC } from './public.js';

export class ApiKeyRefusedError extends AppError {
  readonly code = 'API_KEY_REFUSED';

  constructor() {
    super('Thiếu hoặc sai khóa truy cập', 'Gửi tiêu đề Authorization: Bearer <PROVINCE_API_KEY>.');
  }
}

/** Lets in whoever knows the key. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(ProvinceHttpConfig) private readonly config: ProvinceHttpConfig,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    if (this.reflector.getAllAndOverride<boolean | undefined>(IS_PUBLIC, [context.getHandler(), context.getClass()]))
      return true;
    const { authorization } = context.switchToHttp().getRequest<Request>().headers;
    if (carriesKey(authorization, this.config.PROVINCE_API_KEY)) return true;
    throw new ApiKeyRefusedError();
  }
}
