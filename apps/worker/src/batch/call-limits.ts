import { Injectable } from '@nestjs/common';
import { DispatchConfig, PortalConfig } from '@dvc/config';

/** The times a call lives by (ms). */
@Injectable()
export class CallLimits {
  /** How long a taken batch is ours. */
  readonly leaseMs: number;
  /** A call that has not left by then does not leave. */
  readonly sendByMs: number;
  /** From the intent on, the portal may commit what we send for so long. */
  readonly quarantineMs: number;

  constructor(dispatch: DispatchConfig, portal: PortalConfig) {
    this.leaseMs = dispatch.DISPATCH_LEASE_MS;
    this.sendByMs = dispatch.DISPATCH_SEND_BY_MS;
    this.quarantineMs = portal.PORTAL_TIMEOUT_MS + portal.PORTAL_QUIET_MS;
    if (this.leaseMs <= portal.PORTAL_TIMEOUT_MS + this.sendByMs) {
      throw new Error('DISPATCH_LEASE_MS must be longer than PORTAL_TIMEOUT_MS and DISPATCH_SEND_BY_MS together');
    }
  }
}
