import { useLayoutEffect, useRef, type ReactElement, type RefObject } from 'react';
import type { PlanRowsDto, RowsFilterDto } from '../../../src/progress/progress.dto.js';
import { clockText, countText, instantText } from '../format.js';
import { csvHref, useRows } from '../live/api.js';
import type { Polled } from '../live/use-polled.js';
import { TEXT } from '../messages.js';
import { show } from '../view/use-view.js';
import { ViewLink } from '../view/view-link.js';
import type { RowsView, View } from '../view/view.js';
import { FailedBlock, LoadingBlock } from './blocks.js';
import { filterWords } from './filter-words.js';
import type { BlockProps } from './block-props.js';
import { RowsTable } from './rows-table.js';

interface RowsDialogProps extends BlockProps {
  readonly rows: RowsView;
}

/** The rows behind a figure. */
export function RowsDialog({ view, rows, latest }: RowsDialogProps): ReactElement {
  const dialog = useModal();
  const polled = useRows(latest.plan.id, rows, latest.isOpen);
  const isStale = polled.latest !== null && polled.failure !== null;
  const close = (): void => {
    show({ ...view, rows: null });
  };
  return (
    <dialog
      ref={dialog}
      className="rows"
      aria-labelledby="rows-title"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) close();
      }}
    >
      <div className={isStale ? 'rows-content is-stale' : 'rows-content'}>
        <div className="rows-head">
          <RowsTitle view={view} rows={rows} latest={latest} />
          <button type="button" className="close" aria-label={TEXT.rows.close} onClick={close}>
            ✕
          </button>
          <RowsFacts polled={polled} csv={csvHref(latest.plan.id, rows)} />
        </div>
        {polled.latest === null && (polled.failure === null ? <LoadingBlock /> : <FailedBlock of={polled} />)}
        {polled.latest !== null && <RowsTable reply={polled.latest} />}
        <Paging view={view} rows={rows} next={polled.latest?.next ?? null} />
      </div>
    </dialog>
  );
}

/** Opens a `dialog` while it is on the page: the browser keeps focus inside, and gives it back to the figure after. */
function useModal(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  // Before the element leaves the page: a dialog that is gone gives no focus back.
  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    opened?.querySelector('h2')?.focus();
    return () => {
      opened?.close();
    };
  }, []);
  return dialog;
}

/** How many rows, of which instant, and the file with the same rows. */
function RowsFacts({
  polled,
  csv,
}: {
  readonly polled: Polled<PlanRowsDto>;
  readonly csv: string;
}): ReactElement | null {
  const { latest, failure, failedAt } = polled;
  if (latest === null) return null;
  return (
    <p className="rows-facts">
      <strong data-testid="rows-total">{TEXT.rows.count(countText(latest.total))}</strong>
      <span className="soft">{TEXT.asOf(instantText(latest.asOf))}</span>
      {failure !== null && failedAt !== null && <span role="alert">{TEXT.stale(clockText(failedAt))}</span>}
      <a className="button" href={csv} title={TEXT.rows.csvNote} download>
        {TEXT.rows.csv}
      </a>
    </p>
  );
}

/** The filter in words; each word can be dropped. */
function RowsTitle({ view, rows, latest }: RowsDialogProps): ReactElement {
  const words = filterWords(rows.filter, latest);
  const without = (key: keyof RowsFilterDto): View => {
    const filter = Object.fromEntries(Object.entries(rows.filter).filter(([name]) => name !== key)) as RowsFilterDto;
    return { ...view, rows: { filter, after: null } };
  };
  return (
    <div>
      <h2 id="rows-title" tabIndex={-1}>
        {words.length === 0 ? TEXT.rows.all : words.map(({ text }) => text).join(' · ')}
      </h2>
      {words.length > 1 && (
        <ul className="chips">
          {words.map(({ key, text }) => (
            <li key={key}>
              <ViewLink className="chip" to={without(key)} label={TEXT.rows.drop(text)}>
                {text} <span aria-hidden="true">✕</span>
              </ViewLink>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Paging({
  view,
  rows,
  next,
}: {
  readonly view: View;
  readonly rows: RowsView;
  readonly next: string | null;
}): ReactElement | null {
  if (next === null && rows.after === null) return null;
  return (
    <nav className="paging" aria-label={TEXT.rows.caption}>
      {rows.after !== null && (
        <ViewLink className="button" to={{ ...view, rows: { ...rows, after: null } }}>
          {TEXT.rows.first}
        </ViewLink>
      )}
      {next !== null && (
        <ViewLink className="button" to={{ ...view, rows: { ...rows, after: next } }}>
          {TEXT.rows.next}
        </ViewLink>
      )}
    </nav>
  );
}
