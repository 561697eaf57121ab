const MOST_ROWS = 1_000;

/** `from` and `limit` of a list. A limit that is no number, or too large, is the largest. */
export function readPage(query: Record<string, unknown>, start: string): { from: string; limit: number } {
  const { from, limit } = query;
  const asked = typeof limit === 'string' && /^\d{1,4}$/.test(limit) ? Number(limit) : MOST_ROWS;
  return { from: typeof from === 'string' ? from : start, limit: Math.min(Math.max(asked, 1), MOST_ROWS) };
}
