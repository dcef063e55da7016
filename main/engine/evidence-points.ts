/** How many points of trust each class of timing moved. */
import type { EvidencePart } from '../../contract/verdict.ts';
import type { WeighedPart } from '../../ml/behaviour.ts';

/**
 * Shares `moved` points among the parts, each by its evidence beyond the `drift` at which trust stands still. Where full
 * trust swallowed what spoke for the user, or the parts cancel out, what moved is shared in proportion to their weight.
 */
export const pointsOf = (parts: readonly WeighedPart[], drift: number, moved: number): EvidencePart[] => {
  const beyond = parts.map(({ llr }) => llr - drift);
  const towards = beyond.map((value) => (Math.sign(value) === Math.sign(moved) ? value : 0));
  const total = towards.reduce((sum, value) => sum + value, 0);
  return parts.map(({ timing, llr, tendency }, i) => ({
    timing,
    llr,
    points: total === 0 ? 0 : (moved * (towards[i] ?? 0)) / total,
    tendency,
  }));
};
