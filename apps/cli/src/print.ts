/** A result, on standard output. */
export function printLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** A result for programs. */
export function printJson(result: unknown): void {
  printLine(JSON.stringify(result, null, 2));
}

/** What a person may want to know meanwhile, on standard error. */
export function tell(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
