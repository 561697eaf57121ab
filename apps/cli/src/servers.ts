import type { CliConfig } from '@dvc/config';
import { freePort } from './free-port.js';
import type { Stores } from './local-stores.js';
import type { ProvincePlace } from './province-client.js';
import type { Secrets } from './secrets.js';
import type { Supervisor } from './supervisor.js';

/** The servers of a run, up and answering. */
export interface Servers {
  readonly urls: { readonly provinceUrl: string; readonly portalUrl: string; readonly consoleUrl: string };
  readonly province: ProvincePlace;
  /** What a process needs to join the run. */
  readonly settings: Readonly<Record<string, string>>;
}

interface Run {
  readonly config: CliConfig;
  readonly secrets: Secrets;
  readonly stores: Stores;
  readonly supervisor: Supervisor;
}

/** The mock first, since the worker needs its address; then the rest at once. */
export async function startServers({ config, secrets, stores, supervisor }: Run): Promise<Servers> {
  const provincePort = String(await freePort(config.PROVINCE_PORT));
  const portalUrl = config.PORTAL_URL ?? (await startMock({ config, secrets, stores, supervisor }, provincePort));
  const { PROVINCE_API_KEY, PROVINCE_INBOUND_TOKEN, CONSOLE_TOKEN, PORTAL_PASSWORD, PORTAL_SESSION_KEY } = secrets;
  const settings = {
    DATABASE_URL: stores.provinceUrl,
    PORTAL_URL: portalUrl,
    PORTAL_PASSWORD,
    PORTAL_SESSION_KEY,
  };
  const [provinceUrl, consoleUrl] = await Promise.all([
    supervisor.start('province', {
      ...settings,
      PROVINCE_API_KEY,
      PROVINCE_INBOUND_TOKEN,
      PROVINCE_PORT: provincePort,
    }),
    supervisor.start('console', {
      ...settings,
      CONSOLE_TOKEN,
      CONSOLE_ENVIRONMENT: config.PORTAL_URL === undefined ? 'mock' : 'production',
      CONSOLE_PORT: String(await freePort(config.CONSOLE_PORT)),
    }),
    supervisor.start('worker', settings),
  ]);
  const urls = { provinceUrl, portalUrl, consoleUrl: `${consoleUrl}/?token=${CONSOLE_TOKEN}` };
  return { urls, province: { url: provinceUrl, key: PROVINCE_API_KEY }, settings };
}

/** It may call the province, and no other server. */
async function startMock({ config, secrets, stores, supervisor }: Run, provincePort: string): Promise<string> {
  return supervisor.start('dvcqg-mock', {
    MOCK_DATABASE_URL: stores.mockUrl,
    MOCK_PASSWORD: secrets.PORTAL_PASSWORD,
    MOCK_ADMIN_TOKEN: secrets.MOCK_ADMIN_TOKEN,
    MOCK_CALLBACK_TOKEN: secrets.PROVINCE_INBOUND_TOKEN,
    MOCK_CALLBACK_HOSTS: `127.0.0.1:${provincePort}`,
    MOCK_PORT: String(await freePort(config.MOCK_PORT)),
  });
}
