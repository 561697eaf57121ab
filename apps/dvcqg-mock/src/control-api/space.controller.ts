import { Body, Controller, Delete, Get, HttpCode, Patch, Post, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Json } from '../portal-api/json.js';
import { DEFAULT_SPACE } from '../records/space-record.js';
import { addSeeding } from '../spaces/seeding.js';
import { SpaceKeeper } from '../spaces/space-keeper.js';
import { SpaceRegistry } from '../spaces/space-registry.js';
import { spaceTrouble } from '../spaces/space-trouble.js';
import type { Space } from '../spaces/space.js';
import { AdminGuard, AtSpace, CONTROL_PATHS } from './admin.guard.js';
import { JsonBodyPipe } from './json-body.pipe.js';
import { readSeed, readSeeding } from './read-seeding.js';
import { readSpaceChange } from './read-space.js';
import { showSpace, type SpaceView } from './show-space.js';

const SEED_EXAMPLE = {
  dossiers: [{ owner: 'H97', fields: { MaHoSo: '000.00.00.H97-260105-0001', TrangThaiHoSo: '2' } }],
  items: { question: [{ owner: 'H97', code: '9701', fields: { HOIDAPID: 9701 } }] },
};

/** One space as a whole. */
@ApiTags('Không gian mô phỏng')
@ApiBearerAuth()
@UseGuards(AdminGuard)
@Controller(CONTROL_PATHS)
export class SpaceController {
  constructor(
    private readonly spaces: SpaceRegistry,
    private readonly keeper: SpaceKeeper,
  ) {}

  @ApiOperation({ summary: 'Một không gian' })
  @Get()
  async show(@AtSpace() space: Space): Promise<SpaceView> {
    return showSpace(space, (await space.stateHash()).sha256);
  }

  @ApiOperation({ summary: 'Đổi thời hạn (tính từ bây giờ), magic, unmatched và công tắc' })
  @ApiBody({ schema: { example: { ttl: 'P7D', magic: true, portal: { switches: { 'batch.mode': 'silent' } } } } })
  @Patch()
  async change(@AtSpace() space: Space, @Body(JsonBodyPipe) body: Json): Promise<SpaceView> {
    const { change, portal } = readSpaceChange(body, this.spaces.wall.now());
    const isDefault = space.id === DEFAULT_SPACE;
    if (isDefault && (change.expiresAt !== undefined || change.magic === true)) throw spaceTrouble.defaultStays();
    await space.change(change);
    await space.switches.change(portal);
    return showSpace(space);
  }

  @ApiOperation({ summary: 'Xóa không gian cùng mọi thứ trong đó' })
  @HttpCode(204)
  @Delete()
  async remove(@AtSpace() space: Space): Promise<void> {
    await this.keeper.remove(space.id);
  }

  @ApiOperation({ summary: 'Xóa trạng thái, phiên, nhật ký, lỗi và công tắc rồi gieo lại; giữ danh mục và bản chụp' })
  @ApiBody({ schema: { example: { seed: 7 } } })
  @HttpCode(200)
  @Post('reset')
  async reset(
    @AtSpace() space: Space,
    @Body(JsonBodyPipe) body: Json,
  ): Promise<{ status: string; stateHash: string; revision: number }> {
    const { state, space: renewed } = await this.keeper.reset(space.id, readSeed(body));
    return { status: 'reset', stateHash: state.sha256, revision: renewed.faults.list().length };
  }

  @ApiOperation({ summary: 'Gieo hồ sơ và những thứ nhỏ; làm lại không thêm gì, reset sẽ gieo lại' })
  @ApiBody({ schema: { example: SEED_EXAMPLE } })
  @HttpCode(200)
  @Post('seed')
  async seed(@AtSpace() space: Space, @Body(JsonBodyPipe) body: Json): Promise<{ added: number; stateHash: string }> {
    const seeding = readSeeding(body);
    const added = await addSeeding(space, seeding);
    return { added, stateHash: (await space.stateHash()).sha256 };
  }

  @ApiOperation({ summary: 'Mã băm của cả trạng thái: bằng nhau khi trạng thái bằng nhau' })
  @Get('state/hash')
  async hash(@AtSpace() space: Space): Promise<{ sha256: string; rows: number; at: Date }> {
    return { ...(await space.stateHash()), at: space.clock.now() };
  }
}
