/** Which of the seconds left a screen reader says. */

/** At these, and at no other: a voice that counts along would keep anyone from hearing what they type. */
const SPOKEN_AT = [30, 10, 5] as const;

/** The one that was said last; null before the first. It stays the same in between, so that nothing is said anew. */
export const spokenSeconds = (left: number): (typeof SPOKEN_AT)[number] | null =>
  SPOKEN_AT.findLast((at) => left <= at) ?? null;
