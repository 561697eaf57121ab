/** Where a report's figures come from: facts, each counted by some figures. So the rows of a figure are what it counted. */
export interface ReportSource {
  /** A row per thing and group, with `key`, `group_code`, `group_name`. May read `input` and `heir`. */
  readonly facts: string;
  /** A thing may be in several groups: then totals count it once. */
  readonly isInOneGroup: boolean;
  /** Which facts a figure counts; `null`: the province does not know. */
  readonly figures: Readonly<Record<string, string | null>>;
  /** What else a line tells of its group. */
  readonly fields?: Readonly<Record<string, string>>;
  /** What the rows behind a figure tell of each thing. */
  readonly rows: Readonly<Record<string, string>>;
  readonly order: string;
}
