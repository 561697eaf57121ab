/** A step of a dossier inside a one-stop system. */
export interface LocalStep {
  /** Words of the action, and the note of the clerk. */
  readonly action: string;
  readonly note: string;
  readonly clerk: string;
  readonly room: string;
  /** yyyyMMddHHmmss. */
  readonly at: string;
}

/** A dossier inside a one-stop system, before a client puts it into the portal's words. */
export interface LocalDossier {
  readonly code: string;
  /** Code of the procedure in the system's own list. */
  readonly procedure: string;
  readonly title: string;
  readonly owner: string;
  readonly receivedAt: string;
  readonly dueAt: string;
  readonly finishedAt?: string;
  /** In the system's own words. */
  readonly status: string;
  readonly note: string;
  /** Filed on the portal, not at the counter. */
  readonly portalCode?: string;
  readonly steps: readonly LocalStep[];
  readonly resultUrl?: string;
}

/** Sends JSON the way all clients here do, and reads whatever comes back as text. */
export async function exchange(
  url: string,
  method: 'GET' | 'POST',
  { headers = {}, body, timeoutMs }: { headers?: Record<string, string>; body?: unknown; timeoutMs: number },
): Promise<{ status: number; text: string }> {
  const reply = await fetch(url, {
    method,
    headers: {
      Accept: 'application/json',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  return { status: reply.status, text: await reply.text() };
}
