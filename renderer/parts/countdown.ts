/** A stretch of time as a clock that counts down says it: to the second, "47 seconds", "2 min, 5 sec". */

const UNITS = [
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** Beyond it minutes are told apart. */
const ALL_IN_SECONDS = 90;

/** @param seconds whole, not negative */
export const countdownText = (seconds: number, language: string): string => {
  const unit = (name: (typeof UNITS)[number][0], count: number, unitDisplay: 'long' | 'short'): string =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay }).format(count);
  if (seconds <= ALL_IN_SECONDS) return unit('second', seconds, 'long');
  const parts = UNITS.map(([name, size], at) => {
    const above = at === 0 ? Infinity : (UNITS[at - 1]?.[1] ?? Infinity);
    return [name, Math.floor((seconds % above) / size)] as const;
  });
  const texts = parts.filter(([, count]) => count > 0).map(([name, count]) => unit(name, count, 'short'));
  return new Intl.ListFormat(language, { type: 'unit', style: 'short' }).format(texts);
};
