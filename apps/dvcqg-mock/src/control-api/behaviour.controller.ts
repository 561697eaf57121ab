import { Body, Controller, Get, Patch, UnprocessableEntityException, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { listBehaviours, type BehaviourCatalogue } from '../portal-api/behaviour/behaviour-catalogue.js';
import type { Json } from '../portal-api/json.js';
import { readSwitches } from '../switches/read-switches.js';
import { SwitchBoard } from '../switches/switch-board.js';
import { AdminGuard } from './admin.guard.js';
import { JsonBodyPipe } from './json-body.pipe.js';

/** What the mock does, how sure that is, and what of it can be set otherwise. */
@ApiTags('Điều khiển mô phỏng')
@ApiBearerAuth()
@UseGuards(AdminGuard)
@Controller('__sim')
export class BehaviourController {
  constructor(private readonly board: SwitchBoard) {}

  @ApiOperation({ summary: 'Mọi dịch vụ, trường, quy tắc, mã và thông báo, kèm nhãn và công tắc' })
  @Get('catalog')
  catalogue(): BehaviourCatalogue & { inForce: ReturnType<SwitchBoard['show']> } {
    return { ...listBehaviours(), inForce: this.board.show() };
  }

  @ApiOperation({ summary: 'Công tắc đang có hiệu lực' })
  @Get('switches')
  switches(): ReturnType<SwitchBoard['show']> {
    return this.board.show();
  }

  @ApiOperation({ summary: 'Đổi công tắc; profile mới bỏ các thay đổi cũ, null bỏ một thay đổi' })
  @ApiBody({ schema: { example: { profile: 'strict', switches: { 'batch.mode': 'perItem' } } } })
  @Patch('switches')
  async changeSwitches(@Body(JsonBodyPipe) body: Json): Promise<ReturnType<SwitchBoard['show']>> {
    const { setting, problems } = readSwitches(body);
    if (problems.length > 0) throw new UnprocessableEntityException('Công tắc không hợp lệ.', { cause: problems });
    await this.board.change(setting);
    return this.board.show();
  }
}
