import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** What a request says of the space it means. */
export interface SpaceAddress {
  readonly path: string | null;
  readonly header: string | null;
}

const PREFIX = /^\/s\/([^/?#]+)(?=\/)/;
const CONTROL = /^\/s\/[^/]+\/__sim(?:\/|$)/;

const namedInPath = new WeakMap<IncomingMessage, string>();

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
    path: namedInPath.get(raw) ?? null,
    header: typeof header === 'string' && header !== '' ? header : null,
  };
}
