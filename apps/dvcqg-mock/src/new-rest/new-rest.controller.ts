import { NEW_REST_PATH } from '@dvc/contracts';
import { All, Controller, Param, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { bearerOf } from '../portal-api/bearer.js';
import { CallTaker, type Addressed } from '../portal-api/call-taker.js';
import type { WireReply, WireRequest } from '../portal-api/wire.js';
import { newRestAccent, unknownCallAccent } from './new-rest-accent.js';
import { NEW_REST_ROUTES, findNewRestRoute } from './new-rest-routes.js';
import { readFiles, sentContentType } from './read-files.js';

/** The REST interface of 2026. Unlike the adapter it uses HTTP's own statuses. */
@ApiTags('REST thế hệ mới')
@Controller()
export class NewRestController {
  constructor(private readonly calls: CallTaker) {}

  @ApiOperation({ summary: 'Mã truy cập, số hồ sơ, tải tệp, thêm hồ sơ, tiến trình, trạng thái; GetNextValue là GET' })
  @ApiParam({ name: 'call', enum: Object.keys(NEW_REST_ROUTES) })
  @ApiQuery({ name: 'token', required: false })
  @ApiBody({ schema: { example: { client_id: '000.00.00.H97', client_secret: '…' } } })
  @All(`${NEW_REST_PATH}/:call`)
  async serve(@Param('call') name: string, @Req() request: WireRequest, @Res() reply: WireReply): Promise<void> {
    await this.calls.take(request, reply, await this.addressed(name, request));
  }

  private async addressed(name: string, request: WireRequest): Promise<Addressed> {
    const route = findNewRestRoute(request.raw.method ?? '', name);
    if (route === null) return { door: null, accent: unknownCallAccent(name) };
    const query = new URLSearchParams((request.raw.url ?? '').split('?').slice(1).join('?'));
    const accent = newRestAccent(route, query.get('token') ?? bearerOf(request));
    if (!route.takesFiles || !Buffer.isBuffer(request.body)) return { door: route.call, accent };
    return { door: route.call, accent, files: await readFiles(request.body, sentContentType(request.raw)) };
  }
}
