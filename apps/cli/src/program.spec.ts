import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { EXIT } from './exit-codes.js';
import { createProgram } from './program.js';

const page = readFileSync('docs/cli.md', 'utf8');
const firstCells = page.split('\n').flatMap((line) => /^\| (.+?) +\|/.exec(line)?.slice(1) ?? []);
const written = firstCells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].flatMap((found) => found.slice(1)));

/** The commands that do something, under their whole names. */
function commandsOf(command: Command, name = ''): { name: string; command: Command }[] {
  if (command.commands.length > 0)
    return command.commands.flatMap((each) => commandsOf(each, `${name}${each.name()} `));
  return [{ name: name.trim(), command }];
}

const commands = commandsOf(createProgram());

describe('docs/cli.md', () => {
  it('lists every command with every option, and nothing else', () => {
    const offered = commands.flatMap(({ name, command }) => [
      [name, ...command.registeredArguments.map((argument) => `<${argument.name()}>`)].join(' '),
      ...command.options.filter(({ long }) => long !== '--json').map(({ flags }) => `${name} ${flags}`),
    ]);

    expect(written.toSorted()).toEqual(['-v, --version', '-h, --help', ...offered].sort());
  });

  it('is right that every command has --json', () => {
    const without = commands.filter(({ command }) => !command.options.some(({ long }) => long === '--json'));

    expect(without.map(({ name }) => name)).toEqual([]);
  });

  it('explains every exit code', () => {
    const codes = firstCells.filter((cell) => /^\d/.test(cell)).flatMap((cell) => cell.split(', ').map(Number));

    expect(codes).toEqual(Object.values(EXIT));
  });
});
