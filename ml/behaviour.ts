/**
 * What the engine asks of typing and of pointing alike: learn a user's own way of acting, and weigh new actions by how
 * much likelier they are from this user than from people in general. Profiles are values: nothing changes one in place.
 */
import type { Result } from '../contract/result.ts';
import type { Tendency, Timing } from '../contract/verdict.ts';
import type { ModelError } from './models/envelope.ts';

/** What one class of timing says of some actions, in nats; positive speaks for the user. */
export interface WeighedPart {
  readonly timing: Timing;
  readonly llr: number;
  readonly tendency: Tendency;
}

/** The evidence of some new actions. Its ratio is the sum of the parts and of `bias`. */
export interface Weighed {
  readonly llr: number;
  readonly parts: readonly WeighedPart[];
  /** Actions that could be compared; with none the ratio is 0. */
  readonly compared: number;
}

/** Follows one stretch of consecutive actions: remembers what it has to of the actions before. */
export interface Watch<Columns> {
  /** @param columns a window; its last `fresh` rows are those that no call before has seen. */
  weigh(columns: Columns, fresh: number): Weighed;
  /** The same memory, on its own from here. */
  fork(): Watch<Columns>;
}

/** What is known of a user, ready to compare. Never changes. */
export interface BehaviourModel<Columns> {
  /** A watch that has seen nothing yet. */
  watch(): Watch<Columns>;
  /** All actions of one sitting judged as a whole (1:1); null when they are too few. */
  weighSitting(columns: Columns): Weighed | null;
  /** Evidence an action, in nats, that other people's hands are expected to give; negative. */
  readonly ofOthers: number;
}

/** Actions gathered in sums until it is known whose they were; holds no row and no order. */
export interface Sitting<Columns> {
  /** @param columns a window; its last `fresh` rows are gathered. */
  gather(columns: Columns, fresh: number): void;
  readonly actions: number;
}

export interface LearnOptions {
  /** Whether the actions go on a sitting of which some were learned before: sittings are counted, not pieces. */
  readonly goesOn: boolean;
  /** Most weight, 0–1, that the new actions may have against those known before; 1 during enrolment. */
  readonly mostShare: number;
}

export interface Behaviour<Columns, Profile> {
  /** A profile that knows nothing. */
  create(): Profile;
  /** Actions it was learned from. */
  actionsOf(profile: Profile): number;
  startSitting(profile: Profile): Sitting<Columns>;
  /** The profile with the sitting learned. Its memory is bounded: what is old weighs less and less. */
  learn(profile: Profile, sitting: Sitting<Columns>, options: LearnOptions): Profile;
  /** The profile with every mean drawn back to within a bounded distance of the reference's. */
  holdNear(profile: Profile, reference: Profile): Profile;
  /** How far the profile's means lie from the reference's: root mean square, in standard deviations of one action. */
  distance(profile: Profile, reference: Profile): number;
  /** Null while too little is known to compare. */
  model(profile: Profile): BehaviourModel<Columns> | null;
  encode(profile: Profile): Uint8Array;
  /** Refuses what is damaged, or of another version or population. */
  decode(bytes: Uint8Array): Result<Profile, ModelError>;
}
