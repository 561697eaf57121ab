import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { ConsoleHttpConfig, loadConfig } from '@dvc/config';
import { AppLogger, runApp } from '@dvc/observability';
import { ConsoleModule } from './console.module.js';

await runApp(async () => {
  const { LISTEN_ADDRESS, CONSOLE_PORT } = loadConfig(ConsoleHttpConfig);
  const app = await NestFactory.create(ConsoleModule, { logger: new AppLogger('console'), abortOnError: false });
  app.enableShutdownHooks();
  await app.listen(CONSOLE_PORT, LISTEN_ADDRESS);
  return app.getUrl();
});
