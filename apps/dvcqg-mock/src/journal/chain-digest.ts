import { hash } from 'node:crypto';

/** Where the chain of every space begins. */
export const GENESIS: Buffer = Buffer.alloc(32);

export function contentDigest(content: string): Buffer {
  return hash('sha256', content, 'buffer');
}

/**
 * Digest of entry `n`: sha256 of `<prev>\n<n>\n<sha256 of the content>`, both digests in hex. The content is the entry's
 * JSON without n, prev, attempt, attempts, latencyMs and departure, so a line of an export can be checked with any JSON library that
 * keeps the order of names.
 */
export function linkDigest(prev: Buffer, n: number, contentSha256: Buffer): Buffer {
  return hash('sha256', `${prev.toString('hex')}\n${String(n)}\n${contentSha256.toString('hex')}`, 'buffer');
}

export function showDigest(digest: Buffer): string {
  return `sha256:${digest.toString('hex')}`;
}
