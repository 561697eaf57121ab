import { BlockList, isIP } from 'node:net';

const LONGEST_LIST = 2_000;

interface Range {
  readonly address: string;
  readonly bits: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** True for a list of addresses and ranges, `10.1.0.0/16, 192.0.2.7, 2001:db8::/32`, and for an empty one. */
export function isAddressList(list: string): boolean {
  return list.length <= LONGEST_LIST && readRanges(list).every((range) => range !== null);
}

/** An empty list lets everybody in. */
export function isOnList(address: string, list: string): boolean {
  if (list.trim() === '') return true;
  const allowed = new BlockList();
  for (const range of readRanges(list)) if (range) allowed.addSubnet(range.address, range.bits, range.family);
  const plain = address.replace(/^::ffff:/i, '');
  return isIP(plain) !== 0 && allowed.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}

function readRanges(list: string): (Range | null)[] {
  const parts = list.split(',').map((part) => part.trim());
  return list.trim() === '' ? [] : parts.map(readRange);
}

function readRange(part: string): Range | null {
  const [address = '', bits, ...rest] = part.split('/');
  const version = isIP(address);
  const most = version === 6 ? 128 : 32;
  const isGood = version !== 0 && rest.length === 0 && (bits === undefined || /^\d{1,3}$/.test(bits));
  if (!isGood || Number(bits ?? most) > most) return null;
  return { address, bits: Number(bits ?? most), family: version === 6 ? 'ipv6' : 'ipv4' };
}
