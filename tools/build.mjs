// Compiles apps and libs with SWC (types are checked by `npm run types`) and bundles the console's pages with Vite.
// Does nothing where dist/ is newer than every source, so it may run before every start.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const stamp = join(root, 'dist/.built');
const SOURCES = ['apps', 'libs', '.swcrc', 'tools/build.mjs', 'package-lock.json'];

const run = (script, args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status === 0) return;
  process.stderr.write(`${stdout}${stderr}`);
  throw new Error(`${script} failed; the lines above say where.`);
};

function newestChange(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  const inside = readdirSync(path).map((name) => newestChange(join(path, name)));
  return Math.max(mtimeMs, ...inside);
}

export function isBuilt() {
  const builtAt = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return SOURCES.every((source) => newestChange(join(root, source)) < builtAt);
}

export function build() {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const startedAt = new Date();
  run('@swc/cli/bin/swc.js', ['apps', 'libs', '--out-dir', 'dist', '--quiet', '--extensions', '.ts']);
  run('vite/bin/vite.js', ['build', 'apps/console/web', '--logLevel', 'error']);
  writeFileSync(stamp, '');
  utimesSync(stamp, startedAt, startedAt);
}

if (process.argv[1] === import.meta.filename && !isBuilt()) build();
