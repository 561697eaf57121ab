import 'reflect-metadata';
import { AppLogger, runApp } from '@dvc/observability';
import { NestFactory } from '@nestjs/core';
import { WorkerModule } from './worker.module.js';

await runApp(async () => {
  const options = { logger: new AppLogger('worker'), abortOnError: false };
  const app = await NestFactory.createApplicationContext(WorkerModule, options);
  app.enableShutdownHooks();
  return undefined;
});
