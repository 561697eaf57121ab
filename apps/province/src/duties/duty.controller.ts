import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AppError, daysLeft, dutyStateAt, type Duty, type DutyState, type IsoDate } from '@dvc/domain';
import { Store } from '@dvc/persistence';
import { DutyIdDto, FinishDutyDto, ListDutiesDto } from './duty.dto.js';

/** A duty as it stands at the end of a day. */
export interface DutyReply extends Duty {
  readonly state: DutyState;
  /** Until its last day; negative: days late; `null` where no day is set. */
  readonly daysLeft: number | null;
}

export interface DutiesReply {
  readonly at: IsoDate;
  readonly duties: readonly DutyReply[];
}

export class DutyNotFoundError extends AppError {
  readonly code = 'DUTY_NOT_FOUND';

  constructor({ plan, n }: DutyIdDto) {
    super(`Kế hoạch "${plan}" không có nhiệm vụ ${String(n)}`, 'Xem danh sách bằng: dvcqg duty list');
  }
}

@ApiTags('duties')
@ApiBearerAuth()
@Controller('duties')
export class DutyController {
  constructor(@Inject(Store) private readonly store: Store) {}

  @ApiOperation({ summary: 'Duties of directives and where each stands at the end of a day' })
  @Get()
  async list(@Query() { at, plan }: ListDutiesDto): Promise<DutiesReply> {
    const { clock, duties } = this.store.direct;
    const day = at ?? (await clock.today());
    return { at: day, duties: (await duties.list(plan ?? null)).map((duty) => toReply(duty, day)) };
  }

  @ApiOperation({ summary: 'Says that a duty is done, and what shows it' })
  @Post(':plan/:n/done')
  @HttpCode(HttpStatus.OK)
  async finish(@Param() id: DutyIdDto, @Body() { on, evidence }: FinishDutyDto): Promise<DutiesReply> {
    const { clock, duties } = this.store.direct;
    const today = await clock.today();
    const done = { on: on ?? today, evidence: evidence.normalize('NFC') };
    if (!(await duties.finish(id.plan, id.n, done))) throw new DutyNotFoundError(id);
    return this.list({ at: today, plan: id.plan });
  }
}

const toReply = (duty: Duty, day: IsoDate): DutyReply => ({
  ...duty,
  state: dutyStateAt(duty, day),
  daysLeft: duty.deadline === null ? null : daysLeft(duty.deadline, day),
});
