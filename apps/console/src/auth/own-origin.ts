const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

interface AskedRequest {
  readonly method: string;
  readonly headers: { readonly host?: string | undefined; readonly origin?: string | undefined };
}

/** Whether a request may change something: it only reads, or a page of this very host sends it. Browsers always say. */
export function isOwnOrigin({ method, headers }: AskedRequest): boolean {
  if (SAFE_METHODS.includes(method)) return true;
  const { host, origin } = headers;
  if (host === undefined || origin === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === host.toLowerCase();
}
