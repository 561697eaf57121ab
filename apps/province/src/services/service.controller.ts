import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ServiceNotFoundError } from '@dvc/domain';
import { Store, type RecordedLevelChange } from '@dvc/persistence';
import { ServiceCodeDto } from './service.dto.js';

/** How the levels of one service came to be. */
interface ServiceHistory {
  readonly serviceCode: string;
  readonly serviceName: string;
  readonly changes: readonly RecordedLevelChange[];
}

@ApiTags('services')
@ApiBearerAuth()
@Controller('services')
export class ServiceController {
  constructor(@Inject(Store) private readonly store: Store) {}

  @ApiOperation({ summary: 'Levels of a service: which, from when, by whom and why, and when the portal had it' })
  @Get(':code/history')
  async history(@Param() { code }: ServiceCodeDto): Promise<ServiceHistory> {
    const { catalogue, levels } = this.store.direct;
    const [found] = await catalogue.listServices([code]);
    if (found === undefined) throw new ServiceNotFoundError(code);
    return { serviceCode: code, serviceName: found.service.name, changes: await levels.listHistory(code) };
  }
}
