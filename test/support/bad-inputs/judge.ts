/** What came back over the wire. */
export interface WireReplyText {
  readonly status: number;
  readonly sign: string | null;
  readonly type: string;
  readonly text: string;
  readonly ms: number;
  /** Of this process, mock and suite, while the answer was made (ms): load of other programs does not count. */
  readonly cpuMs: number;
}

interface Count {
  cases: number;
  accepted: number;
  refused: number;
  violations: number;
}

/** Words that come from inside the server: a stack, a query, a driver, a native function. */
const INSIDES =
  /\n\s+at |node_modules|node:internal|\.[jt]s:\d+|QueryFailedError|invalid input syntax|native code|SELECT .* FROM|INSERT INTO/;
/** Of each category so many are told; all are counted. */
const MOST_TOLD = 10;
/** One input may not keep a processor busy for longer. */
const SLOW_CPU_MS = 1_000;
/** No answer may stay away for longer, however busy the machine is. */
const HANGING_MS = 8_000;
/** A call may hold so many inputs before it may take longer than one. */
const INPUTS_AT_ONCE = 20;

/** Counts what became of bad inputs, and keeps what may not be. */
export class Judge {
  readonly violations: string[] = [];
  slowestMs = 0;
  private readonly counts = new Map<string, Count>();

  accepted(category: string, cases = 1): void {
    this.countOf(category).cases += cases;
    this.countOf(category).accepted += cases;
  }

  refused(category: string): void {
    this.countOf(category).cases++;
    this.countOf(category).refused++;
  }

  violated(category: string, what: string): void {
    const count = this.countOf(category);
    count.cases++;
    count.violations++;
    if (count.violations <= MOST_TOLD) this.violations.push(`${category}: ${what}`);
  }

  /** What is wrong with an answer of whatever kind; null when nothing is. */
  findFault(reply: WireReplyText, inputs = 1): string | null {
    this.slowestMs = Math.max(this.slowestMs, reply.ms);
    if (reply.status >= 500) return `HTTP ${String(reply.status)} ${reply.text.slice(0, 200)}`;
    if (reply.sign !== 'DVCQG-MOCK') return `không có X-Sim: HTTP ${String(reply.status)}`;
    if (INSIDES.test(reply.text)) return `lộ bên trong: ${reply.text.slice(0, 300)}`;
    const isSlow = reply.cpuMs > SLOW_CPU_MS * Math.max(1, inputs / INPUTS_AT_ONCE) || reply.ms > HANGING_MS;
    if (isSlow) return `mất ${String(Math.round(reply.ms))} ms, ${String(Math.round(reply.cpuMs))} ms tính toán`;
    return null;
  }

  table(): string {
    const lines = [...this.counts].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
    const total = { cases: 0, accepted: 0, refused: 0, violations: 0 };
    for (const [, count] of lines) {
      for (const name of ['cases', 'accepted', 'refused', 'violations'] as const) total[name] += count[name];
    }
    const row = (name: string, { cases, accepted, refused, violations }: Count): string =>
      `${name.padEnd(44)}${[cases, accepted, refused, violations].map((n) => String(n).padStart(12)).join('')}`;
    const head = `${'category'.padEnd(44)}${['cases', 'accepted', 'refused', 'violations'].map((h) => h.padStart(12)).join('')}`;
    return [head, ...lines.map(([name, count]) => row(name, count)), row('total', total)].join('\n');
  }

  private countOf(category: string): Count {
    const count = this.counts.get(category) ?? { cases: 0, accepted: 0, refused: 0, violations: 0 };
    this.counts.set(category, count);
    return count;
  }
}
