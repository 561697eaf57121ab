import { MOST_ROWS } from './insert-entries.js';
import type { AppendedEntry, CallEnding, JournalRepository } from './journal.repository.js';
import type { NewSession, SessionRepository } from './session.repository.js';
import { Together, UnclearCommitError } from './together.js';

/** What a call leaves that changes nothing but sessions and the journal. */
export interface SmallEnding extends CallEnding {
  readonly session: NewSession | null;
}

interface Tables {
  readonly journal: JournalRepository;
  readonly sessions: SessionRepository;
}

/** Where such ends are stored. */
interface Records {
  readonly direct: Tables;
  inTransaction<T>(work: (tables: Tables) => Promise<T>): Promise<T>;
}

/** A server that says so has stored nothing: bad value, constraint, no room, statement, conflict. */
const CLEAR_REFUSAL = /^(22|23|25|40|42|53)/;
const NO_CONNECTION: readonly unknown[] = ['ECONNREFUSED', 'ENOENT'];

/** Stores the ends of calls that came together, all or none. Asking rejects with {@link UnclearCommitError}. */
export function commitTogether(records: Records): Together<SmallEnding, AppendedEntry> {
  return new Together((endings) => store(records, endings), MOST_ROWS);
}

async function store(records: Records, endings: readonly SmallEnding[]): Promise<AppendedEntry[]> {
  const granted = endings.flatMap(({ session }) => session ?? []);
  const endsOthers = granted.some(({ isOnly }) => isOnly);
  return (endsOthers ? inSteps(records, endings, granted) : atOnce(records, endings, granted)).catch(
    (cause: unknown) => {
      throw isClear(cause) ? cause : new UnclearCommitError('The commit did not come back.', { cause });
    },
  );
}

async function inSteps(
  records: Records,
  endings: readonly SmallEnding[],
  granted: readonly NewSession[],
): Promise<AppendedEntry[]> {
  return records.inTransaction(async ({ sessions, journal }) => {
    await sessions.open(granted);
    return journal.appendAll(endings);
  });
}

/** One statement is a transaction of its own, in one round trip. */
async function atOnce(
  { direct }: Records,
  endings: readonly SmallEnding[],
  granted: readonly NewSession[],
): Promise<AppendedEntry[]> {
  return direct.journal.appendAll(endings, granted.length > 0 ? direct.sessions.opening(granted) : null);
}

function isClear(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return NO_CONNECTION.includes(code) || CLEAR_REFUSAL.test(String(code));
}
