import type { IncomingHttpHeaders } from 'node:http';

/** The token in `Authorization: Bearer …`; empty when there is none. */
export function bearerOf({ headers }: { readonly headers: IncomingHttpHeaders }): string {
  return /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
}
