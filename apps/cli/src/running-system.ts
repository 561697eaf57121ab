import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { CliConfig, loadConfig } from '@dvc/config';
import { CommandError, EXIT } from './exit-codes.js';
import type { ProvincePlace } from './province-client.js';
import { findSecrets } from './secrets.js';

/** The project's folder: the nearest one above with a package.json, from source or from dist. */
export const PROJECT_DIR = folderWith('package.json', import.meta.dirname);

/** Where the servers of a run listen. Written by `dvcqg up`, read by every other command. */
export interface RunningSystem {
  readonly pid: number;
  readonly provinceUrl: string;
  readonly consoleUrl: string;
  readonly portalUrl: string;
  readonly databaseUrl: string;
  /** Process ids of the servers, by name. */
  readonly pids: Readonly<Record<string, number | undefined>>;
}

export const dataDirOf = ({ DVCQG_DATA_DIR: dir }: CliConfig): string =>
  isAbsolute(dir) ? dir : join(PROJECT_DIR, dir);

const fileIn = (dataDir: string): string => join(dataDir, 'run.json');

export function saveRunningSystem(dataDir: string, system: RunningSystem): void {
  writeFileSync(fileIn(dataDir), `${JSON.stringify(system, null, 2)}\n`, { mode: 0o600 });
}

export function forgetRunningSystem(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true });
}

/** `null` where nothing runs on the folder. */
export function findRunningSystem(dataDir: string): RunningSystem | null {
  try {
    const system = JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as RunningSystem;
    process.kill(system.pid, 0);
    return system;
  } catch {
    return null;
  }
}

/** @throws {CommandError} where no province is known. */
export function locateProvince(): ProvincePlace {
  const config = loadConfig(CliConfig);
  const dataDir = dataDirOf(config);
  const url = config.PROVINCE_URL ?? findRunningSystem(dataDir)?.provinceUrl;
  const key = config.PROVINCE_API_KEY ?? findSecrets(dataDir)?.PROVINCE_API_KEY;
  if (url !== undefined && key !== undefined) return { url, key };
  throw new CommandError(
    EXIT.environment,
    'Hệ thống chưa chạy: không biết địa chỉ của tỉnh',
    'Khởi động bằng `npm start`, hoặc đặt PROVINCE_URL và PROVINCE_API_KEY',
  );
}

function folderWith(file: string, dir: string): string {
  if (existsSync(join(dir, file)) || dirname(dir) === dir) return dir;
  return folderWith(file, dirname(dir));
}
