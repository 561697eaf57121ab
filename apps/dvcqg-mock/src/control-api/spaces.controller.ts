import { MockConfig } from '@dvc/config';
import { Body, Controller, Get, Post, Req, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import type { Json } from '../portal-api/json.js';
import type { WireRequest } from '../portal-api/wire.js';
import { PortalRecords } from '../records/portal-records.js';
import { addSeeding } from '../spaces/seeding.js';
import { SpaceKeeper } from '../spaces/space-keeper.js';
import { OwnListeners } from '../spaces/own-listeners.js';
import { SpaceRegistry } from '../spaces/space-registry.js';
import { AdminGuard, tokenOf } from './admin.guard.js';
import { JsonBodyPipe } from './json-body.pipe.js';
import { readNewSpace } from './read-space.js';
import { showRecord, showSpace, type SpaceView } from './show-space.js';

const SPACE_EXAMPLE = {
  id: 'qa-7',
  seed: 20260701,
  clock: { mode: 'virtual', now: '2026-01-05T07:00:00+07:00' },
  ttl: 'P7D',
  portal: { profile: 'strict', switches: { 'batch.mode': 'perItem' } },
};

/** What is told of a new space: where it is, and the key to its control API. */
export interface MadeSpace {
  readonly id: string;
  /** Of the control API. */
  readonly url: string;
  /** In front of every wire path. */
  readonly wireUrl: string;
  readonly token: string;
}

/** The spaces of this mock. */
@ApiTags('Không gian mô phỏng')
@ApiBearerAuth()
@UseGuards(AdminGuard)
@Controller('__sim/spaces')
export class SpacesController {
  // eslint-disable-next-line max-params -- what making a space needs, which Nest brings
  constructor(
    private readonly spaces: SpaceRegistry,
    private readonly keeper: SpaceKeeper,
    private readonly records: PortalRecords,
    private readonly listeners: OwnListeners,
    private readonly settings: MockConfig,
  ) {}

  @ApiOperation({ summary: 'Mọi không gian, cả những cái đã hết hạn' })
  @Get()
  async list(): Promise<SpaceView[]> {
    const views: SpaceView[] = [];
    for (const record of await this.records.spaces.list()) {
      views.push(this.spaces.isOver(record) ? showRecord(record) : showSpace(await this.spaces.find(record.id)));
    }
    return views;
  }

  @ApiOperation({
    summary: 'Tạo một không gian riêng: trạng thái, đồng hồ, lỗi, nhật ký, phiên; snapshot là "không-gian/bản-chụp"',
  })
  @ApiBody({ schema: { example: SPACE_EXAMPLE } })
  @Post()
  async create(@Req() request: WireRequest, @Body(JsonBodyPipe) body: Json): Promise<MadeSpace> {
    const { space: asked, portal, snapshot } = readNewSpace(body, this.spaces.wall.now());
    const made = await this.spaces.create({ ...asked, id: asked.id ?? randomUUID() });
    const space = snapshot === null ? made : await this.keeper.restore(made.id, snapshot);
    if (portal.profile !== undefined || Object.keys(portal.changes).length > 0) {
      await addSeeding(space, { dossiers: [], items: [], portal });
    }
    const here = `http://${request.headers.host ?? ''}`;
    return {
      id: space.id,
      url: `${here}/__sim/s/${space.id}`,
      wireUrl: this.listeners.urlOf(space.id) ?? `${here}/s/${space.id}`,
      token: tokenOf(space.id, this.settings),
    };
  }
}
