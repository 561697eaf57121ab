import { PORTAL_PATHS } from '@dvc/contracts';
import { Readable } from 'node:stream';
import type { Space } from '../spaces/space.js';
import type { JournalFilter, StoredJournalEntry } from './journal-entry.js';
import type { JournalReader } from './journal-reader.js';

export type ExportFormat = 'jsonl' | 'har';

const AT_A_TIME = 500;
const PATHS: Readonly<Record<string, string>> = {
  login: PORTAL_PATHS.login,
  TraCuuKetQuaSoHoa: PORTAL_PATHS.results,
  LayTepKetQuaSoHoa: PORTAL_PATHS.resultFile,
};

/** A journal as a file, page by page: what was committed when it began. Redacted, as everything in the journal. */
export function exportJournal(
  reader: JournalReader,
  space: Space,
  { filter, format }: { filter: JournalFilter; format: ExportFormat },
): Readable {
  const entries = entriesOf(reader, space, filter);
  return Readable.from(format === 'har' ? toHar(entries) : toLines(entries), { objectMode: false });
}

async function* entriesOf(
  reader: JournalReader,
  space: Space,
  filter: JournalFilter,
): AsyncGenerator<StoredJournalEntry> {
  const lastN = await reader.lastNumber(space);
  let cursor = 0;
  for (;;) {
    const page = await reader.page(space, filter, { cursor, limit: AT_A_TIME });
    for (const entry of page) if (entry.n <= lastN) yield entry;
    cursor = page.at(-1)?.n ?? lastN;
    if (page.length < AT_A_TIME || cursor >= lastN) return;
  }
}

async function* toLines(entries: AsyncIterable<StoredJournalEntry>): AsyncGenerator<string> {
  for await (const entry of entries) yield `${JSON.stringify(entry)}\n`;
}

async function* toHar(entries: AsyncIterable<StoredJournalEntry>): AsyncGenerator<string> {
  yield '{"log":{"version":"1.2","creator":{"name":"DVCQG-MOCK","version":"1"},"entries":[';
  let separator = '';
  for await (const entry of entries) {
    yield `${separator}${JSON.stringify(toHarEntry(entry))}`;
    separator = ',\n';
  }
  yield ']}}\n';
}

function toHarEntry(entry: StoredJournalEntry): object {
  const { request, reply, latencyMs } = entry;
  const body = reply.sent.asBuilt === true ? reply.built?.body : reply.sent.body;
  const text = body === undefined || body === null ? '' : JSON.stringify(body);
  const empty = { httpVersion: 'HTTP/1.1', cookies: [], headers: [], headersSize: -1 };
  return {
    startedDateTime: entry.at,
    time: latencyMs ?? 0,
    request: {
      ...empty,
      method: 'POST',
      url: `http://dvcqg-mock.invalid/s/${entry.space}${PATHS[entry.service] ?? PORTAL_PATHS.call}`,
      queryString: [],
      postData: { mimeType: 'application/json', text: request.body === null ? '' : JSON.stringify(request.body) },
      bodySize: request.bytes,
    },
    response: {
      ...empty,
      status: reply.sent.status ?? 0,
      statusText: reply.sent.kind,
      redirectURL: '',
      content: { size: reply.sent.bytes ?? 0, mimeType: 'application/json', text },
      bodySize: reply.sent.bytes ?? -1,
    },
    cache: {},
    timings: { send: 0, wait: latencyMs ?? 0, receive: 0 },
    comment: `#${String(entry.n)} ${entry.rule ?? 'không hiểu được'} · ${entry.departure ?? '-'}`,
  };
}
