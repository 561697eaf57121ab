import type { ReactElement } from 'react';
import type { QueueBoardDto, QueueDto } from '../../../src/queues/queues.dto.js';
import { countText } from '../format.js';
import { useQueues } from '../live/api.js';
import { TEXT } from '../messages.js';
import { Card } from './blocks.js';

/** What waits and what runs. Fails by itself, without the rest of the page. */
export function QueuesCard(): ReactElement {
  const { latest, failure, retry } = useQueues();
  return (
    <Card id="queues" title={TEXT.queues} titleEn={TEXT.queuesEn} className="side">
      {latest === null && failure === null && <p className="soft">{TEXT.loading}</p>}
      {failure !== null && (
        <p className="inline-failure" role="alert">
          {failure.message}{' '}
          <button type="button" className="text-button" onClick={retry}>
            {TEXT.retry}
          </button>
        </p>
      )}
      <div className={failure === null ? 'queues' : 'queues is-stale'}>
        {latest?.queues.map((queue) => (
          <Queue key={queue.job} queue={queue} />
        ))}
        {latest?.queues.length === 0 && <p className="soft">{TEXT.noQueues}</p>}
      </div>
      <p className="soft small">{TEXT.queuesNote}</p>
    </Card>
  );
}

function Queue({ queue }: { readonly queue: QueueDto }): ReactElement {
  const { job, label } = queue;
  return (
    <section className="queue" aria-label={label} data-testid={`queue-${job}`}>
      <h3>
        {label} <code>{job}</code>
      </h3>
      <QueueFacts queue={queue} />
    </section>
  );
}

function QueueFacts({
  queue: { due, cooling, openBatches, sending, oldestText, board },
}: {
  readonly queue: QueueDto;
}): ReactElement {
  return (
    <>
      <h4>{TEXT.queue.truth}</h4>
      <dl>
        <Fact name={TEXT.queue.due} text={countText(due)} />
        <Fact name={TEXT.queue.cooling} text={countText(cooling)} />
        <Fact name={TEXT.queue.openBatches} text={countText(openBatches)} />
        <Fact name={TEXT.queue.sending} text={countText(sending)} />
        <Fact name={TEXT.queue.oldest} text={oldestText ?? TEXT.queue.none} />
      </dl>
      {board === null ? <p className="soft small">{TEXT.queue.boardDown}</p> : <Board board={board} />}
    </>
  );
}

function Board({
  board: { backEnd, waiting, active, completed, failed },
}: {
  readonly board: QueueBoardDto;
}): ReactElement {
  return (
    <>
      <h4>{TEXT.queue.board(TEXT.backEnd[backEnd])}</h4>
      <dl>
        <Fact name={TEXT.queue.waiting} text={countText(waiting)} />
        <Fact name={TEXT.queue.active} text={countText(active)} />
        <Fact name={TEXT.queue.completed} text={countText(completed)} />
        <Fact name={TEXT.queue.failed} text={countText(failed)} />
      </dl>
    </>
  );
}

function Fact({ name, text }: { readonly name: string; readonly text: string }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}
