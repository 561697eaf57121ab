// Loaded into the mock before its own code. Asked by its parent, it tells what the newest call has cost (processor time,
// ms, of the mock alone) and which names the prototypes have.
import { subscribe } from 'node:diagnostics_channel';

const WATCHED = [Object, Array, Function, String, Number, Boolean, Map, Set, Promise, Error];
let before = process.cpuUsage();
let spent = null;

subscribe('http.server.request.start', () => {
  before = process.cpuUsage();
  spent = null;
});
subscribe('http.server.response.finish', () => {
  spent = process.cpuUsage(before);
});
process.on('message', (message) => {
  if (message !== 'witness') return;
  const { user, system } = spent ?? process.cpuUsage(before);
  const names = WATCHED.flatMap(({ name, prototype }) =>
    Reflect.ownKeys(prototype).map((key) => `${name}.${String(key)}`),
  );
  process.send({ event: 'witnessed', cpuMs: (user + system) / 1_000, names });
});
