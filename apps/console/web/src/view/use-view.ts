import { useMemo, useSyncExternalStore } from 'react';
import { hrefOf, viewOf, type View } from './view.js';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

/** The view that the address holds now. */
export function useView(): View {
  const address = useSyncExternalStore(subscribe, () => `${location.pathname}${location.search}`);
  return useMemo(() => viewOf(new URL(address, location.origin)), [address]);
}

/** Shows another view, as a step the Back button undoes. */
export function show(view: View): void {
  history.pushState(null, '', hrefOf(view));
  for (const listener of listeners) listener();
}
