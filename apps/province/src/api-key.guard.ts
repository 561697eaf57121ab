import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { ProvinceHttpConfig } from '@dvc/config';
import { AppError } from '@dvc/domain';
import { IS_PUBLIC } from './public.js';

export class ApiKeyRefusedError extends AppError {
  readonly code = 'API_KEY_REFUSED';

  constructor() {
    super('Thiếu hoặc sai khóa truy cập', 'Gửi tiêu đề Authorization: Bearer <PROVINCE_API_KEY>.');
  }
}

/** Lets in whoever knows the key. How long it takes says nothing about the key. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  private readonly wanted: Buffer;

  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(ProvinceHttpConfig) { PROVINCE_API_KEY }: ProvinceHttpConfig,
  ) {
    this.wanted = digest(`Bearer ${PROVINCE_API_KEY}`);
  }

  canActivate(context: ExecutionContext): boolean {
    if (this.reflector.getAllAndOverride<boolean | undefined>(IS_PUBLIC, [context.getHandler(), context.getClass()]))
      return true;
    const { authorization } = context.switchToHttp().getRequest<Request>().headers;
    if (timingSafeEqual(digest(authorization ?? ''), this.wanted)) return true;
    throw new ApiKeyRefusedError();
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
