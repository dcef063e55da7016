/** How one user types or points, as it is learned: what waits to be learned, what is in force, what it may not stray from. */
import type { Modality } from '../../contract/verdict.ts';
import type { Behaviour, BehaviourModel, Sitting } from '../../ml/behaviour.ts';
import type { BehaviourStore } from '../store/behaviour-store.ts';

export interface BehaviourLearner<Columns> {
  /** Null while too little is known. */
  readonly model: BehaviourModel<Columns> | null;
  /** Actions that were learned. */
  readonly actions: number;
  /** @param columns a window; its last `fresh` rows are gathered. */
  gather(columns: Columns, fresh: number): void;
  /** Enrols what waits: all of it counts in full, and later learning is held to what is known then. */
  enrol(): void;
  /** Follows what waits, within bounds. `mostShare` as in `LearnOptions`. */
  follow(mostShare: number): void;
  /** Forgets what waits. */
  discard(): void;
  /** What is gathered from now on is another sitting. */
  endSitting(): void;
  /** From now on what is learned may stray only so far from what is known now: somebody vouched for it. */
  vouch(): void;
  /** How far the profile has strayed from what was vouched for, in standard deviations of one action. */
  readonly strayed: number;
  /** The profile as bytes, for a version of it to be kept. */
  snapshot(): Uint8Array;
  /** Puts a kept version in force; false when it cannot be read. */
  restore(bytes: Uint8Array): boolean;
  save(): void;
  forget(): void;
}

export interface BehaviourLearnerOptions<Columns, Profile> {
  readonly user: string;
  readonly modality: Modality;
  readonly store: BehaviourStore;
  readonly behaviour: Behaviour<Columns, Profile>;
}

export const createBehaviourLearner = <Columns, Profile>(
  options: BehaviourLearnerOptions<Columns, Profile>,
): BehaviourLearner<Columns> => {
  const { user, modality, store, behaviour } = options;

  const read = (bytes: Uint8Array | null): Profile | null => {
    const decoded = bytes === null ? null : behaviour.decode(bytes);
    return decoded?.ok === true ? decoded.value : null;
  };

  const stored = store.transaction(({ behaviours }) => behaviours.load(user, modality));
  const found = stored.ok ? stored.value : null;
  let profile = read(found?.body ?? null) ?? behaviour.create();
  let reference = read(found?.reference ?? null);
  let model = behaviour.model(profile);
  let sitting: Sitting<Columns> = behaviour.startSitting(profile);
  let goesOn = false;
  let changed = false;

  const put = (next: Profile): void => {
    profile = next;
    model = behaviour.model(profile);
    sitting = behaviour.startSitting(profile);
    changed = true;
  };

  return {
    get model() {
      return model;
    },
    get actions() {
      return behaviour.actionsOf(profile);
    },
    get strayed() {
      return reference === null ? 0 : behaviour.distance(profile, reference);
    },
    gather: (columns, fresh) => {
      sitting.gather(columns, fresh);
    },
    enrol: () => {
      if (sitting.actions === 0) return;
      put(behaviour.learn(profile, sitting, { goesOn, mostShare: 1 }));
      goesOn = true;
      reference = profile;
    },
    follow: (mostShare) => {
      if (sitting.actions === 0) return;
      const learned = behaviour.learn(profile, sitting, { goesOn, mostShare });
      goesOn = true;
      put(reference === null ? learned : behaviour.holdNear(learned, reference));
    },
    discard: () => {
      sitting = behaviour.startSitting(profile);
    },
    endSitting: () => {
      goesOn = false;
    },
    vouch: () => {
      reference = profile;
      changed = true;
    },
    snapshot: () => behaviour.encode(profile),
    restore: (bytes) => {
      const kept = read(bytes);
      if (kept === null) return false;
      put(kept);
      reference = kept;
      goesOn = false;
      return true;
    },
    save: () => {
      if (!changed) return;
      const body = behaviour.encode(profile);
      const vouched = reference === null ? null : behaviour.encode(reference);
      changed = !store.transaction(({ behaviours, users }) => {
        users.ensure(user);
        behaviours.save({ userId: user, modality, body, reference: vouched });
      }).ok;
    },
    forget: () => {
      reference = null;
      goesOn = false;
      put(behaviour.create());
      changed = false;
    },
  };
};
