import type { ReactElement } from 'react';
import { dayText } from '../format.js';
import { TEXT } from '../messages.js';
import { Count } from './count.js';
import type { BlockProps } from './block-props.js';
import { StateMark } from './state-mark.js';

/** The plan, its one big figure, and where its services stand. */
export function PlanSummary({ view, latest }: BlockProps): ReactElement {
  const { plan, total, published, percentText } = latest;
  return (
    <section className="card summary" aria-labelledby="page-title" data-testid="summary">
      <p className="eyebrow">
        <span id="page-title">{TEXT.title}</span> <small lang="en">{TEXT.titleEn}</small>
      </p>
      <h1>{plan.name}</h1>
      <p className="plan-facts">
        {plan.decision !== '' && <span>{TEXT.decision(plan.decision)}</span>}
        <span>{TEXT.period(dayText(plan.periodFrom), dayText(plan.periodTo))}</span>
      </p>
      <p className={published > 0 ? 'big-figure has-success' : 'big-figure'} data-testid="big-figure">
        <span className="fraction">
          <Count view={view} count={published} what={TEXT.integrated} filter={{ bucket: 'published' }} />
          <span className="slash">/</span>
          <Count view={view} count={total} what={TEXT.rows.all} filter={{}} />
        </span>{' '}
        <span className="of-what">
          {TEXT.integrated} <span className="equals">= {percentText}</span>
        </span>
      </p>
      {total === 0 ? <p className="soft">{TEXT.noRows}</p> : <StateBar view={view} latest={latest} />}
      <ul className="state-figures" aria-label={TEXT.states}>
        {latest.buckets.map(({ key, text, symbol, count, percentText: share }) => (
          <li key={key} className={count === 0 ? 'is-zero' : ''} data-testid={`bucket-${key}`}>
            <StateMark state={key} symbol={symbol} text={text} />
            <span className="figure">
              <Count view={view} count={count} what={text} filter={{ bucket: key }} />
              <span className="share">{share}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The same counts as one bar; decoration, the list below says it in words. */
function StateBar({ latest: { buckets } }: BlockProps): ReactElement {
  return (
    <div className="state-bar" aria-hidden="true">
      {buckets.map(({ key, count }) =>
        count === 0 ? null : <span key={key} className={`state-${key}`} style={{ flexGrow: count }} />,
      )}
    </div>
  );
}
