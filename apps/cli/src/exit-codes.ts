/** What the command's end means; docs/cli.md lists them. */
export const EXIT = {
  ok: 0,
  /** Something asked for did not come true: a service is not published. */
  unmet: 1,
  /** Wrong usage, or an input file with faults. */
  badInput: 2,
  /** A server, a port, a right or a secret is missing. */
  environment: 4,
  /** Time ran out. */
  limit: 5,
  /** A defect of ours. */
  defect: 70,
  interrupted: 130,
  terminated: 143,
} as const;

/** Ends the command with a sentence and a cure. */
export class CommandError extends Error {
  constructor(
    readonly exitCode: number,
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}
