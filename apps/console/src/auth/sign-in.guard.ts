import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { ForeignOriginError, SignInRequiredError } from '../console-errors.js';
import { IS_PUBLIC } from './public-route.js';
import { isOwnOrigin } from './own-origin.js';
import { SessionCookies } from './session-cookies.js';

/** Stands before every route: no write from another site's page, and nothing without a session unless marked public. */
@Injectable()
export class SignInGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly cookies: SessionCookies,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    if (!isOwnOrigin(request)) throw new ForeignOriginError();
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(IS_PUBLIC, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (isPublic === true || this.cookies.isSignedIn(request.headers.cookie, new Date())) return true;
    throw new SignInRequiredError();
  }
}
