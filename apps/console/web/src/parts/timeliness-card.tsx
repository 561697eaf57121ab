import type { ReactElement } from 'react';
import { countText } from '../format.js';
import { TEXT } from '../messages.js';
import { Card } from './blocks.js';
import { Count } from './count.js';
import type { BlockProps } from './block-props.js';
import { StateMark } from './state-mark.js';

/** On time, late, overdue, still due. */
export function TimelinessCard({ view, latest: { timeliness, total } }: BlockProps): ReactElement {
  return (
    <Card id="timeliness" title={TEXT.timeliness} titleEn={TEXT.timelinessEn} className="side">
      <ul className="deadline-figures">
        {timeliness.map(({ key, text, symbol, count, percentText }) => (
          <li key={key} className={count === 0 ? 'is-zero' : ''} data-testid={`timeliness-${key}`}>
            <StateMark state={key} symbol={symbol} text={text} />
            <span className="figure">
              <Count view={view} count={count} what={text} filter={{ timeliness: key }} />
              <span className="share">{percentText}</span>
            </span>
            <span className="thin-bar" aria-hidden="true">
              <span className={`state-${key}`} style={{ flexGrow: count }} />
              <span style={{ flexGrow: total - count }} />
            </span>
          </li>
        ))}
      </ul>
      <p className="soft small">{TEXT.timelinessNote(countText(total))}</p>
    </Card>
  );
}
