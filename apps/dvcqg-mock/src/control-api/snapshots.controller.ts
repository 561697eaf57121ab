import { Body, Controller, Delete, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { FieldReader } from '../faults/field-reader.js';
import { isJsonObject, type Json } from '../portal-api/json.js';
import type { SnapshotRecord } from '../records/snapshot.repository.js';
import type { ClockView } from '../spaces/clock-mover.js';
import { SpaceKeeper } from '../spaces/space-keeper.js';
import { SPACE_NAME, spaceTrouble } from '../spaces/space-trouble.js';
import type { Space } from '../spaces/space.js';
import { AdminGuard, AtSpace, CONTROL_PATHS } from './admin.guard.js';
import { JsonBodyPipe } from './json-body.pipe.js';
import { refuseProblems } from './read-space.js';

/** A snapshot as it is shown: `at` is the hour of its space. */
export type SnapshotView = Omit<SnapshotRecord, 'takenAt'> & { readonly at: Date };

/** Whole spaces at a quiet instant. */
@ApiTags('Bản chụp')
@ApiBearerAuth()
@UseGuards(AdminGuard)
@Controller(CONTROL_PATHS.map((path) => `${path}/snapshots`))
export class SnapshotsController {
  constructor(private readonly keeper: SpaceKeeper) {}

  @ApiOperation({ summary: 'Các bản chụp của không gian' })
  @Get()
  async list(@AtSpace() { records }: Space): Promise<SnapshotView[]> {
    return (await records.direct.snapshots.list()).map(show);
  }

  @ApiOperation({ summary: 'Chụp cả trạng thái; tên đã có thì thay' })
  @ApiBody({ schema: { example: { name: 'before-outage', note: '' } } })
  @Post()
  async take(@AtSpace() space: Space, @Body(JsonBodyPipe) body: Json): Promise<SnapshotView> {
    const problems: string[] = [];
    const fields = new FieldReader(isJsonObject(body) ? body : {}, '$', problems);
    fields.refuseUnknown(['name', 'note']);
    const name = fields.text('name', 64);
    const note = fields.has('note') ? fields.anyText('note').slice(0, 1_000) : '';
    refuseProblems(problems);
    if (!SPACE_NAME.test(name)) throw spaceTrouble.badSnapshotName(name);
    return show(await this.keeper.takeSnapshot(space, name, note));
  }

  @ApiOperation({ summary: 'Một bản chụp' })
  @Get(':name')
  async find(@AtSpace() { records }: Space, @Param('name') name: string): Promise<SnapshotView> {
    const snapshot = await records.direct.snapshots.find(name);
    if (!snapshot) throw spaceTrouble.noSnapshot(name);
    const { takenAt, note, sha256, bytes } = snapshot;
    return { name, at: takenAt, note, sha256, bytes };
  }

  @ApiOperation({ summary: 'Xóa một bản chụp' })
  @HttpCode(204)
  @Delete(':name')
  async remove(@AtSpace() { records }: Space, @Param('name') name: string): Promise<void> {
    const isGone = await records.inTransaction(({ snapshots }) => snapshots.remove(name));
    if (!isGone) throw spaceTrouble.noSnapshot(name);
  }

  @ApiOperation({ summary: 'Đưa không gian về bản chụp; nhật ký mở một đoạn mới mang tên bản chụp' })
  @HttpCode(200)
  @Post(':name/restore')
  async restore(
    @AtSpace() { id }: Space,
    @Param('name') name: string,
  ): Promise<{ stateHash: string; clock: ClockView }> {
    const space = await this.keeper.restore(id, { space: id, name });
    return { stateHash: (await space.stateHash()).sha256, clock: space.mover.show() };
  }
}

function show({ takenAt, ...snapshot }: SnapshotRecord): SnapshotView {
  return { ...snapshot, at: takenAt };
}
