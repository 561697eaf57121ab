import { HttpException } from '@nestjs/common';

/** What is wrong, in both languages the mock speaks. */
export interface ProblemText {
  readonly vi: string;
  readonly en: string;
}

export interface ProblemMore {
  /** The place in the request that is wrong, or an instant. */
  readonly at?: string;
  /** What was perhaps meant. */
  readonly didYouMean?: string;
  /** Every single mistake. */
  readonly problems?: readonly string[];
  /** Fields beside those that every problem has. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** A refusal of the mock itself, never of the portal it plays. */
export class SimProblem extends HttpException {
  constructor(
    status: number,
    readonly code: string,
    readonly text: ProblemText,
    readonly more: ProblemMore = {},
  ) {
    super(text.vi, status);
  }
}
