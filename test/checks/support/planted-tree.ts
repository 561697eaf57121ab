import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './repository.js';

interface Cruise {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

/** The project's own rules and settings, copied as they are. */
const RULES = ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'];

/**
 * Writes files into a small copy of the repository, outside it, and lets the real dependency-cruiser judge it.
 *
 * @returns For each file the names of the rules it breaks, sorted; files without a fault are absent.
 */
export async function judgeImports(files: Readonly<Record<string, string>>): Promise<Record<string, string[]>> {
  const tree = mkdtempSync(join(tmpdir(), 'planted-tree-'));
  try {
    for (const file of RULES) cpSync(join(ROOT, file), join(tree, file));
    symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, file)), { recursive: true });
      writeFileSync(join(tree, file), text);
    }
    return brokenRules(await cruise(tree));
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

/** Exit code 1 and more is the number of faults, so only unreadable output is an error. */
async function cruise(tree: string): Promise<Cruise> {
  const tool = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [tool, 'apps', 'libs', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: tree, maxBuffer: 1 << 26 }, (_fault, stdout, stderr) => {
      resolve(stdout === '' ? stderr : stdout);
    });
  });
  try {
    return JSON.parse(output) as Cruise;
  } catch {
    throw new Error(`dependency-cruiser did not judge the tree: ${output.slice(0, 500)}`);
  }
}

function brokenRules({ summary }: Cruise): Record<string, string[]> {
  const broken: Record<string, string[]> = {};
  for (const { from, rule } of summary.violations) broken[from] = [...(broken[from] ?? []), rule.name].sort();
  return broken;
}
