/** One modality of one user: how far the baseline is, the window models and limit in force, and when to train again. */
import type { Enrolment } from '../../contract/ipc.ts';
import type { Policy } from '../../contract/policy.ts';
import type { Modality, ModelName } from '../../contract/verdict.ts';
import { FEATURE_VERSION, KEYBOARD_FEATURES, POINTER_FEATURES } from '../../ml/features/catalogue.ts';
import type { DecisionPopulation } from '../../ml/population/decision-population.ts';
import { decodeProfile, encodeProfile } from '../../ml/profile-codec.ts';
import { createWindowScorer, isCurrent, type ModalityProfile, type ModelScores } from '../../ml/profile.ts';
import { createRandom } from '../../ml/random.ts';
import { standardiseAll, trainProfile } from '../../ml/training.ts';
import { chooseLimit, type Evidence } from '../../ml/trust/choose-limit.ts';
import type { BehaviourStore } from '../store/behaviour-store.ts';
import type { StoredWindow } from '../store/windows.ts';
import { parseLimit } from './stored-limit.ts';
import { isChosenFor, isWithinBudget, toleranceOf, type FittedLimit } from './tolerance.ts';
import { WINDOWS, overlapOf } from './window-shape.ts';

export const FEATURES = { keyboard: KEYBOARD_FEATURES, pointer: POINTER_FEATURES } as const;
/** Numbers in a feature vector. */
export const FEATURE_COUNTS = { keyboard: KEYBOARD_FEATURES.length, pointer: POINTER_FEATURES.length } as const;

const HOUR_SECONDS = 3600;
/** Below this there is nothing to hold back, whatever the policy says. */
const MIN_WINDOWS = 10;

/** What a training yields. */
export interface Trained {
  readonly profile: ModalityProfile;
  /** Null when the user cannot be told from others. */
  readonly limit: FittedLimit | null;
}

export interface Learner {
  readonly modality: Modality;
  readonly profile: ModalityProfile | null;
  readonly limit: FittedLimit | null;
  /** What each window model says of a window, in standard deviations of the user's own; empty while there is no baseline. */
  score(vector: Float32Array): ModelScores;
  /** Counts windows that may be learned from now on. */
  stored(windows: number): void;
  /** `waiting`: windows that are seen but may not be learned yet. */
  enrolment(policy: Policy, waiting: number): Enrolment;
  /** Whether the first baseline waits only for so many windows to be learned. */
  isBaselineWaiting(policy: Policy, waiting: number): boolean;
  /** Whether enough was stored, or enough time has passed, since the last training. */
  due(policy: Policy, nowSeconds: number): boolean;
  /** Training in steps; returns null when there is nothing new to learn. */
  train(policy: Policy, nowSeconds: number): Generator<void, Trained> | null;
  /** Puts what was trained in force and stores it, with the behaviour as it is now. */
  adopt(trained: Trained, behaviour: Uint8Array): void;
  /** Whether the limit in force was chosen for what another policy tolerates. */
  isLimitStale(policy: Policy): boolean;
  /**
   * The limit that a policy would have, chosen in steps from what is stored: the same for the same windows. Null while
   * the windows cannot be read.
   */
  limitFor(policy: Policy): Generator<void, FittedLimit | null> | null;
  /** Puts a limit chosen anew in force and stores it with the profile. */
  adoptLimit(limit: FittedLimit | null): void;
  /** Reads again what the store has in force: after another version was made active. */
  reload(): void;
  /** There is no baseline until the next training: what decides is not known, or not readable by this program. */
  setAside(): void;
  forget(): void;
}

export interface LearnerOptions {
  readonly modality: Modality;
  readonly user: string;
  readonly store: BehaviourStore;
  readonly typicalSpread: Readonly<Partial<Record<ModelName, number>>>;
  readonly decision: DecisionPopulation;
  /** Whether what decides is known: without it a baseline would stand on nothing. */
  readonly isBehaviourKnown: () => boolean;
  readonly seed: number;
}

interface Loaded {
  readonly profile: ModalityProfile | null;
  readonly limit: FittedLimit | null;
  /** The highest number given to a version. */
  readonly version: number;
  readonly usable: number;
  readonly fresh: number;
}

/** A damaged or outdated profile is not trusted: its windows are still there, and the next training replaces it. */
const load = (store: BehaviourStore, user: string, modality: Modality): Loaded => {
  const loaded = store.transaction(({ profiles, windows }) => {
    const stored = profiles.active(user, modality);
    const model = stored?.model ?? null;
    const decoded = model === null ? null : decodeProfile(model);
    const profile = decoded?.ok === true && isCurrent(decoded.value) ? decoded.value : null;
    const counts = windows.countByState(user, modality);
    return {
      profile,
      limit: profile === null ? null : parseLimit(stored?.calibration),
      version: profiles.newestVersion(user, modality),
      usable: counts.new + counts.trained,
      fresh: counts.new,
    };
  });
  return loaded.ok ? loaded.value : { profile: null, limit: null, version: 0, usable: 0, fresh: 0 };
};

/** Share of the windows, the earliest, whose evidence was given when too little was known to tell how the user will look. */
const EARLY_SHARE = 0.5;

/** Held-back evidence by sitting, in order of time: what each window said before its sitting was learned. */
const evidenceOf = (windows: readonly StoredWindow[], hop: number): Evidence[][] => {
  const sittings = new Map<string, Evidence[]>();
  for (const { sessionId, scores } of windows.slice(Math.floor(EARLY_SHARE * windows.length))) {
    if (scores.evidence === undefined) continue;
    const sitting = sittings.get(sessionId) ?? [];
    sitting.push({ llr: scores.evidence, actions: hop });
    sittings.set(sessionId, sitting);
  }
  return [...sittings.values()];
};

export const createLearner = (options: LearnerOptions): Learner => {
  const { modality, user, store, typicalSpread, decision, isBehaviourKnown, seed } = options;
  const length = FEATURE_COUNTS[modality];
  const { hop } = WINDOWS[modality];
  let { profile, limit, version, usable, fresh } = load(store, user, modality);
  let scorer = profile === null ? null : createWindowScorer(profile, length);
  /** The windows of the training under way, to be marked once it is adopted. */
  let learning: readonly StoredWindow[] = [];

  const needed = ({ enrolment }: Policy): number =>
    modality === 'keyboard' ? enrolment.keyboardWindows : enrolment.pointerWindows;

  /** Something new to learn, or a profile lost to damage or to a new version to be made again. */
  const trainable = (policy: Policy): boolean =>
    (fresh > 0 || profile === null) && usable >= Math.max(MIN_WINDOWS, needed(policy)) && isBehaviourKnown();

  function* choose(windows: readonly StoredWindow[], policy: Policy): Generator<void, FittedLimit | null> {
    const tolerance = toleranceOf(modality, policy);
    const chosen = yield* chooseLimit(
      { genuine: evidenceOf(windows, hop), population: decision, ...tolerance },
      createRandom(seed),
    );
    return chosen === null ? null : { ...chosen, chosenFor: tolerance };
  }

  function* trainAll(windows: readonly StoredWindow[], policy: Policy, nowSeconds: number): Generator<void, Trained> {
    const trained = yield* trainProfile(
      windows.map(({ vector, sessionId }) => ({ vector, session: sessionId })),
      {
        modality,
        version: version + 1,
        trainedAt: new Date(nowSeconds * 1000).toISOString(),
        seed,
        typicalSpread,
        overlap: overlapOf(modality),
      },
    );
    return { profile: trained, limit: yield* choose(windows, policy) };
  }

  /** What may be learned, in order of time; null when it cannot be read. */
  const storedWindows = (policy: Policy): readonly StoredWindow[] | null => {
    const newestFirst = store.transaction(({ windows }) =>
      windows.forTraining({
        userId: user,
        modality,
        featureVersion: FEATURE_VERSION,
        limit: policy.enrolment.maxWindows,
      }),
    );
    return newestFirst.ok ? newestFirst.value.toReversed() : null;
  };

  return {
    modality,
    get profile() {
      return profile;
    },
    get limit() {
      return limit;
    },
    score: (vector) => (profile === null || scorer === null ? {} : standardiseAll(scorer(vector), profile.calibration)),
    stored: (windows) => {
      usable += windows;
      fresh += windows;
    },
    enrolment: (policy, waiting) => {
      const windowsNeeded = needed(policy);
      const falseLocksPerDay = limit?.falseLocksPerDay ?? null;
      return {
        established: profile !== null,
        windows: usable + waiting,
        windowsNeeded,
        progress: profile === null ? Math.min(1, (usable + waiting) / windowsNeeded) : 1,
        falseLocksPerDay,
        withinBudget: isWithinBudget(modality, limit, policy),
      };
    },
    isBaselineWaiting: (policy, waiting) =>
      profile === null && usable < needed(policy) && usable + waiting >= Math.max(MIN_WINDOWS, needed(policy)),
    due: (policy, nowSeconds) => {
      if (!trainable(policy)) return false;
      if (profile === null || fresh >= policy.enrolment.retrainAfterWindows) return true;
      return nowSeconds - Date.parse(profile.trainedAt) / 1000 >= policy.enrolment.retrainAfterHours * HOUR_SECONDS;
    },
    train: (policy, nowSeconds) => {
      if (!trainable(policy)) return null;
      const windows = storedWindows(policy);
      if (windows === null || windows.length < MIN_WINDOWS) return null;
      learning = windows;
      return trainAll(learning, policy, nowSeconds);
    },
    adopt: (trained, behaviour) => {
      store.transaction(({ profiles, windows }) => {
        profiles.save({
          userId: user,
          modality,
          established: true,
          progress: 1,
          windowsTrained: trained.profile.windows,
          trainedAt: Math.floor(Date.parse(trained.profile.trainedAt) / 1000),
          featureVersion: trained.profile.featureVersion,
          model: encodeProfile(trained.profile),
          calibration: trained.limit,
          falseLocksPerDay: trained.limit?.falseLocksPerDay ?? null,
          behaviour,
        });
        windows.mark(
          learning.map(({ id }) => id),
          'trained',
        );
      });
      // A profile that a full disk kept from being stored still protects until the agent ends.
      ({ profile, limit } = trained);
      ({ version } = profile);
      scorer = createWindowScorer(profile, length);
      fresh = 0;
      learning = [];
    },
    isLimitStale: (policy) => limit !== null && !isChosenFor(modality, limit, policy),
    limitFor: (policy) => {
      const windows = storedWindows(policy);
      return windows === null ? null : choose(windows, policy);
    },
    adoptLimit: (chosen) => {
      limit = chosen;
      if (profile === null) return;
      const { version: active } = profile;
      const falseLocksPerDay = limit?.falseLocksPerDay ?? null;
      store.transaction(({ profiles }) => {
        profiles.recalibrate({ userId: user, modality, version: active, calibration: limit, falseLocksPerDay });
      });
    },
    reload: () => {
      ({ profile, limit, version, usable, fresh } = load(store, user, modality));
      scorer = profile === null ? null : createWindowScorer(profile, length);
    },
    setAside: () => {
      profile = null;
      limit = null;
      scorer = null;
    },
    forget: () => {
      profile = null;
      limit = null;
      scorer = null;
      usable = 0;
      fresh = 0;
    },
  };
};
