/** `Hnn` in an agency's code, old style or new; null for a ministry. */
export function provinceOf(agency: string): string | null {
  return /(?:^|\.)(H\d{2})(?:\.|$)/.exec(agency)?.[1] ?? null;
}

/** Whose code it is: `Hnn` of a province, `Gnn` of a ministry; null when it names neither. */
export function ownerOf(code: string): string | null {
  return /(?:^|\.)([HG]\d{2})(?:\.|-|$)/.exec(code)?.[1] ?? null;
}
