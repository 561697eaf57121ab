import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** Who did it: written beside each call and login. New with every start, so that a dead one is never mistaken for us. */
export class WorkerIdentity {
  readonly id = `${hostname()}:${String(process.pid)}:${randomUUID().slice(0, 8)}`;
}
