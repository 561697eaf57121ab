import type { Json } from '../portal-api/json.js';

const SECRETS = new Set(['session', 'password']);
/** Longer bodies are kept as digest only. */
const LONGEST_KEPT_BYTES = 256 * 1024;

/** The body without its secrets, or null when it is too long to keep. */
export function redact(body: Json, sizeBytes: number): Json {
  return sizeBytes > LONGEST_KEPT_BYTES ? null : withoutSecrets(body);
}

function withoutSecrets(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, inner = null]): [string, Json] => [
    name,
    SECRETS.has(name.toLowerCase()) ? '‹redacted›' : withoutSecrets(inner),
  ]);
  return Object.fromEntries(fields);
}
