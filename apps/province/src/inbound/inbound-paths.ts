import { INBOUND_BASES, INBOUND_PATHS } from '@dvc/contracts';

/** Every address of one kind of call. */
export const addressesOf = (call: keyof typeof INBOUND_PATHS): string[] =>
  INBOUND_BASES.map((base) => `${base}/${INBOUND_PATHS[call]}`.replace(/^\//, ''));

const ADDRESSES = new Set((Object.keys(INBOUND_PATHS) as (keyof typeof INBOUND_PATHS)[]).flatMap(addressesOf));

export function isInboundPath(url: string): boolean {
  const path = url.split('?', 1)[0] ?? '';
  return ADDRESSES.has(path.replace(/^\/+|\/+$/g, ''));
}
