import { plainToInstance, type ClassConstructor } from 'class-transformer';
import { validateSync } from 'class-validator';

/** Settings that do not fit. `problems` names every wrong variable and its rule, never its value. */
export class BadSettingsError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`Bad settings (see config/development.env):\n- ${problems.join('\n- ')}`);
  }
}

/**
 * Reads one settings class from the environment, before Nest starts. An empty variable counts as absent.
 *
 * @throws {BadSettingsError} naming all faults at once, so one restart mends them all.
 */
export function loadConfig<T extends object>(Settings: ClassConstructor<T>, env: NodeJS.ProcessEnv = process.env): T {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const settings = plainToInstance(Settings, given, { exposeDefaultValues: true });
  const problems = validateSync(settings).flatMap((error) => Object.values(error.constraints ?? {}));
  if (problems.length > 0) throw new BadSettingsError(problems);
  return Object.freeze(settings);
}

/** What a child process inherits: this process's environment with changes. */
export function environmentWith(changes: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}

/** True where real citizens are served: things made for tests refuse to start there. */
export function isProduction(env: NodeJS.ProcessEnv = process.env): boolean {
  return env['NODE_ENV'] === 'production';
}
