/** Several verdicts put together into one point of a history. */
import type { HistoryPoint } from '../../contract/history.ts';
import type { AbstainReason, EvidencePart, Timing } from '../../contract/verdict.ts';
import type { StoredVerdict } from '../store/verdicts.ts';

export interface PointSum {
  add(verdict: StoredVerdict): void;
  /** @throws Error when nothing was added. */
  point(): HistoryPoint;
}

interface Strongest {
  readonly part: EvidencePart;
  /** How far the part moved trust whose tendency this is, and what it said. */
  readonly points: number;
  readonly llr: number;
}

/** Where trust was at its limit nothing moved it: then what was said decides. */
const isStronger = (part: EvidencePart, than: Strongest): boolean => {
  const [points, known] = [Math.abs(part.points), Math.abs(than.points)];
  return points === known ? Math.abs(part.llr) > Math.abs(than.llr) : points > known;
};

const joined = (known: Strongest | undefined, part: EvidencePart): Strongest => {
  if (known === undefined) return { part, points: part.points, llr: part.llr };
  const { timing, tendency } = known.part;
  const sums = { timing, llr: known.part.llr + part.llr, points: known.part.points + part.points };
  return isStronger(part, known)
    ? { part: { ...sums, tendency: part.tendency }, points: part.points, llr: part.llr }
    : { ...known, part: { ...sums, tendency } };
};

export const createPointSum = (): PointSum => {
  const windows = { keyboard: 0, pointer: 0 };
  const abstained: Partial<Record<AbstainReason, number>> = {};
  const evidence = new Map<Timing, Strongest>();
  let lowest = Infinity;
  let last: StoredVerdict | null = null;
  return {
    add: (verdict) => {
      last = verdict;
      lowest = Math.min(lowest, verdict.trust);
      windows[verdict.modality] += 1;
      const reason = verdict.abstained;
      if (reason !== null) abstained[reason] = (abstained[reason] ?? 0) + 1;
      for (const part of verdict.evidence) evidence.set(part.timing, joined(evidence.get(part.timing), part));
    },
    point: () => {
      if (last === null) throw new Error('a point needs a verdict');
      const { at, trust, level } = last;
      return {
        at: new Date(at * 1_000).toISOString(),
        trust,
        lowest,
        level,
        windows: { ...windows },
        abstained: { ...abstained },
        evidence: [...evidence.values()].map(({ part }) => part),
      };
    },
  };
};
