import type { ReactElement } from 'react';
import type { RowsFilterDto } from '../../../src/progress/progress.dto.js';
import { countText } from '../format.js';
import { TEXT } from '../messages.js';
import { ViewLink } from '../view/view-link.js';
import type { View } from '../view/view.js';

interface CountProps {
  readonly view: View;
  readonly count: number;
  /** What is counted, in words, for those who hear the page. */
  readonly what: string;
  readonly filter: RowsFilterDto;
}

/** A figure. It opens exactly the rows it counted. */
export function Count({ view, count, what, filter }: CountProps): ReactElement {
  return (
    <ViewLink
      className={count === 0 ? 'count is-zero' : 'count'}
      to={{ ...view, rows: { filter, after: null } }}
      label={TEXT.open(countText(count), what)}
    >
      {countText(count)}
    </ViewLink>
  );
}
