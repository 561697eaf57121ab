import type { ReactElement } from 'react';

interface StateMarkProps {
  /** Key of a bucket or of a timeliness; picks the colour. */
  readonly state: string;
  readonly symbol: string;
  readonly text: string;
}

/** Sign, word and colour together. */
export function StateMark({ state, symbol, text }: StateMarkProps): ReactElement {
  return (
    <span className={`mark state-${state}`}>
      <span className="sign" aria-hidden="true">
        {symbol}
      </span>
      {text}
    </span>
  );
}
