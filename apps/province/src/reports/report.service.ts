import { Inject, Injectable } from '@nestjs/common';
import {
  REPORT_FORMS,
  REPORT_NAMES,
  REPORT_ROW_COLUMNS,
  columnNumbers,
  endOfDay,
  findViolations,
  hundredthsOfPercent,
  readPeriod,
  startOfDay,
  vietnamDay,
  type FigureGroup,
  type ReportForm,
  type ReportName,
  type ReportPeriod,
} from '@dvc/domain';
import { PlanNotFoundError, Store, type ReportRow, type ReportSpan, type RowsWish } from '@dvc/persistence';
import type { ReportDocument, ReportLine } from './report-document.js';
import { ReportFigureError, ReportNotFoundError, ReportPlanMissingError } from './report-errors.js';
import type { ReportDto, ReportRowsDto } from './report.dto.js';

/** What a report is about, once its words are understood. */
interface Scope {
  readonly form: ReportForm & { readonly name: ReportName };
  readonly period: ReportPeriod;
  readonly span: ReportSpan;
  readonly about: readonly string[];
}

/** Reports of the province: figures by the database, rules by the form. */
@Injectable()
export class ReportService {
  constructor(@Inject(Store) private readonly store: Store) {}

  /**
   * @throws {ReportNotFoundError}
   * @throws {ReportPeriodError}
   * @throws {ReportPlanMissingError}
   * @throws {PlanNotFoundError}
   */
  async open(name: string, wish: ReportDto): Promise<ReportDocument> {
    const scope = await this.scopeOf(name, wish);
    const { form } = scope;
    if (form.listed !== null) return this.openList(scope, { figure: form.listed, group: null });
    const counted = await this.store.direct.reports.count(form.name, scope.span);
    return {
      ...headOf(scope),
      columns: form.columns,
      columnNumbers: columnNumbers(form),
      count: counted.groups.length,
      lines: [counted.groups.map((group, index) => lineOf(form, group, index + 1))],
      total: lineOf(form, counted.total, null),
      violations: findViolations(form, counted),
    };
  }

  /** The rows that a figure counted; same errors, and {@link ReportFigureError}. */
  async openRows(name: string, { figure, group, ...wish }: ReportRowsDto): Promise<ReportDocument> {
    const scope = await this.scopeOf(name, wish);
    const figures = this.store.direct.reports.listFigures(scope.form.name);
    if (!figures.includes(figure)) throw new ReportFigureError(scope.form.name, figures);
    const heading = scope.form.columns.find(({ key }) => key === figure)?.heading.join(' / ') ?? figure;
    const about = [`Các dòng của chỉ tiêu: ${heading}${group === undefined ? '' : ` (${group})`}`];
    return this.openList({ ...scope, about: [...scope.about, ...about] }, { figure, group: group ?? null });
  }

  private async openList(scope: Scope, wish: RowsWish): Promise<ReportDocument> {
    const { form, span } = scope;
    const { reports } = this.store.direct;
    return {
      ...headOf(scope),
      columns: REPORT_ROW_COLUMNS[form.name],
      columnNumbers: null,
      count: await reports.countRows(form.name, span, wish),
      lines: numbered(reports.streamRows(form.name, span, wish)),
      total: null,
      violations: [],
    };
  }

  private async scopeOf(name: string, wish: ReportDto): Promise<Scope> {
    const known = REPORT_NAMES.find((each) => each === name);
    if (known === undefined) throw new ReportNotFoundError(name);
    const form: Scope['form'] = REPORT_FORMS[known];
    const now = await this.store.direct.clock.now();
    const period = readPeriod(wish.period, vietnamDay(now));
    const end = endOfDay(period.to);
    const span = { from: startOfDay(period.from), at: end < now ? end : now, planId: null };
    if (!form.isOfPlan) return { form, period, span, about: [] };
    if (wish.plan === undefined) throw new ReportPlanMissingError(form.name);
    const plan = await this.store.direct.plans.find(wish.plan);
    if (plan === null) throw new PlanNotFoundError(wish.plan);
    const about = [`Kế hoạch: ${plan.name}${plan.decision === '' ? '' : ` (${plan.decision})`}`];
    return { form, period, span: { ...span, planId: plan.id }, about };
  }
}

const headOf = ({
  form,
  period,
  span,
  about,
}: Scope): Pick<ReportDocument, 'name' | 'number' | 'title' | 'english' | 'period' | 'at' | 'about' | 'notes'> => ({
  name: form.name,
  number: form.number,
  title: form.title,
  english: form.english,
  period,
  at: span.at,
  about,
  notes: form.notes,
});

/** Percentages are worked out from their two figures, in one place. */
function lineOf({ columns }: ReportForm, { code, name, figures }: FigureGroup, number: number | null): ReportLine {
  const rates = columns.flatMap(({ key, ratio }) =>
    ratio === undefined ? [] : [[key, hundredthsOfPercent(Number(figures[ratio.part]), Number(figures[ratio.whole]))]],
  );
  return { number, groupCode: code, groupName: name, ...figures, ...(Object.fromEntries(rates) as ReportLine) };
}

async function* numbered(pages: AsyncGenerator<ReportRow[]>): AsyncGenerator<ReportLine[]> {
  let number = 0;
  for await (const page of pages) yield page.map((row) => ({ number: ++number, ...row }));
}
