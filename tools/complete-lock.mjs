// A registry that serves one platform's native packages makes a lock without the others, and `npm ci` refuses it.
// Writes in what is missing: npm then skips those packages here and fetches them where they fit.
import { readFileSync, writeFileSync } from 'node:fs';

/** In this order: `darwin` contains `win`. */
const OS = {
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  openharmony: 'openharmony',
  win: 'win32',
};
const CPU = ['arm64', 'x64', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'arm'];
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));

const missing = Object.values(lock.packages)
  .flatMap((entry) => Object.entries(entry.optionalDependencies ?? {}))
  .filter(([name]) => !Object.keys(lock.packages).some((path) => path.endsWith(`node_modules/${name}`)));

for (const [name, version] of missing) {
  const os = Object.keys(OS).find((word) => name.includes(word));
  const cpu = CPU.find((word) => name.includes(word));
  if (!os || !cpu || !/^\d/.test(version)) throw new Error(`Add by hand: ${name} ${version}`);
  lock.packages[`node_modules/${name}`] = { version, cpu: [cpu], optional: true, os: [OS[os]] };
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${missing.length} entries added\n`);
