import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ProvinceHttpConfig, loadConfig } from '@dvc/config';
import { AppLogger, runApp } from '@dvc/observability';
import { useBodyParsers } from './body-parsers.js';
import { serveOpenApi } from './open-api.js';
import { ProvinceModule } from './province.module.js';

await runApp(async () => {
  const { LISTEN_ADDRESS, PROVINCE_PORT } = loadConfig(ProvinceHttpConfig);
  const options = { logger: new AppLogger('province'), abortOnError: false, bodyParser: false };
  const app = await NestFactory.create<NestExpressApplication>(ProvinceModule, options);
  useBodyParsers(app);
  serveOpenApi(app);
  app.enableShutdownHooks();
  await app.listen(PROVINCE_PORT, LISTEN_ADDRESS);
  return app.getUrl();
});
