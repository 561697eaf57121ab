import { Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Store, type OfferedProcedure } from '@dvc/persistence';

@ApiTags('procedures')
@ApiBearerAuth()
@Controller('procedures')
export class ProceduresController {
  constructor(@Inject(Store) private readonly store: Store) {}

  @ApiOperation({ summary: 'Procedures that are offered today, and the agencies that decide on them' })
  @Get()
  async list(): Promise<OfferedProcedure[]> {
    const { catalogue, clock } = this.store.direct;
    return catalogue.listOffered(await clock.today());
  }
}
