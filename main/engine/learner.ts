/** One modality of one user: how far the baseline is, the profile in use, and when to train again. */
import type { Enrolment } from '../../contract/ipc.ts';
import type { Policy } from '../../contract/policy.ts';
import type { Modality } from '../../contract/verdict.ts';
import { FEATURE_VERSION, KEYBOARD_FEATURES, POINTER_FEATURES } from '../../ml/features/catalogue.ts';
import type { ModelScores, PopulationCalibration } from '../../ml/models/fusion.ts';
import { fuse } from '../../ml/models/fusion.ts';
import { decodeProfile, encodeProfile } from '../../ml/profile-codec.ts';
import { createWindowScorer, isCurrent, type ModalityProfile } from '../../ml/profile.ts';
import { standardiseAll, trainProfile } from '../../ml/training.ts';
import type { BehaviourStore } from '../store/behaviour-store.ts';
import type { StoredWindow } from '../store/windows.ts';
import { WINDOWS, overlapOf } from './window-shape.ts';

export const FEATURES = { keyboard: KEYBOARD_FEATURES, pointer: POINTER_FEATURES } as const;
/** Numbers in a feature vector. */
export const FEATURE_COUNTS = { keyboard: KEYBOARD_FEATURES.length, pointer: POINTER_FEATURES.length } as const;

const HOUR_SECONDS = 3600;
/** Below this there is nothing to hold back, whatever the policy says. */
const MIN_WINDOWS = 10;

/** Share of the windows whose evidence came too early to tell how the user will look. */
const EARLY_SHARE = 1 / 3;

/** What the digraph profile says of a window; null where it cannot, and for pointing. */
export interface DigraphScores {
  /** Mean tail area of the whole window. */
  readonly digraph: number | null;
  /** Evidence of the new keystrokes, in nats. */
  readonly evidence: number | null;
}

export interface Learner {
  readonly modality: Modality;
  readonly profile: ModalityProfile | null;
  /**
   * Evidence of a window's `actions` new actions in nats, and what each model says of the whole window; null while there
   * is no baseline.
   */
  score(vector: Float32Array, actions: number, digraphs: DigraphScores): { llr: number; byModel: ModelScores } | null;
  /** Counts a window that was stored for learning. */
  stored(): void;
  enrolment(policy: Policy): Enrolment;
  /** Whether enough was stored, or enough time has passed, since the last training. */
  due(policy: Policy, nowSeconds: number): boolean;
  /**
   * Training in steps; returns null when there is nothing new to learn. `ofOthers`: evidence an action expected of other
   * people's hands, where the population has no figure for all users.
   */
  train(policy: Policy, nowSeconds: number, ofOthers: number): Generator<void, ModalityProfile> | null;
  /** Puts a trained profile in force and stores it. */
  adopt(profile: ModalityProfile): void;
  forget(): void;
}

interface Loaded {
  readonly profile: ModalityProfile | null;
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
    return { profile, version: stored?.version ?? 0, usable: counts.new + counts.trained, fresh: counts.new };
  });
  return loaded.ok ? loaded.value : { profile: null, version: 0, usable: 0, fresh: 0 };
};

export interface LearnerOptions {
  readonly modality: Modality;
  readonly user: string;
  readonly store: BehaviourStore;
  readonly population: PopulationCalibration;
  readonly seed: number;
}

export const createLearner = ({ modality, user, store, population, seed }: LearnerOptions): Learner => {
  const length = FEATURE_COUNTS[modality];
  let { profile, version, usable, fresh } = load(store, user, modality);
  let scorer = profile === null ? null : createWindowScorer(profile, length);
  /** The windows of the training under way, to be marked once it is adopted. */
  let learning: readonly StoredWindow[] = [];

  const needed = ({ enrolment }: Policy): number =>
    modality === 'keyboard' ? enrolment.keyboardWindows : enrolment.pointerWindows;

  /** Something new to learn, or a profile lost to damage or to a new version to be made again. */
  const trainable = (policy: Policy): boolean =>
    (fresh > 0 || profile === null) && usable >= Math.max(MIN_WINDOWS, needed(policy));

  return {
    modality,
    get profile() {
      return profile;
    },
    score: (vector, actions, { digraph, evidence }) => {
      if (profile === null || scorer === null) return null;
      const raw: ModelScores = scorer(vector);
      if (digraph !== null) raw.digraph = digraph;
      const fused = fuse(standardiseAll(raw, profile.calibration), population);
      const share = actions / WINDOWS[modality].length;
      if (population.likelihood === undefined) return fused && { llr: fused.llr * share, byModel: fused.byModel };
      if (evidence === null) return null;
      return { llr: evidence, byModel: { ...fused?.byModel, 'digraph-likelihood': evidence / share } };
    },
    stored: () => {
      usable += 1;
      fresh += 1;
    },
    enrolment: (policy) => {
      const windowsNeeded = needed(policy);
      const falseLocksPerDay = profile?.sequential?.falseLocksPerDay ?? null;
      return {
        established: profile !== null,
        windows: usable,
        windowsNeeded,
        progress: profile === null ? Math.min(1, usable / windowsNeeded) : 1,
        falseLocksPerDay,
        withinBudget: falseLocksPerDay !== null && falseLocksPerDay <= policy.falseLockBudgetPerDay,
      };
    },
    due: (policy, nowSeconds) => {
      if (!trainable(policy)) return false;
      if (profile === null || fresh >= policy.enrolment.retrainAfterWindows) return true;
      return nowSeconds - Date.parse(profile.trainedAt) / 1000 >= policy.enrolment.retrainAfterHours * HOUR_SECONDS;
    },
    train: (policy, nowSeconds, ofOthers) => {
      if (!trainable(policy)) return null;
      const limit = policy.enrolment.maxWindows;
      const newestFirst = store.transaction(({ windows }) =>
        windows.forTraining({ userId: user, modality, featureVersion: FEATURE_VERSION, limit }),
      );
      if (!newestFirst.ok || newestFirst.value.length < MIN_WINDOWS) return null;
      learning = newestFirst.value.toReversed();
      return trainProfile(
        learning.map(({ vector, sessionId, scores }, i) => ({
          vector,
          session: sessionId,
          digraph: scores.digraph,
          // The first was given when little was known of the user, and would make them look more foreign than they are.
          evidence: i < learning.length * EARLY_SHARE ? undefined : scores.evidence,
        })),
        {
          modality,
          version: version + 1,
          trainedAt: new Date(nowSeconds * 1000).toISOString(),
          seed,
          population,
          overlap: overlapOf(modality),
          ...WINDOWS[modality],
          ofOthers: population.ofOthers ?? ofOthers,
          actionsPerDay: policy.actionsPerDay,
          budgetPerDay: policy.falseLockBudgetPerDay,
        },
      );
    },
    adopt: (trained) => {
      store.transaction(({ profiles, windows }) => {
        profiles.save({
          userId: user,
          modality,
          established: true,
          progress: 1,
          windowsTrained: trained.windows,
          trainedAt: Math.floor(Date.parse(trained.trainedAt) / 1000),
          featureVersion: trained.featureVersion,
          model: encodeProfile(trained),
          calibration: trained.calibration,
          falseLocksPerDay: trained.sequential?.falseLocksPerDay ?? null,
        });
        windows.mark(
          learning.map(({ id }) => id),
          'trained',
        );
      });
      // A profile that a full disk kept from being stored still protects until the agent ends.
      profile = trained;
      version = trained.version;
      scorer = createWindowScorer(trained, length);
      fresh = 0;
      learning = [];
    },
    forget: () => {
      profile = null;
      scorer = null;
      usable = 0;
      fresh = 0;
    },
  };
};
