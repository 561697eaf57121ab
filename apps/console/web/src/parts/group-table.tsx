import type { ReactElement } from 'react';
import type { ProgressGroupDto } from '../../../src/progress/progress.dto.js';
import { TEXT } from '../messages.js';
import { Count } from './count.js';
import type { BlockProps } from './block-props.js';
import { StateMark } from './state-mark.js';

interface GroupTableProps extends BlockProps {
  readonly groups: readonly ProgressGroupDto[];
  readonly caption: string;
}

/** A few groups: planned, published, share, and how they stand against the deadline. */
export function GroupTable({ view, latest, groups, caption }: GroupTableProps): ReactElement {
  return (
    <div className="table-box short-names turns-into-cards" role="region" aria-label={caption} tabIndex={0}>
      <table role="table">
        <caption className="heard-only">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">
              {TEXT.group}
            </th>
            <th scope="col" role="columnheader">
              {TEXT.planned}
            </th>
            <th scope="col" role="columnheader">
              {latest.buckets[0]?.text}
            </th>
            <th scope="col" role="columnheader">
              {TEXT.percent}
            </th>
            {latest.timeliness.map(({ key, symbol, text }) => (
              <th scope="col" role="columnheader" key={key}>
                <StateMark state={key} symbol={symbol} text={text} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {groups.map((group) => (
            <GroupRow key={group.key} view={view} latest={latest} group={group} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function GroupRow({ view, latest, group }: BlockProps & { readonly group: ProgressGroupDto }): ReactElement {
  const { label, filter, total, buckets, timeliness, percentText } = group;
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {label}
      </th>
      <td role="cell" data-heading={TEXT.planned}>
        <Count view={view} count={total} what={label} filter={filter} />
      </td>
      <td role="cell" data-heading={latest.buckets[0]?.text}>
        <Count
          view={view}
          count={buckets.published}
          what={`${label}, ${TEXT.integrated}`}
          filter={{ ...filter, bucket: 'published' }}
        />
      </td>
      <td role="cell" className="share" data-heading={TEXT.percent}>
        {percentText}
      </td>
      {latest.timeliness.map(({ key, text }) => (
        <td role="cell" key={key} data-heading={text}>
          <Count
            view={view}
            count={timeliness[key]}
            what={`${label}, ${text}`}
            filter={{ ...filter, timeliness: key }}
          />
        </td>
      ))}
    </tr>
  );
}
