import { loadConfig, PortalConfig, StorageConfig } from '@dvc/config';
import { PortalGateway, PortalHttp, PortalSession } from '@dvc/gateway';
import { dataSourceOptions, openDataSource, Store } from '@dvc/persistence';
import { CommandError, EXIT } from './exit-codes.js';

/** What the portal itself says it shows of the province. */
export interface PortalServices {
  readonly total: number;
  /** Services per level, by the highest level at any agency. */
  readonly byLevel: Readonly<Record<string, number>>;
  /** Codes that came more than once; 0 unless the portal has doubled something. */
  readonly doubled: number;
}

/** Asks the portal by `LayDVC`, in the session that the workers use. */
export async function readPortalServices(settings: NodeJS.ProcessEnv): Promise<PortalServices> {
  const portal = loadConfig(PortalConfig, settings);
  const db = await openDataSource(dataSourceOptions(loadConfig(StorageConfig, settings)));
  try {
    const http = new PortalHttp(portal);
    const gateway = new PortalGateway(http, portal);
    const session = new PortalSession(http, new Store(db).direct.sessions, portal, `cli:${String(process.pid)}`);
    const { token } = await session.get();
    const { services, verdict } = await gateway.list(gateway.prepareReadingAll(), token);
    if (services === null) {
      const message = `Cổng không trả danh sách dịch vụ: ${verdict.code} ${verdict.message}`;
      throw new CommandError(EXIT.environment, message, 'Xem `dvcqg doctor`, rồi chạy lại');
    }
    return count(services);
  } finally {
    await db.destroy();
  }
}

function count(services: readonly { MADVC: string; APDUNGDVC: readonly { MUCDO: number }[] }[]): PortalServices {
  const byLevel: Record<string, number> = {};
  for (const { APDUNGDVC } of services) {
    const level = String(Math.max(...APDUNGDVC.map(({ MUCDO }) => MUCDO)));
    byLevel[level] = (byLevel[level] ?? 0) + 1;
  }
  const codes = new Set(services.map(({ MADVC }) => MADVC));
  return { total: services.length, byLevel, doubled: services.length - codes.size };
}
