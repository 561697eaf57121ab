import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { correlation } from './correlation.js';

const LEVELS: LogLevel[] = ['log', 'warn', 'error', 'fatal'];

/** One JSON line per event on stderr's side of Nest, with the id of the work it belongs to. */
export class AppLogger extends ConsoleLogger {
  constructor(app: string) {
    super({ json: true, prefix: app, logLevels: LEVELS, colors: false });
  }

  protected override getJsonLogObject(
    ...args: Parameters<ConsoleLogger['getJsonLogObject']>
  ): ReturnType<ConsoleLogger['getJsonLogObject']> {
    return Object.assign(super.getJsonLogObject(...args), { correlation: correlation.getStore() });
  }
}
