/** How many signs must be changed, added or taken out to make one text of the other; case does not count. */
export function distanceOf(one: string, other: string): number {
  const [a, b] = [one, other].map((text) => Array.from(text.toLowerCase())) as [string[], string[]];
  let row = Array.from({ length: b.length + 1 }, (_nothing, index) => index);
  for (const [index, sign] of a.entries()) {
    const next = [index + 1];
    for (const [place, against] of b.entries()) {
      const kept = (row[place] ?? 0) + (sign === against ? 0 : 1);
      next.push(Math.min(kept, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The name that was perhaps meant; undefined when none is near. */
export function nearestName(given: string, names: readonly string[]): string | undefined {
  const ranked = names
    .map((name) => ({ name, distance: distanceOf(given, name) }))
    .sort((one, other) => one.distance - other.distance);
  const [best] = ranked;
  return best && best.distance <= Math.max(2, Math.floor(given.length / 3)) ? best.name : undefined;
}
