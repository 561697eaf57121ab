import * as config from '@dvc/config';

type SettingsClass = new () => object;
/** Name → default as an environment variable writes it; empty where there is none. */
export type Settings = Readonly<Record<string, string>>;

/** The settings classes that `@dvc/config` offers, by name. */
export const SETTINGS_CLASSES: Readonly<Record<string, SettingsClass>> = Object.fromEntries(
  Object.entries(config).filter(([name]) => name.endsWith('Config') && name !== 'loadConfig'),
) as Record<string, SettingsClass>;

/** What a settings class holds when nobody sets anything. */
export function defaultsOf(Class: SettingsClass): Settings {
  const entries = Object.entries(new Class()) as [string, string | number | boolean | undefined][];
  return Object.fromEntries(entries.map(([name, value]) => [name, value === undefined ? '' : String(value)]));
}

/** Settings without which the class does not load. */
export function requiredOf(Class: SettingsClass): string[] {
  const problems = problemsOf(Class, {});
  return Object.keys(defaultsOf(Class)).filter((name) => problems.some((problem) => problem.startsWith(`${name} `)));
}

/** What the class says of an environment; empty where it loads. */
export function problemsOf(Class: SettingsClass, env: Record<string, string>): readonly string[] {
  try {
    config.loadConfig(Class, env);
    return [];
  } catch (error) {
    if (error instanceof config.BadSettingsError) return error.problems;
    throw error;
  }
}
