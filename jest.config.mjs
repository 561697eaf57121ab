/** Nest 12 is ESM, so the tests are too: TypeScript goes through SWC, imports stay imports. */
const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        module: { type: 'es6' },
        sourceMaps: 'inline',
        jsc: {
          target: 'es2023',
          keepClassNames: true,
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
      },
    ],
  },
  moduleNameMapper: {
    '^@dvc/(.+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.+)\\.js$': '$1',
  },
  setupFiles: ['reflect-metadata'],
};

const project = (displayName, ...testMatch) => ({ ...shared, displayName, testMatch });
const onServers = (displayName, ...testMatch) => ({
  ...project(displayName, ...testMatch),
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
});

export default {
  projects: [
    project('unit', '<rootDir>/{apps,libs}/**/*.spec.ts', '<rootDir>/test/checks/*.spec.ts'),
    onServers(
      'e2e',
      '<rootDir>/test/e2e/*.e2e-spec.ts',
      '!**/test/e2e/{mock,dvcqg-portal,sync,kpi,duties,reports}*.e2e-spec.ts',
    ),
    onServers(
      'portal',
      '<rootDir>/test/e2e/{mock,dvcqg-portal}*.e2e-spec.ts',
      '<rootDir>/test/contract/*.contract-spec.ts',
    ),
    // Minutes together: the engine with a portal that misbehaves, on both queue back ends.
    onServers('sync', '<rootDir>/test/e2e/sync-*.e2e-spec.ts'),
    // Minutes together: whole worlds counted, reports of thousands of dossiers.
    onServers('figures', '<rootDir>/test/e2e/{kpi,duties,reports}*.e2e-spec.ts'),
    onServers('chaos', '<rootDir>/test/chaos/*.chaos-spec.ts'),
    // Long runs, by hand and by night; CI has a short one of each.
    onServers('night', '<rootDir>/test/night/*.night-spec.ts'),
    onServers('browser', '<rootDir>/test/browser/*.browser-spec.ts'),
  ],
  // Jest reads this here only; inside a project it is ignored without a word.
  testTimeout: 30_000,
};
