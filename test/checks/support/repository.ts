import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Folder of the repository; Jest runs there. */
export const ROOT = process.cwd();

let tracked: readonly string[] | undefined;

/** Files that git tracks or would track: what a clone gets, also before the first commit of a new file. */
export function listTracked(): readonly string[] {
  tracked ??= readTracked();
  return tracked;
}

/** Every match of the first group, over files whose path fits. */
export function collect(files: RegExp, pattern: RegExp): string[] {
  const texts = listTracked()
    .filter((file) => files.test(file))
    .map((file) => readFileSync(file, 'utf8'));
  return texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''));
}

function readTracked(): string[] {
  const deleted = new Set(gitFiles('--deleted'));
  return gitFiles('--cached', '--others', '--exclude-standard').filter((file) => !deleted.has(file));
}

/** `safe.directory`: the folder may belong to another user than the one who runs the tests. */
function gitFiles(...flags: string[]): string[] {
  const args = ['-c', 'safe.directory=*', 'ls-files', '-z', ...flags];
  const listed = execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 26 });
  return listed.split('\0').filter((file) => file !== '');
}
