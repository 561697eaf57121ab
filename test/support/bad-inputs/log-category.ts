import pg from 'pg';
import { eventually } from '../eventually.js';
import type { BadInputRig } from './bad-input-rig.js';
import { shorten } from './tell-items.js';

/** Ends of lines, orders to a terminal, and signs that turn text around: for a program, for an eye. */
const SIGNS =
  '\r \n \r\n \u0007 \b \t \v \f \u001b \u007f \u0085 \u0090 \u009b \u009d \u2028 \u2029 \u200e \u202e \u2066'.split(
    ' ',
  );
const FORGED = '{"level":"error","message":"giả"}';
const TEXTS: readonly string[] = [
  ...SIGNS.flatMap((sign) => [`thật${sign}${FORGED}`, `${sign}[2J${sign}[31mđỏ`, `cuối dòng${sign}`]),
  '\u001b]0;tên cửa sổ\u0007',
  '\u001b]8;;http://example.com\u0007bấm\u001b]8;;\u0007',
  '%s%n%x%d %o %j',
  '\ufeff{"__proto__":{"polluted":1}}',
  `${'d'.repeat(1024 * 1024)}\n${FORGED}`,
  '\u001b'.repeat(1024 * 1024),
];
/** None of these may leave the mock as it is. */
const UNSEEN = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;
const LONGEST_LINE = 64 * 1024;

/** B13: a database that fails with the caller's text in its words: one line of the log, in which nothing acts. */
export async function tellLogLines(rig: BadInputRig): Promise<void> {
  await failWithItsText(rig.portal.databaseUrl);
  for (const [n, text] of TEXTS.entries()) {
    const before = rig.portal.log.length;
    const items = [{ owner: 'H97', code: `log-${String(n)}`, fields: { HOIDAPID: n, text } }];
    const { status, data } = await rig.portal.sim('PUT', 'state/items/question', items);
    await eventually(() => {
      if (rig.portal.log.length === before) return Promise.reject(new Error(`${shorten(text)} left no line`));
      return Promise.resolve();
    });
    const fault = findLineFault(rig.portal.log.slice(before)) ?? findTold(status, JSON.stringify(data));
    if (fault === null) rig.judge.refused('B13 log lines');
    else rig.judge.violated('B13 log lines', `${shorten(text)}: ${fault}`);
  }
}

/** From now on an item is refused by the database, and the reason is the item's own text. */
async function failWithItsText(databaseUrl: string): Promise<void> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  await db.query(`
    CREATE FUNCTION fail_with_its_text() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION USING MESSAGE = NEW.fields->>'text'; END $$;
    CREATE TRIGGER fail_with_its_text BEFORE INSERT ON kept_item FOR EACH ROW EXECUTE FUNCTION fail_with_its_text()`);
  await db.end();
}

function findLineFault(lines: readonly string[]): string | null {
  const [line = ''] = lines;
  if (lines.length !== 1) return `${String(lines.length)} dòng`;
  const sign = UNSEEN.exec(line);
  if (sign) return `giữ U+${line.charCodeAt(sign.index).toString(16).padStart(4, '0')}`;
  if (line.length > LONGEST_LINE) return `dài ${String(line.length)}`;
  const { level, context } = JSON.parse(line) as { level?: unknown; context?: unknown };
  return level === 'error' && context === 'ProblemFilter' ? null : line.slice(0, 200);
}

/** The caller is told that something failed, and not what. */
function findTold(status: number, answer: string): string | null {
  return status === 500 && answer.includes('xem nhật ký') && answer.length < 500 ? null : answer.slice(0, 300);
}
