import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { agencyCommands } from './agency.js';
import { dossierCommands } from './dossier.js';
import { doctorCommand } from './doctor.js';
import { dutyCommands } from './duty.js';
import { healthCommand } from './health.js';
import { kpiCommands } from './kpi.js';
import { ledgerCommands } from './ledger.js';
import { migrateCommand } from './migrate.js';
import { planCommands } from './plan.js';
import { progressCommand } from './progress.js';
import { portalCommand } from './portal.js';
import { reportCommands } from './report.js';
import { PROJECT_DIR } from './running-system.js';
import { serviceCommands } from './service.js';
import { simulateCommand } from './simulate.js';
import { upCommand } from './up.js';
import { worldCommands } from './world.js';

/**
 * The command `dvcqg` with all that it can do; docs/cli.md lists the same. What is slow to load (database, queue, gateway)
 * is loaded by the command that needs it, so that the others answer at once.
 */
export function createProgram(): Command {
  const program = new Command('dvcqg')
    .description(
      'Đồng bộ hệ thống một cửa của tỉnh với Cổng Dịch vụ công quốc gia / keeps a province in step with DVCQG',
    )
    .version(packageVersion(), '-v, --version', 'in phiên bản / print the version')
    .helpOption('-h, --help', 'in trợ giúp / print help')
    .showHelpAfterError()
    .exitOverride();
  for (const add of [
    upCommand,
    portalCommand,
    planCommands,
    progressCommand,
    kpiCommands,
    worldCommands,
    dutyCommands,
    serviceCommands,
    agencyCommands,
    dossierCommands,
    reportCommands,
    ledgerCommands,
    simulateCommand,
    doctorCommand,
    healthCommand,
    migrateCommand,
  ])
    add(program);
  return program;
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(PROJECT_DIR, 'package.json'), 'utf8')) as { version: string };
  return version;
}
