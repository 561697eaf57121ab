// Writes docs/portal-behaviours.md from the tables of the mock portal; a test fails where the two differ.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, isBuilt } from './build.mjs';

const root = join(import.meta.dirname, '..');
const from = (path) => import(join(root, 'dist/apps/dvcqg-mock/src/portal-api/behaviour', path));

if (!isBuilt()) build();
await import('reflect-metadata');
const { listBehaviours } = await from('behaviour-catalogue.js');
const { writeBehaviourPage } = await from('behaviour-page.js');
writeFileSync(join(root, 'docs/portal-behaviours.md'), writeBehaviourPage(listBehaviours()));
