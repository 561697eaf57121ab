import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { SignInDesk } from './sign-in-desk.js';

/** `GET /…?token=…`: signs the browser in and sends it to the same address without the token. */
@Injectable()
export class TokenLinkMiddleware implements NestMiddleware {
  constructor(private readonly desk: SignInDesk) {}

  use(request: Request, response: Response, next: NextFunction): void {
    const here = new URL(request.originalUrl, 'http://console');
    const token = here.searchParams.get('token');
    if (token === null || request.method !== 'GET' || here.pathname.startsWith('/api/')) {
      next();
      return;
    }
    this.desk.signIn(token, request, response);
    here.searchParams.delete('token');
    response.redirect(303, ownPath(`${here.pathname}${here.search}`));
  }
}

/** A path of this site, or the first page: `//evil.example` and `/\evil.example` would lead elsewhere. */
export function ownPath(path: string): string {
  return /^\/(?![/\\])/.test(path) ? path : '/';
}
