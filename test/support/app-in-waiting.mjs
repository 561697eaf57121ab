// A server's own process, held back: it reads all modules, and begins when its parent says so.
import 'reflect-metadata';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [main, modules] = process.argv.slice(2).map((path) => pathToFileURL(resolve(path)).href);
process.once('disconnect', () => process.exit());
const begin = once(process, 'message');
await import(modules);
await begin;
await import(main);
