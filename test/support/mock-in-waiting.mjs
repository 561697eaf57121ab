// The mock's own process, held back: it reads all modules, and begins when its parent says so.
import 'reflect-metadata';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const main = pathToFileURL(resolve(process.argv[2])).href;
const begin = once(process, 'message');
await import(new URL('start-mock.js', main).href);
await begin;
await import(main);
