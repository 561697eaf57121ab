import { Body, Controller, Get, Patch, UnprocessableEntityException, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { listBehaviours, type BehaviourCatalogue } from '../portal-api/behaviour/behaviour-catalogue.js';
import type { Json } from '../portal-api/json.js';
import { readSwitches } from '../switches/read-switches.js';
import type { SwitchBoard } from '../switches/switch-board.js';
import type { Space } from '../spaces/space.js';
import { AdminGuard, AtSpace, CONTROL_PATHS } from './admin.guard.js';
import { JsonBodyPipe } from './json-body.pipe.js';

/** What the mock does, how sure that is, and what of it can be set otherwise. */
@ApiTags('Điều khiển mô phỏng')
@ApiBearerAuth()
@UseGuards(AdminGuard)
@Controller(CONTROL_PATHS)
export class BehaviourController {
  @ApiOperation({ summary: 'Mọi dịch vụ, trường, quy tắc, mã và thông báo, kèm nhãn và công tắc' })
  @Get('catalog')
  catalogue(@AtSpace() space: Space): BehaviourCatalogue & { inForce: ReturnType<SwitchBoard['show']> } {
    return { ...listBehaviours(), inForce: space.switches.show() };
  }

  @ApiOperation({ summary: 'Công tắc đang có hiệu lực' })
  @Get('switches')
  switches(@AtSpace() space: Space): ReturnType<SwitchBoard['show']> {
    return space.switches.show();
  }

  @ApiOperation({ summary: 'Đổi công tắc; profile mới bỏ các thay đổi cũ, null bỏ một thay đổi' })
  @ApiBody({ schema: { example: { profile: 'strict', switches: { 'batch.mode': 'perItem' } } } })
  @Patch('switches')
  async changeSwitches(
    @AtSpace() space: Space,
    @Body(JsonBodyPipe) body: Json,
  ): Promise<ReturnType<SwitchBoard['show']>> {
    const { setting, problems } = readSwitches(body);
    if (problems.length > 0) throw new UnprocessableEntityException('Công tắc không hợp lệ.', { cause: problems });
    await space.switches.change(setting);
    return space.switches.show();
  }
}
