import type { FigureGroup, ReportCell, ReportName } from '@dvc/domain';
import type { EntityManager, QueryRunner } from 'typeorm';
import { REPORT_SOURCES } from './report-sources.js';
import type { ReportSource } from './report-source.js';

/** What a report is about: from a moment to a moment, and a plan where it is one of a plan. */
export interface ReportSpan {
  readonly from: Date;
  /** The moment for which the figures hold. */
  readonly at: Date;
  readonly planId: string | null;
}

/** Which rows: those that a figure counted, of one group or of all. */
export interface RowsWish {
  readonly figure: string;
  readonly group: string | null;
}

/** A thing behind a figure, by the names of its columns. */
export type ReportRow = Readonly<Record<string, ReportCell>>;

export interface CountedReport {
  readonly groups: readonly FigureGroup[];
  readonly total: FigureGroup;
  /** Else totals count a thing once that several groups have. */
  readonly isSumOfGroups: boolean;
}

/** Rows of one step through the database. */
const ROWS_AT_ONCE = 500;

/** Figures of reports, and the rows that each of them counted. */
export class ReportQuery {
  constructor(private readonly db: EntityManager) {}

  /** Names of the figures that have rows. */
  listFigures(name: ReportName): string[] {
    return Object.entries(REPORT_SOURCES[name].figures).flatMap(([figure, fits]) => (fits === null ? [] : [figure]));
  }

  /** All figures of a table in one statement, so that they tell of one moment. */
  async count(name: ReportName, span: ReportSpan): Promise<CountedReport> {
    const source = REPORT_SOURCES[name];
    const groups: FigureGroup[] = [];
    let total: FigureGroup = { code: '', name: 'Tổng cộng', figures: {} };
    for (const row of await this.db.query<CountedRow[]>(countSql(source), inputOf(span))) {
      const { is_total: isTotal, group_code: code, group_name: label, ...figures } = row;
      if (isTotal === 1) total = { ...total, figures };
      else groups.push({ code, name: label, figures });
    }
    return { groups, total, isSumOfGroups: source.isInOneGroup };
  }

  /** How many rows {@link streamRows} would give. */
  async countRows(name: ReportName, span: ReportSpan, wish: RowsWish): Promise<number> {
    const sql = `${WITH}, found AS (${rowsSql(REPORT_SOURCES[name], wish)}) SELECT count(*)::int AS n FROM found`;
    const [row] = await this.db.query<{ n: number }[]>(sql, [...inputOf(span), wish.group]);
    return row?.n ?? 0;
  }

  /** Rows some hundred at a time, through a cursor: what is read at once does not grow with what there is. */
  async *streamRows(name: ReportName, span: ReportSpan, wish: RowsWish): AsyncGenerator<ReportRow[]> {
    const session = this.db.dataSource.createQueryRunner();
    try {
      await session.startTransaction('REPEATABLE READ');
      const sql = `DECLARE report NO SCROLL CURSOR FOR ${WITH} ${rowsSql(REPORT_SOURCES[name], wish)}`;
      await session.query(sql, [...inputOf(span), wish.group]);
      for (;;) {
        const rows = (await session.query(`FETCH ${String(ROWS_AT_ONCE)} FROM report`)) as ReportRow[];
        if (rows.length > 0) yield rows;
        if (rows.length < ROWS_AT_ONCE) return;
      }
    } finally {
      await end(session);
    }
  }
}

/** Nothing was changed; a session that is gone already needs no end. */
async function end(session: QueryRunner): Promise<void> {
  await session.rollbackTransaction().catch(() => undefined);
  await session.release();
}

type CountedRow = Record<string, number | string | null> & {
  readonly is_total: number;
  readonly group_code: string;
  readonly group_name: string;
};

const inputOf = ({ from, at, planId }: ReportSpan): unknown[] => [from, at, planId];

/**
 * `heir`: who carries on the work of an agency on the day of the report. An agency that is no more hands on to the one it
 * was merged into; eight steps end a circle. Not `is_own`: of a loaded world, not of the province.
 */
const WITH = `
  WITH RECURSIVE input AS (
    SELECT $1::timestamptz AS from_at, $2::timestamptz AS at, vn_day($2::timestamptz) AS day, $3::text AS plan_id
  ), step (code, heir, n) AS (
    SELECT code, code, 0 FROM agency
    UNION ALL
    SELECT step.code, next.code, step.n + 1
    FROM step JOIN agency a ON a.code = step.heir JOIN agency next ON next.code = a.merged_into CROSS JOIN input
    WHERE a.valid_to < input.day AND step.n < 8
  ), heir AS MATERIALIZED (
    SELECT DISTINCT ON (step.code) step.code, step.heir, a.name, a.world IS NULL AS is_own
    FROM step JOIN agency a ON a.code = step.heir
    ORDER BY step.code, step.n DESC
  )`;

function countSql({ facts, figures, fields = {}, isInOneGroup }: ReportSource): string {
  const counted = isInOneGroup ? 'count(*)' : 'count(DISTINCT key)';
  const counts = Object.entries(figures).map(([figure, fits]) =>
    fits === null ? `NULL::int AS "${figure}"` : `(${counted} FILTER (WHERE ${fits}))::int AS "${figure}"`,
  );
  const told = Object.entries(fields).map(([field, sql]) => `${sql} AS "${field}"`);
  return `${WITH}, fact AS (${facts})
    SELECT grouping(group_code) AS is_total, group_code, group_name, ${[...counts, ...told].join(', ')}
    FROM fact GROUP BY GROUPING SETS ((), (group_code, group_name)) ORDER BY group_code`;
}

/** $4: the group; `null`: all. The figure is one of the source's, so its name is looked up and never written into SQL. */
function rowsSql({ facts, figures, rows, order, isInOneGroup }: ReportSource, { figure }: RowsWish): string {
  const columns = Object.entries(rows).map(([column, sql]) => `${sql} AS "${column}"`);
  return `SELECT ${isInOneGroup ? '' : 'DISTINCT ON (key)'} ${columns.join(', ')} FROM (${facts}) fact
    WHERE (${figures[figure] ?? 'false'}) AND ($4::text IS NULL OR group_code = $4) ORDER BY ${order}`;
}
