/** Evidence as it is put into words: which phrase says it, and for whom it speaks. The same rules as the command line's. */
import type { EvidencePart, Tendency, Timing } from '../../contract/verdict.ts';

export interface EvidenceLine {
  readonly timing: Timing;
  readonly tendency: Tendency;
  readonly speaks: 'for' | 'against';
  /** Whole points of trust that it moved; 0 where it moved none, as trust was full or the evidence slight. */
  readonly points: number;
}

/** In nats: less than that says next to nothing. */
const SLIGHT_LLR = 0.1;

const lineOf = ({ timing, tendency, points, llr }: EvidencePart): EvidenceLine & { readonly llr: number } => {
  const whole = Math.round(points) + 0;
  const speaks = (whole === 0 ? llr : whole) > 0 ? 'for' : 'against';
  // What raised trust is not described as a fault, whatever its tendency.
  const fault = tendency === 'usual' ? 'unlike' : tendency;
  return { timing, tendency: speaks === 'for' ? 'usual' : fault, speaks, points: whole, llr };
};

/** Strongest first; what neither moved trust nor says anything is left out. */
export const evidenceLines = (parts: readonly EvidencePart[]): readonly EvidenceLine[] =>
  parts
    .map(lineOf)
    .filter(({ points, llr }) => points !== 0 || Math.abs(llr) >= SLIGHT_LLR)
    .toSorted((one, other) => Math.abs(other.points) - Math.abs(one.points) || Math.abs(other.llr) - Math.abs(one.llr))
    .map(({ timing, tendency, speaks, points }) => ({ timing, tendency, speaks, points }));

/** The parts of several windows put together: sums by class of timing, the tendency of the strongest. */
export const sumEvidence = (windows: readonly (readonly EvidencePart[])[]): readonly EvidencePart[] => {
  const byTiming = new Map<Timing, EvidencePart & { readonly strongest: number }>();
  for (const part of windows.flat()) {
    const before = byTiming.get(part.timing);
    const strength = Math.abs(part.points) || Math.abs(part.llr) / 1e3;
    const isStronger = before === undefined || strength > before.strongest;
    byTiming.set(part.timing, {
      timing: part.timing,
      llr: (before?.llr ?? 0) + part.llr,
      points: (before?.points ?? 0) + part.points,
      tendency: isStronger ? part.tendency : before.tendency,
      strongest: isStronger ? strength : before.strongest,
    });
  }
  return [...byTiming.values()].map(({ timing, llr, points, tendency }) => ({ timing, llr, points, tendency }));
};
