import { Module, ValidationPipe, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import helmet from 'helmet';
import { ConsoleHttpConfig, loadConfig } from '@dvc/config';
import { PersistenceModule } from '@dvc/persistence';
import { QueueModule } from '@dvc/queue';
import { SessionCookies } from './auth/session-cookies.js';
import { SignInController } from './auth/sign-in.controller.js';
import { SignInDesk } from './auth/sign-in-desk.js';
import { SignInGuard } from './auth/sign-in.guard.js';
import { TokenLinkMiddleware } from './auth/token-link.middleware.js';
import { ConsoleErrorFilter } from './console-error.filter.js';
import { badQuery } from './console-errors.js';
import { HealthController } from './health/health.controller.js';
import { HELMET_RULES, noStore } from './pages/page-headers.js';
import { NoticePages } from './pages/notice-pages.js';
import { PagesController } from './pages/pages.controller.js';
import { WebRoot } from './pages/web-root.js';
import { PlansController } from './progress/plans.controller.js';
import { QueuesController } from './queues/queues.controller.js';

@Module({
  imports: [PersistenceModule, QueueModule],
  controllers: [HealthController, SignInController, PlansController, QueuesController, PagesController],
  providers: [
    { provide: ConsoleHttpConfig, useFactory: () => loadConfig(ConsoleHttpConfig) },
    { provide: WebRoot, useFactory: () => WebRoot.besideThisBuild() },
    NoticePages,
    SessionCookies,
    SignInDesk,
    { provide: APP_GUARD, useClass: SignInGuard },
    { provide: APP_FILTER, useClass: ConsoleErrorFilter },
    {
      provide: APP_PIPE,
      useValue: new ValidationPipe({
        whitelist: true,
        forbidNonWhitelisted: true,
        transform: true,
        exceptionFactory: badQuery,
      }),
    },
  ],
})
export class ConsoleModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(helmet(HELMET_RULES), noStore, TokenLinkMiddleware).forRoutes('{*path}');
  }
}
