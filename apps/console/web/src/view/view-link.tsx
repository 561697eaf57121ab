import type { MouseEvent, ReactElement, ReactNode } from 'react';
import { show } from './use-view.js';
import { hrefOf, type View } from './view.js';

interface ViewLinkProps {
  readonly to: View;
  readonly label?: string | undefined;
  readonly className?: string | undefined;
  /** One of several views: the one that is shown. */
  readonly isCurrent?: boolean;
  readonly children: ReactNode;
}

/** A true link, so it can be copied or opened in another tab; a plain click stays on the page. */
export function ViewLink({ to, label, className, isCurrent = false, children }: ViewLinkProps): ReactElement {
  const follow = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    show(to);
  };
  return (
    <a href={hrefOf(to)} className={className} aria-label={label} aria-current={isCurrent} onClick={follow}>
      {children}
    </a>
  );
}
