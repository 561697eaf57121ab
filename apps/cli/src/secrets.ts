import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What every process of a local run must know and nobody else. Made once, kept readable for its owner alone. */
export interface Secrets {
  readonly PORTAL_PASSWORD: string;
  readonly PORTAL_SESSION_KEY: string;
  readonly PROVINCE_API_KEY: string;
  readonly PROVINCE_INBOUND_TOKEN: string;
  readonly CONSOLE_TOKEN: string;
  readonly MOCK_ADMIN_TOKEN: string;
}

const fileIn = (dataDir: string): string => join(dataDir, 'secrets.json');

/** `null` where `dvcqg up` never ran on this folder. */
export function findSecrets(dataDir: string): Secrets | null {
  try {
    return JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as Secrets;
  } catch {
    return null;
  }
}

/** A folder of an earlier version gets what it does not have yet; what it has stays. */
export function openSecrets(dataDir: string): Secrets {
  const known: Partial<Secrets> = findSecrets(dataDir) ?? {};
  const key = (): string => randomBytes(32).toString('base64url');
  const made: Secrets = {
    PORTAL_PASSWORD: key(),
    PORTAL_SESSION_KEY: randomBytes(32).toString('base64'),
    PROVINCE_API_KEY: key(),
    PROVINCE_INBOUND_TOKEN: key(),
    CONSOLE_TOKEN: key(),
    MOCK_ADMIN_TOKEN: key(),
  };
  const secrets = { ...made, ...known };
  if (Object.keys(made).every((name) => name in known)) return secrets;
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(fileIn(dataDir), `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  chmodSync(fileIn(dataDir), 0o600);
  return secrets;
}
