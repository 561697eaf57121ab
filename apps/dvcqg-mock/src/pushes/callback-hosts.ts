import { BadSettingsError, type MockConfig } from '@dvc/config';
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** Never the address of a province, unless the list says so: this machine, private networks, and what is no host at all. */
const NOT_PUBLIC = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  ['::', 96],
  ['64:ff9b::', 96],
  ['100::', 64],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const;

/** The target may not be called; the message says why, in Vietnamese. */
export class CallbackRefusedError extends Error {}

/**
 * Where the portal may call, setting `MOCK_CALLBACK_HOSTS`. A host is let through by its name with its port; the
 * addresses the name leads to must then be public, or stand on the list themselves, alone or as a range.
 */
export class CallbackHosts {
  private readonly names = new Set<string>();
  private readonly ranges = new BlockList();
  private readonly special = new BlockList();

  /** @throws {BadSettingsError} An entry that is no host, address or range. */
  constructor(settings: MockConfig) {
    for (const [network, bits] of NOT_PUBLIC) this.special.addSubnet(network, bits, familyOf(network));
    const entries = settings.MOCK_CALLBACK_HOSTS.split(',').map((entry) => entry.trim().toLowerCase());
    for (const [index, entry] of entries.entries()) {
      try {
        if (entry !== '') this.take(entry);
      } catch {
        const problem = `MOCK_CALLBACK_HOSTS: entry ${String(index + 1)} is no host:port, address or range`;
        throw new BadSettingsError([problem]);
      }
    }
  }

  /**
   * The parsed target, if its host is on the list and written plainly.
   *
   * @throws {CallbackRefusedError} The list does not name it, or it is written so that it could mean another one.
   */
  check(target: string): URL {
    const url = URL.canParse(target) ? new URL(target) : null;
    if (url?.protocol !== 'http:' && url?.protocol !== 'https:') refuse('chỉ nhận địa chỉ http hoặc https');
    if (url.username !== '' || url.password !== '') refuse('địa chỉ không được chứa tên đăng nhập');
    const written = /^https?:\/\/([^/?#\\]*)/i.exec(target)?.[1]?.toLowerCase();
    if (written !== url.host && written !== portedHost(url)) refuse(`tên máy phải viết đúng dạng ${url.host}`);
    if (!this.names.has(portedHost(url))) refuse(`${url.host} không có trong MOCK_CALLBACK_HOSTS`);
    return url;
  }

  /**
   * The one address to connect to.
   *
   * @throws {CallbackRefusedError} The name leads to an address that is not public, and not on the list.
   */
  async resolve(url: URL): Promise<string> {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const found = isIP(host) > 0 ? [host] : (await lookup(host, { all: true })).map(({ address }) => address);
    const [first] = found;
    if (first === undefined) refuse(`${host} không có địa chỉ`);
    const closed = found.find((address) => !this.isOpen(address));
    if (closed !== undefined) refuse(`${host} dẫn đến ${closed}, không phải địa chỉ công cộng và không được liệt kê`);
    return first;
  }

  private isOpen(address: string): boolean {
    const family = familyOf(address);
    return this.ranges.check(address, family) || !this.special.check(address, family);
  }

  private take(entry: string): void {
    const [network = '', bits] = entry.split('/');
    if (bits !== undefined) {
      this.ranges.addSubnet(network, Number(bits), familyOf(network));
      return;
    }
    for (const scheme of ['http', 'https']) this.names.add(portedHost(new URL(`${scheme}://${entry}`)));
    const host = new URL(`http://${entry}`).hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) > 0) this.ranges.addAddress(host, familyOf(host));
  }
}

function portedHost({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port === '' ? (protocol === 'https:' ? '443' : '80') : port}`;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return address.includes(':') ? 'ipv6' : 'ipv4';
}

function refuse(reason: string): never {
  throw new CallbackRefusedError(`Cổng mô phỏng không gọi: ${reason}.`);
}
