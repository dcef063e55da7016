/** Makes what a behaviour model says of a whole recording a ratio that means the same however long the recording is. */
import type { Modality } from '../../contract/verdict.ts';
import type { Weighed, WeighedPart } from '../../ml/behaviour.ts';

/**
 * Typing is weighed keystroke by keystroke, each a further witness. But how somebody types today differs from how they
 * usually do, of which more keystrokes of today tell nothing: the ratio grows with `n / (n + half)` only, and only with
 * what a keystroke has to say beyond `fair`. Pointing is weighed as a whole.
 */
export interface SittingScales {
  readonly keyboard: {
    /** Weight of the mean evidence of a keystroke, in an endless recording. */
    readonly most: number;
    /** Keystrokes that tell half of what an endless recording tells. */
    readonly half: number;
    /** Mean evidence of a keystroke, in nats, that speaks neither for the user nor against. */
    readonly fair: number;
  };
  readonly pointer: {
    readonly weight: number;
    /** Evidence of the recording, in nats, that speaks neither for the user nor against. */
    readonly fair: number;
  };
}

/** Made by `build/population/fit-verification.ts`, from enrolment sessions that were held back. */
export const SITTING_SCALES: SittingScales = {
  keyboard: { most: 106.5, half: 28.8, fair: 0.05515 },
  pointer: { weight: 0.4166, fair: -2.187 },
};

export interface SittingRatio {
  /** In nats; positive speaks for the user. */
  readonly ratio: number;
  /** They add up to the ratio. */
  readonly parts: readonly WeighedPart[];
}

/** @param weighed what `weighSitting` says of a recording. */
export const sittingRatio = (
  modality: Modality,
  { parts, compared }: Weighed,
  { keyboard, pointer }: SittingScales = SITTING_SCALES,
): SittingRatio => {
  const isTyping = modality === 'keyboard';
  const weight = isTyping ? keyboard.most / (compared + keyboard.half) : pointer.weight;
  const fair = isTyping ? keyboard.fair * compared : pointer.fair;
  const scaled = parts.map((part) => ({ ...part, llr: weight * (part.llr - fair / parts.length) }));
  return { ratio: scaled.reduce((sum, { llr }) => sum + llr, 0), parts: scaled };
};
