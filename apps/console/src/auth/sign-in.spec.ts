import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  Controller,
  Get,
  Module,
  Post,
  ValidationPipe,
  type INestApplication,
  type MiddlewareConsumer,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import type { App } from 'supertest/types.js';
import request from 'supertest';
import { ConsoleHttpConfig, loadConfig } from '@dvc/config';
import { ConsoleErrorFilter } from '../console-error.filter.js';
import { badQuery } from '../console-errors.js';
import { NoticePages } from '../pages/notice-pages.js';
import { SessionCookies } from './session-cookies.js';
import { SignInController } from './sign-in.controller.js';
import { SignInDesk } from './sign-in-desk.js';
import { SignInGuard } from './sign-in.guard.js';
import { TokenLinkMiddleware } from './token-link.middleware.js';

const TOKEN = 'correct-token-correct-token-corre';

/** A route nobody thought of guarding. */
@Controller()
class PlainController {
  @Get(['api/figures', 'plans/:id'])
  getFigures(): string {
    return 'figures';
  }

  @Post('api/figures')
  change(): string {
    return 'changed';
  }
}

@Module({
  controllers: [SignInController, PlainController],
  providers: [
    { provide: ConsoleHttpConfig, useValue: loadConfig(ConsoleHttpConfig, { CONSOLE_TOKEN: TOKEN }) },
    NoticePages,
    SessionCookies,
    SignInDesk,
    { provide: APP_GUARD, useClass: SignInGuard },
    { provide: APP_FILTER, useClass: ConsoleErrorFilter },
    { provide: APP_PIPE, useValue: new ValidationPipe({ whitelist: true, exceptionFactory: badQuery }) },
  ],
})
class GuardedModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(TokenLinkMiddleware).forRoutes('{*path}');
  }
}

describe('somebody at the door of the console', () => {
  let app: INestApplication<App>;
  let origin: string;
  let cookie: string;

  beforeAll(async () => {
    const testing = await Test.createTestingModule({ imports: [GuardedModule] }).compile();
    app = testing.createNestApplication<INestApplication<App>>();
    await app.listen(0, '127.0.0.1');
    origin = await app.getUrl();
    const reply = await request(origin).get(`/plans/a?token=${TOKEN}`);
    cookie = String(reply.headers['set-cookie']?.[0]).split(';')[0] ?? '';
  });
  afterAll(() => app.close());

  it('gets no figures without a cookie, from no route, and is told what to do', async () => {
    const reply = await request(origin).get('/api/figures').expect(401);
    expect(reply.body).toEqual({
      code: 'CONSOLE_SIGN_IN_REQUIRED',
      message: expect.any(String),
      hint: expect.stringContaining('npm start'),
    });
  });

  it('sees the sign-in page instead of a page, and comes back to that page', async () => {
    const reply = await request(origin).get('/plans/a').set('accept', 'text/html').expect(401);
    expect(reply.text).toContain('<form method="post" action="/sign-in">');
    expect(reply.text).toContain('name="back" value="/plans/a"');
  });

  it('is let in by the link and sent on without the token', async () => {
    const reply = await request(origin).get(`/plans/a?bucket=held&token=${TOKEN}`).expect(303);
    expect(reply.headers['location']).toBe('/plans/a?bucket=held');
    expect(reply.headers['set-cookie']?.[0]).toMatch(/HttpOnly; SameSite=Strict/);
    expect(reply.headers['set-cookie']?.[0]).not.toContain(TOKEN);
    await request(origin).get('/api/figures').set('cookie', cookie).expect(200);
  });

  it('is let in by the form, and led to no other site', async () => {
    const form = request(origin).post('/sign-in').set('origin', origin).type('form');
    const reply = await form.send({ token: TOKEN, back: '//evil.example/' }).expect(303);
    expect(reply.headers['location']).toBe('/');
  });

  it.each(['https://evil.example', 'null', undefined])(
    'may not change anything from the origin %s',
    async (foreign) => {
      const call = request(origin).post('/api/figures').set('cookie', cookie);
      const reply = await (foreign === undefined ? call : call.set('origin', foreign)).expect(403);
      expect(reply.body).toMatchObject({ code: 'CONSOLE_ORIGIN_FOREIGN' });
    },
  );

  it('may change things from the console itself', async () => {
    const reply = await request(origin).post('/api/figures').set('cookie', cookie).set('origin', origin);
    expect([reply.status, reply.text]).toEqual([201, 'changed']);
  });

  it('waits after five wrong tokens, even with the right one', async () => {
    for (let count = 0; count < 5; count += 1) await request(origin).get('/?token=wrong').expect(401);

    const reply = await request(origin).get(`/?token=${TOKEN}`).expect(429);
    expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
    await request(origin).get('/api/figures').set('cookie', cookie).expect(200);
  });
});
