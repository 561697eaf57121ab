// Holds entities against migrations, for the province and for the mock: both are migrated on throw-away databases of an
// embedded PostgreSQL, then TypeORM is asked what it would still change. Exit 1 where it would change anything.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, isBuilt } from './build.mjs';

const root = join(import.meta.dirname, '..');
const from = (path) => import(join(root, 'dist', path));

if (!isBuilt()) build();
await import('reflect-metadata');
const { startPostgres } = await from('libs/local-servers/src/index.js');
const { findDrift, openDataSource, dataSourceOptions } = await from('libs/persistence/src/index.js');
const { openMockDatabase } = await from('apps/dvcqg-mock/src/records/mock-database.js');

const dir = mkdtempSync(join(root, '.db-check-'));
const server = await startPostgres({ dataDir: dir, databases: ['province', 'mock'] });
let isDrifting = false;
try {
  const province = await openDataSource(
    dataSourceOptions({ DATABASE_URL: server.urlOf('province'), DATABASE_POOL_SIZE: 2 }),
  );
  const mock = await openMockDatabase(server.urlOf('mock'));
  for (const [name, db] of Object.entries({ province, mock })) {
    const drift = await findDrift(db);
    isDrifting ||= drift.length > 0;
    process.stdout.write(
      drift.length === 0 ? `${name}: tables and entities agree\n` : `${name}:\n${drift.join(';\n')}\n`,
    );
    await db.destroy();
  }
} finally {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
}
if (isDrifting) {
  process.stderr.write('Write a migration for the statements above (libs/persistence, apps/dvcqg-mock/src/records).\n');
  process.exitCode = 1;
}
