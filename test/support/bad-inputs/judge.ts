/** What came back over the wire. */
export interface WireReplyText {
  readonly status: number;
  readonly sign: string | null;
  readonly type: string;
  readonly text: string;
  readonly ms: number;
  /** Processor time of the mock for this call (ms), the least of several tries where it was much; 0 where it was little. */
  cpuMs: number;
  readonly sentBytes: number;
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
/**
 * What a call may cost the mock (ms of processor time), whatever its body: a wall clock would tell of the machine. A
 * pattern that goes back, or a loop within a loop, costs seconds for the 80 000 signs of a long run. Reading,
 * checking and digesting a body costs some 20 ms for each MiB, and several times as much on a busy machine.
 */
const ANY_CALL_MS = 1_000;
const EACH_MIB_MS = 100;

export function allowedCpuMs(bodyBytes: number): number {
  return ANY_CALL_MS + (EACH_MIB_MS * bodyBytes) / (1024 * 1024);
}

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
  findFault(reply: WireReplyText): string | null {
    this.slowestMs = Math.max(this.slowestMs, reply.ms);
    if (reply.status >= 500) return `HTTP ${String(reply.status)} ${reply.text.slice(0, 200)}`;
    if (reply.sign !== 'DVCQG-MOCK') return `không có X-Sim: HTTP ${String(reply.status)}`;
    if (INSIDES.test(reply.text)) return `lộ bên trong: ${reply.text.slice(0, 300)}`;
    if (reply.cpuMs > allowedCpuMs(reply.sentBytes))
      return `${String(Math.round(reply.cpuMs))} ms tính toán cho ${String(reply.sentBytes)} byte`;
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

  /** Cases of each category of the catalogue, such as `B2`. */
  casesByCategory(): Record<string, number> {
    const sums: Record<string, number> = {};
    for (const [name, { cases }] of this.counts) {
      const [category = ''] = name.split(' ');
      sums[category] = (sums[category] ?? 0) + cases;
    }
    return sums;
  }

  private countOf(category: string): Count {
    const count = this.counts.get(category) ?? { cases: 0, accepted: 0, refused: 0, violations: 0 };
    this.counts.set(category, count);
    return count;
  }
}
