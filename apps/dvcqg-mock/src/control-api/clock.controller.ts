import { Body, Controller, Get, HttpCode, Logger, Post, Put, Query, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import type { Json } from '../portal-api/json.js';
import type { ClockView } from '../spaces/clock-mover.js';
import { SpaceKeeper } from '../spaces/space-keeper.js';
import { SpaceRegistry } from '../spaces/space-registry.js';
import type { Space } from '../spaces/space.js';
import { AdminGuard, AtSpace, CONTROL_PATHS } from './admin.guard.js';
import { JsonBodyPipe } from './json-body.pipe.js';
import { readClockBody, readMove } from './read-clock.js';

/** Who asked to wait gets an answer after that, whatever the clock does. */
const LONGEST_WAIT_MS = 60_000;

interface StatusReply {
  code(status: number): unknown;
}

/** What is told of a clock that was set in motion. */
export interface Advanced {
  readonly status: 'advancing' | 'ready';
  readonly from: Date;
  readonly target: Date;
  readonly id: string;
}

/** The time of a space. */
@ApiTags('Đồng hồ mô phỏng')
@ApiBearerAuth()
@UseGuards(AdminGuard)
@Controller(CONTROL_PATHS.map((path) => `${path}/clock`))
export class ClockController {
  private readonly log = new Logger(ClockController.name);

  constructor(
    private readonly spaces: SpaceRegistry,
    private readonly keeper: SpaceKeeper,
  ) {}

  @ApiOperation({ summary: 'Giờ của không gian, và những gì sắp đến' })
  @Get()
  show(@AtSpace() space: Space): ClockView {
    return space.mover.show();
  }

  @ApiOperation({ summary: 'Đặt lại đồng hồ; chỉ khi nhật ký còn trống' })
  @ApiBody({ schema: { example: { mode: 'virtual', now: '2026-01-05T07:00:00+07:00' } } })
  @Put()
  async set(@AtSpace() space: Space, @Body(JsonBodyPipe) body: Json): Promise<ClockView> {
    const changed = await this.keeper.setClock(space.id, readClockBody(body, this.spaces.wall.now()));
    return changed.mover.show();
  }

  @ApiOperation({ summary: 'Tạm dừng đồng hồ real hoặc scaled' })
  @HttpCode(200)
  @Post('pause')
  async pause(@AtSpace() space: Space): Promise<ClockView> {
    await space.mover.pause();
    return space.mover.show();
  }

  @ApiOperation({ summary: 'Cho đồng hồ chạy tiếp từ giờ nó đang chỉ' })
  @HttpCode(200)
  @Post('resume')
  async resume(@AtSpace() space: Space): Promise<ClockView> {
    await space.mover.resume();
    return space.mover.show();
  }

  @ApiOperation({ summary: 'Tua đồng hồ virtual: by, to hoặc toNextEvent; wait=1 chờ đến khi xong' })
  @ApiQuery({ name: 'wait', required: false })
  @ApiBody({ schema: { example: { by: 'P1D' } } })
  @Post('advance')
  async advance(
    @AtSpace() space: Space,
    @Body(JsonBodyPipe) body: Json,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: StatusReply,
  ): Promise<Advanced> {
    const { from, target, done } = space.mover.advance(readMove(body));
    const isReady = await this.wait(done, query['wait'] === '1' ? LONGEST_WAIT_MS : 0);
    reply.code(isReady ? 200 : 202);
    return { status: isReady ? 'ready' : 'advancing', from, target, id: randomUUID() };
  }

  /** True when the clock is there before the time is over. */
  private async wait(done: Promise<void>, ms: number): Promise<boolean> {
    const end = new AbortController();
    const arrived = done.then(() => true);
    arrived
      .catch((failure: unknown) => {
        this.log.error(failure instanceof Error ? failure.message : String(failure));
      })
      .finally(() => {
        end.abort();
      });
    if (ms === 0) return false;
    const over = this.spaces.wall.sleep(ms, end.signal).then(
      () => false,
      () => arrived,
    );
    return Promise.race([arrived, over]);
  }
}
