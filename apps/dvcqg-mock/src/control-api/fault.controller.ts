import {
  Body,
  ConflictException,
  Controller,
  Get,
  Headers,
  HttpCode,
  NotFoundException,
  Param,
  Post,
  PreconditionFailedException,
  Put,
  Res,
  UnprocessableEntityException,
  UseGuards,
} from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { previewDraws, type PreviewLine } from '../faults/preview.js';
import { readFaults, showFault } from '../faults/read-faults.js';
import { isJsonObject, type Json, type JsonObject } from '../portal-api/json.js';
import { dayInVietnam } from '../portal-api/portal-call.js';
import type { Space } from '../spaces/space.js';
import { AdminGuard, AtSpace, CONTROL_PATHS } from './admin.guard.js';
import { JsonBodyPipe } from './json-body.pipe.js';

interface TaggedReply {
  header(name: string, value: string): unknown;
}

interface FaultList {
  readonly faults: JsonObject[];
}

const FAULT_EXAMPLE = {
  id: 'lost-reply',
  on: { service: 'DongBoHoSoMC' },
  phase: 'after-commit',
  effect: { type: 'connection-reset' },
  schedule: { rate: 0.01, keyedBy: ['MaHoSo', 'attempt'], seed: 20260701 },
  perKey: 1,
};
const PREVIEW_EXAMPLE = { keys: ['000.00.12.H97-210914-0007'], attempts: 3 };
const MOST_LINES = 100_000;

/** Trouble on demand. The real portal has nothing like it. */
@ApiTags('Điều khiển mô phỏng')
@ApiBearerAuth()
@UseGuards(AdminGuard)
@Controller(CONTROL_PATHS.map((path) => `${path}/faults`))
export class FaultController {
  @ApiOperation({ summary: 'Danh sách lỗi đang đặt, kèm số lần; ETag là phiên bản của danh sách' })
  @Get()
  list(@AtSpace() { faults }: Space, @Res({ passthrough: true }) reply: TaggedReply): FaultList {
    reply.header('etag', faults.tag);
    return { faults: faults.list().map(showFault) };
  }

  @ApiOperation({ summary: 'Thay cả danh sách lỗi; số lần đếm lại từ 0. If-Match: 412 khi danh sách đã đổi' })
  @ApiBody({ schema: { example: [FAULT_EXAMPLE] } })
  @Put()
  async replace(
    @AtSpace() space: Space,
    @Body(JsonBodyPipe) body: Json,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: TaggedReply,
  ): Promise<FaultList> {
    const { faults, problems } = readFaults(body, seedOf(space));
    refuseProblems(problems);
    refuseWhereOff(space);
    const { tag } = space.faults;
    if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== tag) {
      throw new PreconditionFailedException(`Danh sách lỗi đã đổi; phiên bản hiện nay là ${tag}.`);
    }
    await space.faults.replaceAll(faults);
    return this.list(space, reply);
  }

  @ApiOperation({ summary: 'Bảng rút thăm của các lỗi có rate, cho từng khóa và lần; không lỗi nào xảy ra' })
  @ApiBody({ schema: { example: PREVIEW_EXAMPLE } })
  @HttpCode(200)
  @Post('preview')
  preview(@AtSpace() space: Space, @Body(JsonBodyPipe) body: Json): { draws: PreviewLine[] } {
    const given = isJsonObject(body) ? body : {};
    const { faults, problems } =
      given['faults'] === undefined
        ? { faults: space.faults.list().map(({ fault }) => fault), problems: [] }
        : readFaults(given['faults'], seedOf(space));
    const { keys, attempts = 1 } = given;
    const isCount = Number.isInteger(attempts) && Number(attempts) >= 1;
    const isShort = Array.isArray(keys) && faults.length * keys.length * Number(attempts) <= MOST_LINES;
    refuseProblems([
      ...problems,
      ...(Array.isArray(keys) ? [] : ['keys: cần một danh sách mã, hoặc đối tượng {service, madonvi, MaHoSo, …}.']),
      ...(isCount ? [] : ['attempts: cần một số nguyên từ 1.']),
      ...(isShort || !isCount ? [] : [`Bảng dài quá ${String(MOST_LINES)} dòng.`]),
    ]);
    const day = dayInVietnam(space.clock.now());
    return { draws: previewDraws(faults, keys as Json[], { attempts: Number(attempts), day }) };
  }

  @ApiOperation({ summary: 'Bật một lỗi đang chờ' })
  @HttpCode(200)
  @Post(':id/enable')
  async enable(
    @AtSpace() space: Space,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: TaggedReply,
  ): Promise<JsonObject> {
    return turn(space, { id, enabled: true }, reply);
  }

  @ApiOperation({ summary: 'Tắt một lỗi; số lần được giữ' })
  @HttpCode(200)
  @Post(':id/disable')
  async disable(
    @AtSpace() space: Space,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: TaggedReply,
  ): Promise<JsonObject> {
    return turn(space, { id, enabled: false }, reply);
  }
}

async function turn(
  space: Space,
  { id, enabled }: { id: string; enabled: boolean },
  reply: TaggedReply,
): Promise<JsonObject> {
  refuseWhereOff(space);
  const fault = await space.faults.enable(id, enabled);
  if (!fault) throw new NotFoundException('Không có lỗi mang mã này.');
  reply.header('etag', space.faults.tag);
  return showFault(fault);
}

function refuseWhereOff({ faults }: Space): void {
  if (faults.isOn) return;
  throw new ConflictException('MOCK_FAULTS đang là off; đặt on rồi khởi động lại để dùng lỗi.');
}

/** A seed that chance has given is none to rely on: then a fault with a rate must bring its own. */
function seedOf({ record }: Space): number | undefined {
  return record.isSeeded ? record.seed : undefined;
}

function refuseProblems(problems: readonly string[]): void {
  if (problems.length > 0) throw new UnprocessableEntityException('Danh sách lỗi không hợp lệ.', { cause: problems });
}
