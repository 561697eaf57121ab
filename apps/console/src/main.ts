import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { BadSettingsError, ConsoleHttpConfig, loadConfig } from '@dvc/config';
import { AppLogger } from '@dvc/observability';
import { ConsoleModule } from './console.module.js';

/** EX_CONFIG of sysexits: nothing but better settings will help, so do not restart. */
const EXIT_BAD_SETTINGS = 78;

async function start(): Promise<void> {
  const { LISTEN_ADDRESS, CONSOLE_PORT } = loadConfig(ConsoleHttpConfig);
  const app = await NestFactory.create(ConsoleModule, { logger: new AppLogger('console'), abortOnError: false });
  app.enableShutdownHooks();
  await app.listen(CONSOLE_PORT, LISTEN_ADDRESS);
  process.send?.({ event: 'listening', url: await app.getUrl() });
}

await start().catch((failure: unknown) => {
  if (!(failure instanceof Error)) throw failure;
  process.stderr.write(`${failure.message}\n`);
  process.exit(failure instanceof BadSettingsError ? EXIT_BAD_SETTINGS : 1);
});
