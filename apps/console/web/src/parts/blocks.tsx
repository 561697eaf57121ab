import type { ReactElement, ReactNode } from 'react';
import type { Polled } from '../live/use-polled.js';
import { TEXT } from '../messages.js';

interface CardProps {
  readonly id: string;
  readonly title: string;
  readonly titleEn?: string;
  readonly tools?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A titled block of the page. */
export function Card({ id, title, titleEn, tools, className = '', children }: CardProps): ReactElement {
  return (
    <section className={`card ${className}`} aria-labelledby={`${id}-title`} data-testid={id}>
      <div className="card-head">
        <h2 id={`${id}-title`}>
          {title}
          {titleEn !== undefined && <small lang="en">{titleEn}</small>}
        </h2>
        {tools}
      </div>
      {children}
    </section>
  );
}

export function LoadingBlock(): ReactElement {
  return (
    <div className="card state-block" role="status">
      <span className="spinner" aria-hidden="true" />
      {TEXT.loading}
    </div>
  );
}

/** Nothing is known: says so, and why; shows no figure. */
export function FailedBlock({ of: { failure, retry } }: { readonly of: Polled<unknown> }): ReactElement {
  const mustSignIn = failure?.code === 'CONSOLE_SIGN_IN_REQUIRED';
  return (
    <div className="card state-block is-failed" role="alert">
      <h2>{TEXT.failed}</h2>
      <p>
        <strong>{failure?.message}</strong>
        <br />
        <Hint text={failure?.hint ?? ''} />
      </p>
      {mustSignIn ? (
        <a className="button" href={location.href}>
          {TEXT.signInAgain}
        </a>
      ) : (
        <button className="button" type="button" onClick={retry}>
          {TEXT.retry}
        </button>
      )}
    </div>
  );
}

/** A hint with its commands, written in back quotes, set as code. */
function Hint({ text }: { readonly text: string }): ReactElement {
  const parts = text.split('`');
  return <>{parts.map((part, index) => (index % 2 === 1 ? <code key={part}>{part}</code> : part))}</>;
}

export function NoPlans(): ReactElement {
  return (
    <div className="card state-block">
      <h2>{TEXT.noPlans}</h2>
      <p>{TEXT.noPlansHint}</p>
      <code className="command">{TEXT.noPlansCommand}</code>
    </div>
  );
}
