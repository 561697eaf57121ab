import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { correlation } from './correlation.js';

const LEVELS: readonly LogLevel[] = ['log', 'warn', 'error', 'fatal'];
/** What JSON may leave as it is, and a terminal or a reader of lines does not: C1, ends of lines, signs without a shape. */
const ACTING = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;
/** Of one text in an event (characters); an error may quote megabytes of what it could not take. */
const LONGEST_TEXT = 8_192;

/** One JSON line per event on stderr's side of Nest, with the id of the work it belongs to. */
export class AppLogger extends ConsoleLogger {
  constructor(app: string, logLevels: readonly LogLevel[] = LEVELS) {
    super({ json: true, prefix: app, logLevels: [...logLevels], colors: false });
  }

  protected override getJsonLogObject(
    ...args: Parameters<ConsoleLogger['getJsonLogObject']>
  ): ReturnType<ConsoleLogger['getJsonLogObject']> {
    return Object.assign(super.getJsonLogObject(...args), { correlation: correlation.getStore() });
  }

  /** Whatever the event holds, it is one line, and nothing in it acts on what shows it. */
  protected override stringifyJsonLogObject(event: Record<string, unknown>): string {
    const line = super.stringifyJsonLogObject(event);
    return line.replace(ACTING, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  }

  protected override stringifyReplacer(key: string, value: unknown): unknown {
    const text = super.stringifyReplacer(key, value);
    if (typeof text !== 'string' || text.length <= LONGEST_TEXT) return text;
    return `${text.slice(0, LONGEST_TEXT)}… (${String(text.length)})`;
  }
}
