import type { ReactElement } from 'react';
import type { ProgressGroupDto } from '../../../src/progress/progress.dto.js';
import { TEXT } from '../messages.js';
import { Count } from './count.js';
import type { BlockProps } from './block-props.js';
import { StateMark } from './state-mark.js';

interface ChartTableProps extends BlockProps {
  readonly groups: readonly ProgressGroupDto[];
  /** What the groups are, in one word. */
  readonly by: string;
}

/** The chart's numbers as a table. */
export function ChartTable({ view, latest, groups, by }: ChartTableProps): ReactElement {
  return (
    <div className="table-box" role="region" aria-label={TEXT.chart} tabIndex={0}>
      <table>
        <caption className="heard-only">{TEXT.chart}</caption>
        <thead>
          <tr>
            <th scope="col">{by}</th>
            {latest.buckets.map(({ key, symbol, text }) => (
              <th scope="col" key={key}>
                <StateMark state={key} symbol={symbol} text={text} />
              </th>
            ))}
            <th scope="col">{TEXT.planned}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map(({ key: group, label, filter, buckets, total }) => (
            <tr key={group}>
              <th scope="row">{label}</th>
              {latest.buckets.map(({ key, text }) => (
                <td key={key}>
                  <Count
                    view={view}
                    count={buckets[key]}
                    what={`${label}, ${text}`}
                    filter={{ ...filter, bucket: key }}
                  />
                </td>
              ))}
              <td>
                <Count view={view} count={total} what={label} filter={filter} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
