import { execFile } from 'node:child_process';
import { ROOT } from './repository.js';

/** Rules that need no types, so that text can be judged without being a file of the project. */
const RULES = ['no-restricted-syntax', 'no-restricted-properties', 'no-restricted-globals', 'no-restricted-imports'];

const JUDGE = `
import { ESLint, Linter } from 'eslint';
import tseslint from 'typescript-eslint';
const { file, texts, names } = JSON.parse(process.argv[1]);
const { rules } = await new ESLint().calculateConfigForFile(file);
const chosen = Object.fromEntries(names.flatMap((name) => (rules[name] ? [[name, rules[name]]] : [])));
const config = [{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser }, rules: chosen }];
const judged = texts.map((text) => new Linter().verify(text, config, 'judged.ts').map(({ ruleId, message }) => ruleId ?? message));
process.stdout.write(JSON.stringify(judged));
`;

/** Lets the project's own lint rules judge texts as if each stood in `file`. @returns for each text the rules it breaks. */
export async function judgeLint(file: string, texts: readonly string[]): Promise<string[][]> {
  const question = JSON.stringify({ file, texts, names: RULES });
  const answer = await new Promise<string>((resolve, reject) => {
    const args = ['--input-type=module', '--eval', JUDGE, question];
    execFile(process.execPath, args, { cwd: ROOT }, (fault, stdout, stderr) => {
      if (fault) reject(new Error(stderr));
      else resolve(stdout);
    });
  });
  return JSON.parse(answer) as string[][];
}
