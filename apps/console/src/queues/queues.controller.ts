import { Controller, Get, Logger } from '@nestjs/common';
import { Store } from '@dvc/persistence';
import { JobQueues } from '@dvc/queue';
import { ageInWords } from './age-in-words.js';
import type { QueueBoardDto, QueueDto, QueuesDto } from './queues.dto.js';

const LABELS: Readonly<Record<string, string>> = {
  'push-services': 'Gửi dịch vụ công',
  'push-dossiers': 'Gửi hồ sơ',
};

@Controller('api/queues')
export class QueuesController {
  private readonly logger = new Logger(QueuesController.name);

  constructor(
    private readonly store: Store,
    private readonly jobQueues: JobQueues,
  ) {}

  /** PostgreSQL tells what is to be done; the queue only whether something runs. Without the queue the truth stays. */
  @Get()
  async list(): Promise<QueuesDto> {
    const [truths, boards] = await Promise.all([this.store.direct.progress.listQueues(), this.listBoards()]);
    const queues = truths.map(({ job, due, cooling, openBatches, sending, oldestDueS }): QueueDto => {
      const oldestText = oldestDueS === null ? null : ageInWords(oldestDueS);
      const board = boards.get(job) ?? null;
      const label = LABELS[job] ?? job;
      return { job, label, due, cooling, openBatches, sending, oldestText, board };
    });
    return { asOf: truths[0]?.asOf ?? new Date().toISOString(), queues };
  }

  private async listBoards(): Promise<ReadonlyMap<string, QueueBoardDto>> {
    try {
      const counts = await this.jobQueues.listCounts();
      return new Map(counts.map(({ name, ...board }) => [name, board]));
    } catch (failure) {
      this.logger.warn(`The queue does not answer: ${String(failure)}`);
      return new Map();
    }
  }
}
