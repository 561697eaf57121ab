import { Controller, Get, HttpStatus, Inject, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Store } from '@dvc/persistence';
import { Public } from '../public.js';

/** For whoever starts and watches the process. */
@ApiTags('health')
@Public()
@Controller('health')
export class HealthController {
  constructor(@Inject(Store) private readonly store: Store) {}

  /** The process answers. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** It can do its work: the database answers. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<{ status: string; database: string }> {
    const isUp = await this.store.ping().then(
      () => true,
      () => false,
    );
    if (!isUp) response.status(HttpStatus.SERVICE_UNAVAILABLE);
    return isUp ? { status: 'ok', database: 'up' } : { status: 'unavailable', database: 'down' };
  }
}
