import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** What a request says of the space it means. */
export interface SpaceAddress {
  readonly path: string | null;
  readonly header: string | null;
}

const PREFIX = /^\/s\/([^/?#]+)(?=\/)/;
const CONTROL = /^\/s\/[^/]+\/__sim(?:\/|$)/;

const namedInPath = new WeakMap<IncomingMessage, string>();
const ofSocket = new WeakMap<Socket, string>();

/** Whatever comes over this connection came to the port of one space. */
export function bindSocket(socket: Socket, space: string): void {
  ofSocket.set(socket, space);
}

/** Takes `/s/{space}` off an address, once and before any route is looked for, and remembers the space. */
export function takeSpaceOff(request: IncomingMessage): string {
  const url = request.url ?? '/';
  if (!url.startsWith('/s/') || CONTROL.test(url)) return url;
  const found = PREFIX.exec(url);
  if (!found?.[1]) return url;
  namedInPath.set(request, found[1]);
  return url.slice(found[0].length);
}

export function addressOf({ raw, headers }: { raw: IncomingMessage; headers: IncomingHttpHeaders }): SpaceAddress {
  const header = headers['x-sim-space'];
  return {
    path: namedInPath.get(raw) ?? ofSocket.get(raw.socket) ?? null,
    header: typeof header === 'string' && header !== '' ? header : null,
  };
}
