/** From and to; the end is no longer inside. */
export interface TimeWindow {
  readonly from: Date;
  readonly to: Date;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/;

/** `2026-02-05T22:00:00+07:00/2026-02-06T05:00:00+07:00`; null for an empty text, and for one that is no window. */
export function readWindow(text: string): TimeWindow | null {
  const [from = '', to = '', ...rest] = text.split('/');
  if (rest.length > 0 || !INSTANT.test(from) || !INSTANT.test(to)) return null;
  const window = { from: new Date(from), to: new Date(to) };
  return window.from < window.to ? window : null;
}

export function isWindow(text: string): boolean {
  return text === '' || readWindow(text) !== null;
}
