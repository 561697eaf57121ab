import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Health {
  readonly test: readonly string[];
  readonly interval: string;
  readonly timeout: string;
  readonly retries: number;
}

/** What the checks read of a service; every other key is Docker's business. */
export interface ComposeService {
  readonly image: string;
  readonly build?: string;
  readonly user?: string;
  readonly restart: string;
  readonly command?: string | readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: Health;
  readonly container_name?: string;
  readonly deploy?: { readonly replicas: number };
  readonly stop_grace_period?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly privileged?: boolean;
  readonly network_mode?: string;
}

const file = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  readonly services: Readonly<Record<string, ComposeService>>;
};
export const SERVICES = file.services;

/** Our programs: service name → folder in `apps/`. */
export const PROGRAMS: Readonly<Record<string, string>> = {
  migrate: 'cli',
  'dvcqg-mock': 'dvcqg-mock',
  province: 'province',
  worker: 'worker',
  console: 'console',
};

export function getService(name: string): ComposeService {
  const service = SERVICES[name];
  if (service === undefined) throw new Error(`docker-compose.yml has no service ${name}`);
  return service;
}

/** `${NAME:?why}` takes its value from `secrets`, `${NAME:-text}` becomes the text. */
export function resolveVariables(text: string, secrets: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{(\w+):([?-])([^}]*)\}/g, (_whole, name: string, kind: string, rest: string) =>
    kind === '-' ? rest : (secrets[name] ?? ''),
  );
}
