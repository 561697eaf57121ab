import type { ReactElement } from 'react';
import { isMock } from './environment.js';
import { usePlans, useProgress } from './live/api.js';
import { TEXT } from './messages.js';
import { FailedBlock, LoadingBlock, NoPlans } from './parts/blocks.js';
import { Header } from './parts/header.js';
import { ProgressPage } from './parts/progress-page.js';
import { useView } from './view/use-view.js';

/** One page so far: the progress of one plan. */
export function App(): ReactElement {
  const view = useView();
  const plans = usePlans();
  const planId = view.planId ?? plans.latest?.plans[0]?.id ?? null;
  const progress = useProgress(planId);
  const failing = progress.failure === null ? plans : progress;
  const hasNoPlan = planId === null && plans.latest !== null;

  return (
    <>
      <a className="skip" href="#main">
        {TEXT.skip}
      </a>
      {isMock && (
        <p className="banner" role="note">
          {TEXT.banner}
        </p>
      )}
      <Header view={view} planId={planId} plans={plans.latest?.plans ?? []} progress={progress} />
      <main id="main" tabIndex={-1}>
        {hasNoPlan && <NoPlans />}
        {progress.latest !== null && <ProgressPage view={view} progress={progress} latest={progress.latest} />}
        {progress.latest === null &&
          !hasNoPlan &&
          (failing.failure === null ? <LoadingBlock /> : <FailedBlock of={failing} />)}
      </main>
      <footer className="footer">{TEXT.footer}</footer>
    </>
  );
}
