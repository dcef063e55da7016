/** Which windows are held back together, so that no window is scored by a model that saw its neighbours. */

/** A run of consecutive windows: `start` inclusive, `end` exclusive. */
export interface Fold {
  readonly start: number;
  readonly end: number;
}

const MAX_FOLDS = 5;
/** A sitting shorter than this is held back together with its neighbour. */
const MIN_FOLD_WINDOWS = 20;

const sittings = (sessions: readonly string[]): Fold[] => {
  const runs: Fold[] = [];
  let start = 0;
  for (let i = 1; i <= sessions.length; i += 1) {
    if (i < sessions.length && sessions[i] === sessions[start]) continue;
    runs.push({ start, end: i });
    start = i;
  }
  return runs;
};

/** Joins each run with the next until it holds `target` windows; a short rest joins the last. */
const joinShort = (runs: readonly Fold[], target: number): Fold[] => {
  const joined: Fold[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last !== undefined && last.end - last.start < target)
      joined[joined.length - 1] = { start: last.start, end: run.end };
    else joined.push(run);
  }
  const rest = joined.at(-1);
  const before = joined.at(-2);
  if (rest !== undefined && before !== undefined && rest.end - rest.start < target / 2) {
    joined.splice(-2, 2, { start: before.start, end: rest.end });
  }
  return joined;
};

/**
 * Splits windows, given the sitting of each in order of time, into at most five folds: whole sittings where there are
 * several, as people differ more between sittings than within one; otherwise equal runs of the one sitting.
 */
export const splitFolds = (sessions: readonly string[]): readonly Fold[] => {
  const count = sessions.length;
  const target = Math.max(MIN_FOLD_WINDOWS, Math.ceil(count / MAX_FOLDS));
  const bySitting = joinShort(sittings(sessions), Math.min(target, Math.ceil(count / 2)));
  if (bySitting.length >= 2) return bySitting;
  const folds = Math.min(MAX_FOLDS, Math.max(2, Math.floor(count / MIN_FOLD_WINDOWS)));
  return Array.from({ length: folds }, (_, i) => ({
    start: Math.floor((i * count) / folds),
    end: Math.floor(((i + 1) * count) / folds),
  })).filter(({ start, end }) => end > start);
};

/** The items outside a fold and at least `overlap` places away from it. */
export const holdOut = <T>(items: readonly T[], fold: Fold, overlap: number): readonly T[] => {
  const kept = items.filter((_, i) => i < fold.start - overlap || i >= fold.end + overlap);
  return kept.length > 0 ? kept : items.filter((_, i) => i < fold.start || i >= fold.end);
};
