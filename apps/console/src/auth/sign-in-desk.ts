import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ConsoleHttpConfig } from '@dvc/config';
import { SignInWaitError, WrongTokenError } from '../console-errors.js';
import { isSame, SESSION_COOKIE, SESSION_LIFE_S, SessionCookies } from './session-cookies.js';
import { WrongTokens } from './wrong-tokens.js';

/** Exchanges the console's token for a session cookie; the link and the form both come here. */
@Injectable()
export class SignInDesk {
  private readonly wrongTokens = new WrongTokens();

  constructor(
    private readonly config: ConsoleHttpConfig,
    private readonly cookies: SessionCookies,
  ) {}

  /**
   * @throws {SignInWaitError} Too many wrong tokens from this address: wait, then try again.
   * @throws {WrongTokenError} Not the token: nothing was set.
   */
  signIn(token: string, request: Request, response: Response): void {
    const address = request.socket.remoteAddress ?? '';
    const nowMs = performance.now();
    const waitMs = this.wrongTokens.waitMs(address, nowMs);
    if (waitMs > 0) throw new SignInWaitError(Math.ceil(waitMs / 1_000));
    if (!isSame(token, this.config.CONSOLE_TOKEN)) {
      this.wrongTokens.add(address, nowMs);
      throw new WrongTokenError();
    }
    this.wrongTokens.forget(address);
    response.cookie(SESSION_COOKIE, this.cookies.issue(new Date()), {
      httpOnly: true,
      sameSite: 'strict',
      secure: request.secure,
      path: '/',
      maxAge: SESSION_LIFE_S * 1_000,
    });
  }
}
