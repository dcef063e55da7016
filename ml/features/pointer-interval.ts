/** How often the pointer was reported during a movement. */

/** Longer than this, ms, a movement ends: no interval inside one is longer. */
const LONGEST_MS = 512;

/** Intervals counted by the whole millisecond, so that a movement of any length takes the same memory. */
export interface ReportIntervals {
  clear(): void;
  add(ms: number): void;
  /** Median in ms, to the whole millisecond below; NaN without any. */
  median(): number;
}

export const createReportIntervals = (): ReportIntervals => {
  const counts = new Uint16Array(LONGEST_MS);
  let total = 0;
  return {
    clear: () => {
      counts.fill(0);
      total = 0;
    },
    add: (ms) => {
      const place = Math.min(LONGEST_MS - 1, Math.max(0, Math.floor(ms)));
      counts[place] = (counts[place] ?? 0) + 1;
      total += 1;
    },
    median: () => {
      if (total === 0) return Number.NaN;
      let ms = 0;
      let seen = counts[0] ?? 0;
      while (2 * seen < total) {
        ms += 1;
        seen += counts[ms] ?? 0;
      }
      return ms;
    },
  };
};
