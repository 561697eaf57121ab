import type { ReactElement } from 'react';
import type { PlanRowDto, PlanRowsDto } from '../../../src/progress/progress.dto.js';
import { dayText, instantText } from '../format.js';
import { TEXT } from '../messages.js';
import { StateMark } from './state-mark.js';

const HEADINGS = [
  TEXT.rows.line,
  TEXT.rows.service,
  TEXT.rows.agency,
  TEXT.rows.level,
  TEXT.rows.deadline,
  TEXT.rows.state,
  TEXT.rows.result,
];

/** One page of rows; cards on a phone. */
export function RowsTable({ reply: { rows } }: { readonly reply: PlanRowsDto }): ReactElement {
  if (rows.length === 0) {
    return (
      <div className="state-block">
        <h3>{TEXT.rows.none}</h3>
        <p className="soft">{TEXT.rows.noneHint}</p>
      </div>
    );
  }
  return (
    <div className="table-box turns-into-cards" role="region" aria-label={TEXT.rows.caption} tabIndex={0}>
      <table role="table" className="rows-table">
        <caption className="heard-only">{TEXT.rows.caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {HEADINGS.map((heading) => (
              <th scope="col" role="columnheader" key={heading}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <Row key={row.line} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row }: { readonly row: PlanRowDto }): ReactElement {
  return (
    <tr role="row" data-testid="plan-row">
      <td role="cell" data-heading={TEXT.rows.line} className="soft">
        {row.line}
      </td>
      <th scope="row" role="rowheader">
        {row.serviceName}
        <code>{row.serviceCode}</code>
      </th>
      <td role="cell" data-heading={TEXT.rows.agency}>
        <span>
          {row.agencyName} <code>{row.agencyCode}</code>
        </span>
      </td>
      <td role="cell" data-heading={TEXT.rows.level}>
        <span className="lines">
          <span>{row.levelText}</span>
          <span className="soft">{row.tierText}</span>
        </span>
      </td>
      <td role="cell" data-heading={TEXT.rows.deadline}>
        <span>
          {dayText(row.deadline)} <span className={`deadline-word state-${row.timeliness}`}>{row.timelinessText}</span>
        </span>
      </td>
      <td role="cell" data-heading={TEXT.rows.state}>
        <StateMark state={row.bucket} symbol={row.bucketSymbol} text={row.bucketText} />
      </td>
      <td role="cell" data-heading={TEXT.rows.result}>
        <LastResult row={row} />
      </td>
    </tr>
  );
}

function LastResult({
  row: { bucket, publishedAt, lastClass, lastMessage, nextAt },
}: {
  readonly row: PlanRowDto;
}): ReactElement {
  const lines = [
    publishedAt === null ? null : TEXT.rows.publishedAt(instantText(publishedAt)),
    lastMessage ?? (publishedAt === null ? lastClass : null),
    nextAt === null ? null : TEXT.rows.nextAt(instantText(nextAt)),
  ].filter((line) => line !== null);
  const nothingYet = bucket === 'notStarted' ? TEXT.rows.notSent : '–';
  return <span className="last-result">{lines.length === 0 ? nothingYet : lines.join('\n')}</span>;
}
