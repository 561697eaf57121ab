import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { PROVINCE_HEAP } from '../../apps/cli/src/supervisor.js';
import { PROGRAMS, SERVICES, getService, resolveVariables, type ComposeService } from './support/compose.js';
import { collect } from './support/repository.js';
import { SETTINGS_CLASSES, defaultsOf, problemsOf, requiredOf } from './support/settings.js';

/** What an operator would put into `.env`. */
const SECRETS = {
  POSTGRES_PASSWORD: 'a1b2c3d4e5f6',
  MOCK_DATABASE_PASSWORD: 'f6e5d4c3b2a1',
  REDIS_PASSWORD: 'c0ffee1234',
  PROVINCE_API_KEY: 'p'.repeat(64),
  PROVINCE_INBOUND_TOKEN: 'i'.repeat(64),
  CONSOLE_TOKEN: 'c'.repeat(64),
  MOCK_ADMIN_TOKEN: 'm'.repeat(64),
  PORTAL_PASSWORD: 'mat-khau-vi-du',
  PORTAL_SESSION_KEY: Buffer.alloc(32, 1).toString('base64'),
};
const ours = Object.keys(PROGRAMS);
const listening = { province: 'PROVINCE_PORT', console: 'CONSOLE_PORT', 'dvcqg-mock': 'MOCK_PORT' };
const sourcesOf = (room: string): RegExp => new RegExp(`^${room}/src/.*(?<![.]spec)[.]ts$`);
const environmentOf = ({ environment = {} }: ComposeService): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).map(([name, text]) => [name, resolveVariables(text, SECRETS)]));
const secondsOf = (text = '0s'): number => Number(/^(\d+)s$/.exec(text)?.[1]);

/** Settings classes that the program's own source and its libs name; the cli's `migrate` needs the database alone. */
function settingsOf(service: string): string[] {
  if (service === 'migrate') return ['StorageConfig'];
  const rooms = new Set([`apps/${service}`]);
  for (const room of rooms) {
    for (const lib of collect(sourcesOf(room), /'@dvc\/([a-z-]+)'/g)) if (lib !== 'config') rooms.add(`libs/${lib}`);
  }
  const named = [...rooms].flatMap((room) => collect(sourcesOf(room), /\b(\w+Config)\b/g));
  return [...new Set(named)].filter((name) => name in SETTINGS_CLASSES);
}

describe('docker-compose.yml', () => {
  it('has the two servers, the four programs and the one that prepares the tables', () => {
    expect(Object.keys(SERVICES).sort()).toEqual(['postgres', 'redis', ...ours].sort());
  });

  it.each(Object.keys(SERVICES))('gives %s no more rights than it needs', (name) => {
    const service = getService(name);

    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect(service.user).toMatch(/^(node|postgres|redis)$/);
    expect(service.tmpfs).toContain('/tmp');
    expect([service.privileged, service.network_mode]).toEqual([undefined, undefined]);
    expect(service.volumes?.filter((volume) => volume.includes('docker.sock')) ?? []).toEqual([]);
  });

  it('builds our image here and pins the others by major version', () => {
    const images = Object.entries(SERVICES).map(([name, { image, build }]) => [name, image, build]);

    expect(images).toEqual([
      ['postgres', expect.stringMatching(/^postgres:\d+/), undefined],
      ['redis', expect.stringMatching(/^redis:\d+/), undefined],
      ...ours.map((name) => [name, 'dvcqg-sync', '.']),
    ]);
  });

  it.each(ours)('runs %s from a file that its app compiles to', (name) => {
    const [program, ...words] = [getService(name).command ?? []].flat();
    const [file, ...rest] = words.filter((word) => !word.startsWith('--'));

    expect(program).toBe('node');
    // As `dvcqg up` starts it.
    expect(words.filter((word) => word.startsWith('--'))).toEqual(name === 'province' ? PROVINCE_HEAP : []);
    expect(file).toBe(`dist/apps/${PROGRAMS[name] ?? ''}/src/main.js`);
    expect(existsSync(`apps/${PROGRAMS[name] ?? ''}/src/main.ts`)).toBe(true);
    expect(rest).toEqual(name === 'migrate' ? ['migrate'] : []);
  });

  it.each(ours)('gives %s settings that exist, and all it cannot start without', (name) => {
    const given = environmentOf(getService(name));
    const classes = settingsOf(name).map((Class) => SETTINGS_CLASSES[Class] ?? Object);
    const known = classes.flatMap((Class) => Object.keys(defaultsOf(Class)));

    expect(classes.length).toBeGreaterThan(0);
    expect(Object.keys(given).filter((variable) => !known.includes(variable))).toEqual([]);
    expect(classes.flatMap(requiredOf).filter((variable) => !(variable in given))).toEqual([]);
    expect(classes.flatMap((Class) => problemsOf(Class, given))).toEqual([]);
  });

  it('takes every secret from .env, and refuses to start without it', () => {
    const text = readFileSync('docker-compose.yml', 'utf8').replace(/^\s*#.*$/gm, '');
    const demanded = [...text.matchAll(/\$\{(\w+):\?[^}]+\}/g)].map(([, name]) => name);
    const secretLines = text.split('\n').filter((line) => /(PASSWORD|TOKEN|_KEY|_AUTH|_URL): /.test(line));

    expect([...new Set(demanded)].sort()).toEqual(Object.keys(SECRETS).sort());
    expect(secretLines.filter((line) => !line.includes('${'))).toEqual([]);
  });

  it('lets the mock and the worker share the portal password and nothing else', () => {
    const [mock, worker] = [environmentOf(getService('dvcqg-mock')), environmentOf(getService('worker'))];

    expect(mock['MOCK_PASSWORD']).toBe(worker['PORTAL_PASSWORD']);
    expect(new URL(mock['MOCK_DATABASE_URL'] ?? '').pathname).toBe('/dvcqg_mock');
    expect(new URL(worker['DATABASE_URL'] ?? '').pathname).toBe('/dvcqg');
    expect(mock).not.toHaveProperty('DATABASE_URL');
  });

  it('forbids faults on demand', () => {
    expect(environmentOf(getService('dvcqg-mock'))['MOCK_FAULTS']).toBe('off');
  });

  it.each(Object.entries(listening))('shows %s to this machine only, on the port of %s', (name, setting) => {
    const port = Object.values(SETTINGS_CLASSES).map((Class) => defaultsOf(Class)[setting]);
    const { ports, healthcheck } = getService(name);
    const [expected] = port.filter((value) => value !== undefined);

    expect(ports).toEqual([`127.0.0.1:${String(expected)}:${String(expected)}`]);
    expect(healthcheck?.test.slice(0, 3)).toEqual(['CMD', 'node', '-e']);
    expect(healthcheck?.test[3]).toContain(`fetch('http://127.0.0.1:${String(expected)}/health/ready')`);
    expect(environmentOf(getService(name))['LISTEN_ADDRESS']).toBe('0.0.0.0');
  });

  it.each(['postgres', 'redis', 'worker', 'migrate'])('opens no port of %s', (name) => {
    expect(getService(name).ports).toBeUndefined();
  });

  it('points the worker at the mock by the port that the mock listens on', () => {
    const { PORTAL_URL } = environmentOf(getService('worker'));
    const mockPort = defaultsOf(SETTINGS_CLASSES['MockConfig'] ?? Object)['MOCK_PORT'];

    expect(PORTAL_URL).toBe(`http://dvcqg-mock:${String(mockPort)}`);
  });

  it('lets any number of workers run, and asks the command line for their health', () => {
    const worker = getService('worker');

    expect(worker.container_name).toBeUndefined();
    expect(worker.deploy?.replicas).toBeGreaterThan(1);
    expect(worker.healthcheck?.test).toEqual(['CMD', 'node', 'dist/apps/cli/src/main.js', 'health', 'worker']);
  });

  it('gives the worker time to finish a call before it is killed', () => {
    const timeoutMs = Number(defaultsOf(SETTINGS_CLASSES['PortalConfig'] ?? Object)['PORTAL_TIMEOUT_MS']);

    expect(secondsOf(getService('worker').stop_grace_period)).toBeGreaterThan(Math.max(30, timeoutMs / 1000 + 5));
  });

  it.each(Object.keys(SERVICES).filter((name) => name !== 'migrate'))('watches the health of %s', (name) => {
    const { healthcheck, restart } = getService(name);

    expect(healthcheck?.retries).toBeGreaterThan(2);
    expect(secondsOf(healthcheck?.timeout)).toBeLessThan(secondsOf(healthcheck?.interval));
    expect(restart).toBe('unless-stopped');
  });

  it('starts each program after what it needs', () => {
    const database = { postgres: { condition: 'service_healthy' } };
    const tables = { ...database, migrate: { condition: 'service_completed_successfully' } };
    const all = { ...tables, redis: { condition: 'service_healthy' } };

    expect(Object.fromEntries(ours.map((name) => [name, getService(name).depends_on]))).toEqual({
      migrate: database,
      'dvcqg-mock': database,
      province: tables,
      worker: all,
      console: all,
    });
  });

  it('keeps Redis from losing more than a second and from evicting jobs', () => {
    const { command, volumes } = getService('redis');

    expect(command).toContain('--appendonly yes --appendfsync everysec');
    expect(command).toContain('--maxmemory-policy noeviction');
    expect(volumes).toEqual(['redis:/data']);
  });
});

describe('Dockerfile', () => {
  const steps = readFileSync('Dockerfile', 'utf8')
    .split('\n')
    .filter((line) => /^[A-Z]+ /.test(line));
  const of = (word: string): string[] => steps.filter((step) => step.startsWith(`${word} `));

  it('builds on a supported Node, pinned, and installs what the lock says', () => {
    expect(of('FROM')).toEqual(['FROM node:24-bookworm-slim AS build', 'FROM node:24-bookworm-slim']);
    expect(of('RUN')[0]).toContain('npm ci --ignore-scripts');
    expect(of('RUN').join(' ')).not.toContain('npm install');
    expect(of('ADD')).toEqual([]);
  });

  it('ends as a user without rights over its own files', () => {
    const last = steps.slice(steps.lastIndexOf('FROM node:24-bookworm-slim'));

    expect(last.filter((step) => step.startsWith('USER '))).toEqual(['USER node']);
    expect(last.filter((step) => step.includes('--chown'))).toEqual([]);
    expect(last.indexOf('USER node')).toBeGreaterThan(last.findLastIndex((step) => step.startsWith('COPY ')));
  });

  it('leaves secrets and local files out of the image', () => {
    const ignored = readFileSync('.dockerignore', 'utf8').split('\n');

    expect(ignored).toEqual(expect.arrayContaining(['.git', '.env', '.env.*', '.dvcqg', 'node_modules', 'dist']));
  });
});

describe('the first start of PostgreSQL', () => {
  const script = readFileSync('config/postgres/create-mock-database.sh', 'utf8');

  it('makes the database and the role that the mock is given', () => {
    const url = new URL(environmentOf(getService('dvcqg-mock'))['MOCK_DATABASE_URL'] ?? '');

    expect(script).toContain(`CREATE ROLE ${url.username} LOGIN`);
    expect(script).toContain(`CREATE DATABASE ${url.pathname.slice(1)} OWNER ${url.username};`);
    expect(getService('postgres').environment).toHaveProperty('MOCK_DATABASE_PASSWORD');
    expect(getService('postgres').volumes).toContain('./config/postgres:/docker-entrypoint-initdb.d:ro');
  });
});
