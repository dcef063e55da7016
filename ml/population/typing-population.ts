/**
 * How people in general type: variance components over people by class of key and of key pair, never by key. Plain JSON.
 */
import type { TimingKind } from './timing-scales.ts';

/** Scaled times of one class: mean over people, variance between people's means, variance within one person. */
export interface ClassPrior {
  readonly mean: number;
  readonly between: number;
  readonly within: number;
}

/** Variances of how much slower or faster than usual somebody is all over a stretch of typing, on the scale of the kind. */
export interface TempoVariances {
  /** Between people. */
  readonly person: number;
  /** Between a person's sittings. */
  readonly sitting: number;
  /** Between passages of one sitting. */
  readonly passage: number;
}

export interface KindPopulation {
  /** By class (`classAt` in typing-times.ts) as decimal text; of classes that at least three people typed. */
  readonly classes: Readonly<Record<string, ClassPrior>>;
  /** Of any class that is not among them. */
  readonly other: ClassPrior;
  /** Variance between people's means within a class, over all classes. */
  readonly between: number;
  /** The part of that variance that a person's keys or pairs of one coarse class have in common. */
  readonly shared: number;
  readonly tempo: TempoVariances;
}

/** What evidence of each kind is worth, and what speaks against everybody before any: fitted on held-back sittings. */
export type TypingWeights = Readonly<Record<TimingKind | 'bias', number>>;

export interface TypingPopulation {
  readonly kinds: Readonly<Record<TimingKind, KindPopulation>>;
  readonly weights: TypingWeights;
}
