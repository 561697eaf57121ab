import { BlockList, isIP } from 'node:net';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { BadSettingsError, ProvinceInboundConfig } from '@dvc/config';
import { AppError } from '@dvc/domain';
import { carriesKey } from '../carries-key.js';

export class InboundCallerRefusedError extends AppError {
  readonly code = 'INBOUND_CALLER_REFUSED';

  constructor() {
    super('Không nhận ra Cổng Dịch vụ công', 'Gửi Authorization: Bearer <PROVINCE_INBOUND_TOKEN>.');
  }
}

/** Lets in the national portal: by its token, or by the address of a security server that cannot send one. */
@Injectable()
export class PortalGuard implements CanActivate {
  private readonly servers = new BlockList();

  constructor(@Inject(ProvinceInboundConfig) private readonly config: ProvinceInboundConfig) {
    const entries = config.PROVINCE_INBOUND_FROM.split(',').map((entry) => entry.trim());
    for (const entry of entries) if (entry !== '') this.add(entry);
  }

  canActivate(context: ExecutionContext): boolean {
    const { headers, socket } = context.switchToHttp().getRequest<Request>();
    const from = socket.remoteAddress ?? '';
    if (isIP(from) > 0 && this.servers.check(from, familyOf(from))) return true;
    if (carriesKey(headers.authorization, this.config.PROVINCE_INBOUND_TOKEN)) return true;
    throw new InboundCallerRefusedError();
  }

  /** @throws {BadSettingsError} */
  private add(entry: string): void {
    const [address = '', bits] = entry.split('/');
    try {
      if (bits === undefined) this.servers.addAddress(address, familyOf(address));
      else this.servers.addSubnet(address, Number(bits), familyOf(address));
    } catch {
      throw new BadSettingsError(['PROVINCE_INBOUND_FROM: addresses or ranges, by commas']);
    }
  }
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (address.includes(':') ? 'ipv6' : 'ipv4');
