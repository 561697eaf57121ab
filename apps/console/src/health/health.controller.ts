import { Controller, Get } from '@nestjs/common';
import { Store } from '@dvc/persistence';
import { PublicRoute } from '../auth/public-route.js';

interface HealthReply {
  readonly status: 'ok';
}

/** For supervisors: says nothing but whether it works. */
@PublicRoute()
@Controller('health')
export class HealthController {
  constructor(private readonly store: Store) {}

  /** The process answers. */
  @Get('live')
  getLive(): HealthReply {
    return { status: 'ok' };
  }

  /** It can also read what it is there to show; else 503 through the error filter. */
  @Get('ready')
  async getReady(): Promise<HealthReply> {
    await this.store.direct.plans.list();
    return { status: 'ok' };
  }
}
