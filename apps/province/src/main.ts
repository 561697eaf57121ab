import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { BadSettingsError, ProvinceHttpConfig, loadConfig } from '@dvc/config';
import { AppLogger } from '@dvc/observability';
import { serveOpenApi } from './open-api.js';
import { ProvinceModule } from './province.module.js';

/** As in sysexits.h: the settings are wrong, starting again will not help. */
const EXIT_CONFIG = 78;
const MAX_JSON = '1mb';

async function start(): Promise<void> {
  const { LISTEN_ADDRESS, PROVINCE_PORT } = loadConfig(ProvinceHttpConfig);
  const options = { logger: new AppLogger('province'), abortOnError: false, bodyParser: false };
  const app = await NestFactory.create<NestExpressApplication>(ProvinceModule, options);
  app.useBodyParser('json', { limit: MAX_JSON });
  serveOpenApi(app);
  app.enableShutdownHooks();
  await app.listen(PROVINCE_PORT, LISTEN_ADDRESS);
  process.send?.({ event: 'listening', url: await app.getUrl() });
}

try {
  await start();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof BadSettingsError ? EXIT_CONFIG : 1);
}
