import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { plainToInstance, type ClassConstructor } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { parse } from 'yaml';
import type { KpiCheck } from '@dvc/domain';
import { CheckFile } from './check-file.js';
import { WorldFileError, WorldNotFoundError } from './world-errors.js';
import { WorldFile } from './world-file.js';

/** A world as its folder describes it. */
export interface DescribedWorld {
  readonly name: string;
  readonly dir: string;
  readonly file: WorldFile;
  /** SHA-256 over everything that is loaded. */
  readonly digest: string;
}

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

export async function listWorldNames(worldsDir: string): Promise<string[]> {
  const entries = await readdir(worldsDir, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() && NAME.test(entry.name) ? [entry.name] : [])).sort();
}

/**
 * @throws {WorldNotFoundError} No such folder.
 * @throws {WorldFileError} The message names every fault.
 */
export async function readWorld(worldsDir: string, name: string): Promise<DescribedWorld> {
  if (!(await listWorldNames(worldsDir)).includes(name)) throw new WorldNotFoundError(name);
  const dir = join(worldsDir, name);
  const text = await readFile(join(dir, 'world.yaml'), 'utf8');
  const file = check(WorldFile, text, join(dir, 'world.yaml'));
  const planFiles = file.plans.flatMap((plan) => (plan.file === undefined ? [] : [plan.file]));
  const rest = await Promise.all(planFiles.map((planFile) => readFile(join(dir, planFile), 'utf8')));
  const digest = createHash('sha256')
    .update(JSON.stringify([text, ...rest]))
    .digest('hex');
  return { name, dir, file, digest };
}

/** Checks of every world, in the order of their files. */
export async function readChecks(worldsDir: string): Promise<KpiCheck[]> {
  const names = await listWorldNames(worldsDir);
  const files = await Promise.all(names.map((name) => readChecksOf(join(worldsDir, name, 'checks.yaml'), name)));
  return files.flat();
}

async function readChecksOf(path: string, world: string): Promise<KpiCheck[]> {
  const { checks } = check(CheckFile, await readFile(path, 'utf8'), path);
  return checks.map(
    ({ id, label, kind, terms, decimals, percent, values, computed, printed, qualifier, match, note }) => {
      const article = { printed, qualifier, match, note };
      return { id, world, label, kind, terms, decimals, percent, values, computed, ...article };
    },
  );
}

/** Composed form everywhere, and no field that nobody knows. */
function check<T extends object>(Shape: ClassConstructor<T>, text: string, path: string): T {
  const thing = plainToInstance(Shape, parse(text.normalize('NFC')) as object, { exposeDefaultValues: true });
  const faults = validateSync(thing, { whitelist: true, forbidNonWhitelisted: true }).flatMap((error) =>
    reasonsOf(error, ''),
  );
  if (faults.length > 0) throw new WorldFileError(path, faults);
  return thing;
}

function reasonsOf({ property, constraints = {}, children = [] }: ValidationError, within: string): string[] {
  const own = Object.values(constraints).map((reason) => `${within}${reason}`);
  return [...own, ...children.flatMap((child) => reasonsOf(child, `${within}${property}.`))];
}
