/** Verdicts of a stretch of time put together into so many points, in steps. */
import type { HistoryPoint } from '../../contract/history.ts';
import { unwrap } from '../../contract/result.ts';
import type { BehaviourStore } from '../store/behaviour-store.ts';
import { createPointSum, type PointSum } from './point-sum.ts';

export interface HistoryOptions {
  readonly store: BehaviourStore;
  readonly user: string;
  /** Milliseconds since 1970, both included. */
  readonly from: number;
  readonly to: number;
  /** Most points; the stretch is cut into so many equal ones. */
  readonly points: number;
}

/** Verdicts read in one step: some milliseconds. */
const STEP_VERDICTS = 250;

/**
 * Oldest first; parts without verdicts are left out.
 *
 * @throws CodedError `storage-unavailable`.
 */
export function* historyPoints({
  store,
  user,
  from,
  to,
  points,
}: HistoryOptions): Generator<void, readonly HistoryPoint[]> {
  // Verdicts are stored by the second.
  const [first, last] = [Math.ceil(from / 1_000), Math.floor(to / 1_000)];
  const length = Math.max(1, last - first + 1);
  const sums = new Map<number, PointSum>();
  const span = unwrap(store.transaction(({ verdicts }) => verdicts.span(user, first, last)));
  let next = span?.first ?? null;
  while (span !== null && next !== null) {
    const start: number = next;
    const read = unwrap(store.transaction(({ verdicts }) => verdicts.rows(span, start, STEP_VERDICTS)));
    for (const verdict of read.verdicts) {
      const place = Math.floor(((verdict.at - first) * points) / length);
      const sum = sums.get(place) ?? createPointSum();
      sums.set(place, sum);
      sum.add(verdict);
    }
    ({ next } = read);
    yield;
  }
  return [...sums].sort(([a], [b]) => a - b).map(([, sum]) => sum.point());
}
