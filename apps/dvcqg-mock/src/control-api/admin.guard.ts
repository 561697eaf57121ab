import { MockConfig } from '@dvc/config';
import { Injectable, UnauthorizedException, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { isSameSecret } from '../portal-api/same-secret.js';
import type { WireRequest } from '../portal-api/wire.js';

/** Lets in who sends `Authorization: Bearer` with the mock's admin token. */
@Injectable()
export class AdminGuard implements CanActivate {
  constructor(private readonly settings: MockConfig) {}

  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<WireRequest>();
    const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
    if (isSameSecret(token, this.settings.MOCK_ADMIN_TOKEN)) return true;
    throw new UnauthorizedException('Cần tiêu đề Authorization: Bearer <MOCK_ADMIN_TOKEN>.');
  }
}
