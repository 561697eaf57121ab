import { Body, Controller, Get, Header, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { NOTICE_CSS, NoticePages } from '../pages/notice-pages.js';
import { PublicRoute } from './public-route.js';
import { SignInDesk } from './sign-in-desk.js';
import { SignInDto } from './sign-in.dto.js';
import { ownPath } from './token-link.middleware.js';

@PublicRoute()
@Controller()
export class SignInController {
  constructor(
    private readonly desk: SignInDesk,
    private readonly pages: NoticePages,
  ) {}

  @Get('sign-in')
  @Header('Content-Type', 'text/html; charset=utf-8')
  getPage(): string {
    return this.pages.signIn(null, '/');
  }

  @Get('sign-in.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  getStyle(): string {
    return NOTICE_CSS;
  }

  @Post('sign-in')
  signIn(@Body() { token, back = '/' }: SignInDto, @Req() request: Request, @Res() response: Response): void {
    this.desk.signIn(token.trim(), request, response);
    response.redirect(303, ownPath(back));
  }
}
