import type { ReactElement } from 'react';
import type { ProgressGroupDto, RowsFilterDto, TimelinessKey } from '../../../src/progress/progress.dto.js';
import { TEXT } from '../messages.js';
import { Count } from './count.js';
import type { BlockProps } from './block-props.js';
import { StateMark } from './state-mark.js';

/** Every agency: all states, then each quarter as done/planned, then what is or came late. Turns into cards on a phone. */
export function AgencyTable({ view, latest }: BlockProps): ReactElement {
  return (
    <div className="table-box turns-into-cards" role="region" aria-label={TEXT.agencies} tabIndex={0}>
      <table role="table">
        <caption className="heard-only">{TEXT.agenciesCaption}</caption>
        <thead role="rowgroup">
          <AgencyHead latest={latest} />
        </thead>
        <tbody role="rowgroup">
          {latest.byAgency.map((group) => (
            <AgencyRow
              key={group.key}
              view={view}
              latest={latest}
              group={group}
              quarterCells={quarterCells(latest, group)}
            />
          ))}
        </tbody>
        <tfoot role="rowgroup">
          <AgencyRow view={view} latest={latest} group={wholePlan(latest)} quarterCells={latest.byQuarter} />
        </tfoot>
      </table>
    </div>
  );
}

const isLate = ({ key }: { readonly key: TimelinessKey }): boolean => key === 'publishedLate' || key === 'overdue';

function AgencyHead({ latest }: Pick<BlockProps, 'latest'>): ReactElement {
  const heading = (key: string, text: ReactElement | string): ReactElement => (
    <th scope="col" role="columnheader" key={key}>
      {text}
    </th>
  );
  return (
    <tr role="row">
      {heading('agency', TEXT.agency)}
      {heading('planned', TEXT.planned)}
      {heading('percent', TEXT.percent)}
      {latest.buckets.map(({ key, symbol, text }) =>
        heading(key, <StateMark state={key} symbol={symbol} text={text} />),
      )}
      {latest.byQuarter.map(({ key, label }) => heading(key, label))}
      {latest.timeliness
        .filter(isLate)
        .map(({ key, symbol, text }) => heading(key, <StateMark state={key} symbol={symbol} text={text} />))}
    </tr>
  );
}

interface AgencyRowProps extends BlockProps {
  readonly group: ProgressGroupDto;
  readonly quarterCells: readonly (ProgressGroupDto | null)[];
}

function AgencyRow({ view, latest, group, quarterCells: cells }: AgencyRowProps): ReactElement {
  const { label, filter, total, percentText, buckets, timeliness } = group;
  const cell = (heading: string, count: number, add: RowsFilterDto): ReactElement => (
    <td role="cell" key={heading} className={count === 0 ? 'is-none' : ''} data-heading={heading}>
      <Count view={view} count={count} what={`${label}, ${heading}`} filter={{ ...filter, ...add }} />
    </td>
  );
  return (
    <tr role="row" data-testid={`agency-${group.key}`}>
      <th scope="row" role="rowheader">
        {label}
      </th>
      {cell(TEXT.planned, total, {})}
      <td role="cell" className="share" data-heading={TEXT.percent}>
        <ShareBar part={buckets.published} whole={total} />
        <span>{percentText}</span>
      </td>
      {latest.buckets.map(({ key, text }) => cell(text, buckets[key], { bucket: key }))}
      {latest.byQuarter.map((quarter, index) => (
        <QuarterCell
          key={quarter.key}
          view={view}
          quarter={quarter.label}
          agency={label}
          group={cells[index] ?? null}
        />
      ))}
      {latest.timeliness.filter(isLate).map(({ key, text }) => cell(text, timeliness[key], { timeliness: key }))}
    </tr>
  );
}

function ShareBar({ part, whole }: { readonly part: number; readonly whole: number }): ReactElement {
  return (
    <span className="thin-bar" aria-hidden="true">
      <span className="state-published" style={{ flexGrow: part }} />
      <span style={{ flexGrow: whole - part }} />
    </span>
  );
}

interface QuarterCellProps {
  readonly view: BlockProps['view'];
  readonly quarter: string;
  readonly agency: string;
  readonly group: ProgressGroupDto | null;
}

/** `done/planned`; nothing planned is a dash, not a zero. */
function QuarterCell({ view, quarter, agency, group }: QuarterCellProps): ReactElement {
  const what = `${agency}, ${quarter}`;
  return (
    <td role="cell" className={quarterLook(group)} data-heading={quarter}>
      {group === null ? (
        <span className="soft">–</span>
      ) : (
        <span className="fraction">
          <Count
            view={view}
            count={group.buckets.published}
            what={`${what}, ${TEXT.integrated}`}
            filter={{ ...group.filter, bucket: 'published' }}
          />
          /
          <Count view={view} count={group.total} what={what} filter={group.filter} />
        </span>
      )}
    </td>
  );
}

function quarterLook(group: ProgressGroupDto | null): string {
  if (group === null) return 'is-none';
  return group.timeliness.overdue > 0 ? 'is-late' : '';
}

function quarterCells(
  { byQuarter, byQuarterAndAgency }: BlockProps['latest'],
  agency: ProgressGroupDto,
): (ProgressGroupDto | null)[] {
  return byQuarter.map(
    ({ key }) =>
      byQuarterAndAgency.find(({ filter }) => filter.quarter === key && filter.agency === agency.filter.agency) ?? null,
  );
}

/** The API's own totals as the last row; nothing is added up here. */
function wholePlan({ total, percentText, buckets, timeliness }: BlockProps['latest']): ProgressGroupDto {
  return {
    key: 'all',
    label: TEXT.total,
    filter: {},
    total,
    percentText,
    buckets: Object.fromEntries(buckets.map(({ key, count }) => [key, count])) as ProgressGroupDto['buckets'],
    timeliness: Object.fromEntries(timeliness.map(({ key, count }) => [key, count])) as ProgressGroupDto['timeliness'],
  };
}
