import { Suspense, lazy, useEffect, type ReactElement } from 'react';
import { TEXT } from '../messages.js';
import { show } from '../view/use-view.js';
import { ViewLink } from '../view/view-link.js';
import type { View } from '../view/view.js';
import { Card } from './blocks.js';
import { ChartTable } from './chart-table.js';
import type { BlockProps } from './block-props.js';

/** ECharts is larger than everything else together; the figures do not wait for it. */
const StackedBars = lazy(async () => {
  const { StackedBars: component } = await import('./stacked-bars.js');
  return { default: component };
});

export function ChartCard({ view, latest }: BlockProps): ReactElement {
  useTableKey(view);
  const groups = view.chartBy === 'agency' ? latest.byAgency : latest.byQuarter;
  const by = view.chartBy === 'agency' ? TEXT.byAgency : TEXT.byQuarter;
  return (
    <Card id="chart" title={TEXT.chart} titleEn={TEXT.chartEn} className="main" tools={<ChartTools view={view} />}>
      <ul className="legend" aria-hidden="true">
        {latest.buckets.map(({ key, symbol, text }) => (
          <li key={key}>
            <span className={`swatch state-${key}`} />
            {symbol} {text}
          </li>
        ))}
      </ul>
      {view.chartLook === 'table' ? (
        <ChartTable view={view} latest={latest} groups={groups} by={by} />
      ) : (
        <Suspense fallback={<p className="soft">{TEXT.loading}</p>}>
          <StackedBars
            view={view}
            latest={latest}
            groups={groups}
            label={TEXT.chartLabel(by.toLocaleLowerCase('vi'))}
          />
        </Suspense>
      )}
      <p className="soft small">
        {TEXT.chartHint} <kbd>T</kbd> {TEXT.chartKey}
      </p>
    </Card>
  );
}

function ChartTools({ view }: { readonly view: View }): ReactElement {
  const option = (to: View, isOn: boolean, text: string): ReactElement => (
    <ViewLink className={isOn ? 'option is-on' : 'option'} to={to} isCurrent={isOn}>
      {text}
    </ViewLink>
  );
  return (
    <div className="tools">
      <div className="options" role="group" aria-label={TEXT.chartBy}>
        {option({ ...view, chartBy: 'agency' }, view.chartBy === 'agency', TEXT.byAgency)}
        {option({ ...view, chartBy: 'quarter' }, view.chartBy === 'quarter', TEXT.byQuarter)}
      </div>
      <div className="options" role="group" aria-label={TEXT.chart}>
        {option({ ...view, chartLook: 'chart' }, view.chartLook === 'chart', TEXT.asChart)}
        {option({ ...view, chartLook: 'table' }, view.chartLook === 'table', TEXT.asTable)}
      </div>
    </div>
  );
}

/** `T` turns the chart into a table and back, unless somebody writes or looks at a list. */
function useTableKey(view: View): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isWriting = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
      if (event.key.toLowerCase() !== 't' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isWriting || view.rows !== null) return;
      show({ ...view, chartLook: view.chartLook === 'chart' ? 'table' : 'chart' });
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [view]);
}
