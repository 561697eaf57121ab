import type { ReactElement } from 'react';
import type { PlanDto, PlanProgressDto } from '../../../src/progress/progress.dto.js';
import { clockText, instantText } from '../format.js';
import type { Polled } from '../live/use-polled.js';
import { TEXT } from '../messages.js';
import { show } from '../view/use-view.js';
import { ViewLink } from '../view/view-link.js';
import type { View } from '../view/view.js';

interface HeaderProps {
  readonly view: View;
  readonly planId: string | null;
  readonly plans: readonly PlanDto[];
  readonly progress: Polled<PlanProgressDto>;
}

export function Header({ view, planId, plans, progress }: HeaderProps): ReactElement {
  return (
    <header className="header">
      <ViewLink className="brand" to={{ ...view, planId: null, rows: null }}>
        <img src="/favicon.svg" width="28" height="28" alt="" />
        {TEXT.product}
      </ViewLink>
      {plans.length > 0 && (
        <label className="plan-choice">
          <span>{TEXT.plan}</span>
          <select
            value={planId ?? ''}
            onChange={(event) => {
              show({ ...view, planId: event.target.value, rows: null });
            }}
          >
            {plans.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <Freshness progress={progress} />
    </header>
  );
}

/** The instant of the figures; when news fail, since when, and a way to ask at once. */
function Freshness({
  progress: { latest, failure, failedAt, retry },
}: {
  readonly progress: Polled<PlanProgressDto>;
}): ReactElement {
  const look = failure !== null ? 'is-stale' : latest === null ? 'is-unknown' : latest.isOpen ? 'is-moving' : 'is-calm';
  return (
    <div className={`freshness ${look}`}>
      <p>
        <span className="dot" aria-hidden="true" />
        <span data-testid="as-of">{latest === null ? TEXT.loading : TEXT.asOf(instantText(latest.asOf))}</span>
      </p>
      {latest !== null && failure !== null && failedAt !== null && (
        <p className="stale-note" role="alert">
          {TEXT.stale(clockText(failedAt))} {failure.message}{' '}
          <button type="button" className="text-button" onClick={retry}>
            {TEXT.retry}
          </button>
        </p>
      )}
    </div>
  );
}
