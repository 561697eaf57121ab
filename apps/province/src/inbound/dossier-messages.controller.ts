import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Store, type ShownMessage } from '@dvc/persistence';
import { DossierCodeDto } from '../dossiers/dossier.dto.js';

@ApiTags('dossiers')
@ApiBearerAuth()
@Controller('dossiers')
export class DossierMessagesController {
  constructor(@Inject(Store) private readonly store: Store) {}

  @ApiOperation({ summary: 'What the portal has sent about a dossier: filing, supplements, papers of the tax office' })
  @Get(':code/messages')
  async list(@Param() { code }: DossierCodeDto): Promise<ShownMessage[]> {
    return this.store.direct.inbound.listByDossier(code);
  }
}
