const STEPS = [
  { seconds: 86_400, word: 'ngày' },
  { seconds: 3_600, word: 'giờ' },
  { seconds: 60, word: 'phút' },
  { seconds: 1, word: 'giây' },
] as const;

/** An age as people say it: 5 giây, 12 phút, 3 giờ. Rounded down; under a second it is 0 giây. */
export function ageInWords(ageS: number): string {
  const { seconds, word } = STEPS.find((step) => ageS >= step.seconds) ?? STEPS[3];
  return `${String(Math.max(0, Math.floor(ageS / seconds)))} ${word}`;
}
