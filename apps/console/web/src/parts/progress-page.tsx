import type { ReactElement } from 'react';
import type { PlanProgressDto } from '../../../src/progress/progress.dto.js';
import { countText } from '../format.js';
import { useAnnouncement } from '../live/use-announcement.js';
import type { Polled } from '../live/use-polled.js';
import { TEXT } from '../messages.js';
import type { View } from '../view/view.js';
import { AgencyTable } from './agency-table.js';
import { Card } from './blocks.js';
import { ChartCard } from './chart-card.js';
import { GroupTable } from './group-table.js';
import { PlanSummary } from './plan-summary.js';
import { QueuesCard } from './queues-card.js';
import { RowsDialog } from './rows-dialog.js';
import { TimelinessCard } from './timeliness-card.js';

interface ProgressPageProps {
  readonly view: View;
  readonly progress: Polled<PlanProgressDto>;
  readonly latest: PlanProgressDto;
}

export function ProgressPage({ view, progress, latest }: ProgressPageProps): ReactElement {
  const said = useAnnouncement(TEXT.announce(countText(latest.published), countText(latest.total)));
  const here = { ...view, planId: latest.plan.id };
  return (
    <div className={progress.failure === null ? 'page' : 'page is-stale'}>
      <PlanSummary view={here} latest={latest} />
      <TimelinessCard view={here} latest={latest} />
      <ChartCard view={here} latest={latest} />
      <QueuesCard />
      <Card id="by-level" title={TEXT.levelAndTier} titleEn={TEXT.levelAndTierEn} className="half">
        <GroupTable view={here} latest={latest} groups={latest.byLevelAndTier} caption={TEXT.levelAndTier} />
      </Card>
      <Card id="by-quarter" title={TEXT.quarters} titleEn={TEXT.quartersEn} className="half">
        <GroupTable view={here} latest={latest} groups={latest.byQuarter} caption={TEXT.quarters} />
      </Card>
      <Card id="by-agency" title={TEXT.agencies} titleEn={TEXT.agenciesEn} className="wide">
        <AgencyTable view={here} latest={latest} />
      </Card>
      {here.rows !== null && <RowsDialog view={here} rows={here.rows} latest={latest} />}
      <p className="heard-only" role="status">
        {said}
      </p>
    </div>
  );
}
