import { MockConfig } from '@dvc/config';
import { RELAY_PATHS } from '@dvc/contracts';
import { Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { bearerOf } from '../portal-api/bearer.js';
import { CallTaker } from '../portal-api/call-taker.js';
import type { WireReply, WireRequest } from '../portal-api/wire.js';
import { relayAccent } from './relay-accent.js';
import { HA_GIANG_ROUTE, RELAY_ROUTES, findThanhHoaRoute, type RelayRoute } from './relay-routes.js';

const namesOf = (method: RelayRoute['method']): string[] =>
  RELAY_ROUTES.filter((route) => route.relay === 'Thanh Hóa' && route.method === method).map(({ name }) => name);

/** What provinces put between their system and the portal. It logs in for them, so no session is seen here. */
@ApiTags('Trạm trung chuyển của tỉnh')
@Controller()
export class RelayController {
  constructor(
    private readonly calls: CallTaker,
    private readonly settings: MockConfig,
  ) {}

  @ApiOperation({ summary: 'Thanh Hóa: đọc danh mục; câu trả lời của Cổng là chuỗi trong message' })
  @ApiParam({ name: 'name', enum: namesOf('GET') })
  @Get(`${RELAY_PATHS.thanhHoa}/:name`)
  async read(@Param('name') name: string, @Req() request: WireRequest, @Res() reply: WireReply): Promise<void> {
    await this.pass(findThanhHoaRoute('GET', name), request, reply);
  }

  @ApiOperation({ summary: 'Thanh Hóa: gửi hồ sơ và tiến độ là danh sách không phong bì; lấy tệp' })
  @ApiParam({ name: 'name', enum: namesOf('POST') })
  @ApiBody({ schema: { example: [{ MaHoSo: 'H97.12-241007-0019' }] } })
  @Post(`${RELAY_PATHS.thanhHoa}/:name`)
  async write(@Param('name') name: string, @Req() request: WireRequest, @Res() reply: WireReply): Promise<void> {
    await this.pass(findThanhHoaRoute('POST', name), request, reply);
  }

  @ApiOperation({ summary: 'Hà Giang: gửi hồ sơ là danh sách không phong bì' })
  @ApiQuery({ name: 'MaDinhDanhDV', example: '000.00.07.H97' })
  @ApiQuery({ name: 'isUpdating', enum: ['True', 'False'] })
  @ApiBody({ schema: { example: [{ MaHoSo: '000.00.07.H97-240305-0002' }] } })
  @Post(`${RELAY_PATHS.haGiang}/${HA_GIANG_ROUTE.name}`)
  async send(@Req() request: WireRequest, @Res() reply: WireReply): Promise<void> {
    await this.pass(HA_GIANG_ROUTE, request, reply);
  }

  private async pass(route: RelayRoute | null, request: WireRequest, reply: WireReply): Promise<void> {
    if (route === null) throw new NotFoundException('Trạm trung chuyển không có địa chỉ này.');
    const accent = relayAccent(route, { asked: this.settings.MOCK_RELAY_TOKEN, given: bearerOf(request) });
    await this.calls.take(request, reply, { door: route.door, accent });
  }
}
