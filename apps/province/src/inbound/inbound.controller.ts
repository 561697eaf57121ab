import { BadRequestException, Body, Controller, HttpCode, HttpStatus, Inject, Post, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../public.js';
import { InboundDesk } from './inbound-desk.js';
import { addressesOf } from './inbound-paths.js';
import { LookUp } from './look-up.js';
import { readObject, type Fields, type InboundDoor } from './message.js';
import { PortalGuard } from './portal.guard.js';

/** Bodies stay bytes here: what is kept is what came. Whatever can be read is answered with HTTP 200. — observed (1) */
@ApiTags('portal')
@ApiBearerAuth()
@Public()
@UseGuards(PortalGuard)
@Controller()
export class InboundController {
  constructor(
    @Inject(InboundDesk) private readonly desk: InboundDesk,
    @Inject(LookUp) private readonly lookUp: LookUp,
  ) {}

  @ApiOperation({ summary: 'The portal sends a new promotion dossier' })
  @Post(addressesOf('promotion'))
  @HttpCode(HttpStatus.OK)
  async promotion(@Body() body: unknown): Promise<object> {
    return this.receive('promotion', body);
  }

  @ApiOperation({ summary: 'The portal sends a dossier, a supplement, or a receipt of land tax' })
  @Post(addressesOf('submission'))
  @HttpCode(HttpStatus.OK)
  async submission(@Body() body: unknown): Promise<object> {
    return this.receive('submission', body);
  }

  @ApiOperation({ summary: 'The portal sends a notice of land tax' })
  @Post(addressesOf('taxNotice'))
  @HttpCode(HttpStatus.OK)
  async taxNotice(@Body() body: unknown): Promise<object> {
    return this.receive('taxNotice', body);
  }

  @ApiOperation({ summary: 'The portal asks how a dossier stands' })
  @Post(addressesOf('lookUp'))
  @HttpCode(HttpStatus.OK)
  async find(@Body() body: unknown): Promise<object> {
    return this.lookUp.answer(fieldsOf(bytesOf(body)));
  }

  private async receive(door: InboundDoor, body: unknown): Promise<object> {
    const bytes = bytesOf(body);
    return this.desk.receive(door, bytes, fieldsOf(bytes));
  }
}

const bytesOf = (body: unknown): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

function fieldsOf(bytes: Buffer): Fields {
  const fields = readObject(bytes);
  if (fields === null) throw new BadRequestException('request body incorrect');
  return fields;
}
