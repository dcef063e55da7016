/** The digraph profile of the user: scores keystrokes first and learns them when no window holds them any more. */
import { absorbAll, createDigraphProfile, scoreDigraphs } from '../../ml/models/digraph-profile.ts';
import { decodeDigraphProfile, encodeDigraphProfile } from '../../ml/models/digraph-profile-codec.ts';
import type { KeystrokeColumns } from '../../ml/features/keystrokes.ts';
import {
  expectedOfOthers,
  fitDigraphLikelihood,
  scoreLikelihood,
  type DigraphLikelihood,
} from '../../ml/models/digraph-likelihood.ts';
import { evidenceOf, type LikelihoodRule } from '../../ml/models/fusion.ts';
import type { DigraphPopulation } from '../../ml/population/digraph-population.ts';
import type { Random } from '../../ml/random.ts';
import type { BehaviourStore } from '../store/behaviour-store.ts';

/** Keystrokes learned before the likelihood is first fitted, and the share by which it must grow to be fitted again. */
const FIRST_FIT = 200;
const GROWTH = 1.1;

/** Timings that must meet a known key or pair before the score means something. */
const MIN_SHARED = 20;

export interface DigraphLearner {
  /** Mean tail area of the window's timings, 0–0.5; null when too few of its pairs are known. */
  score(keystrokes: KeystrokeColumns): number | null;
  /** Evidence of the newest `actions` keystrokes, in nats; null while too little is known of the user. */
  evidence(keystrokes: KeystrokeColumns, actions: number): number | null;
  /** Evidence an action expected of other people's hands, in nats. */
  ofOthers(): number;
  /** Brings the likelihood up to what was learned. */
  refit(): void;
  learn(leaving: KeystrokeColumns): void;
  save(): void;
  forget(): void;
}

export interface DigraphLearnerOptions {
  readonly user: string;
  readonly store: BehaviourStore;
  readonly random: Random;
  readonly population: DigraphPopulation;
  readonly rule: LikelihoodRule;
}

export const createDigraphLearner = (options: DigraphLearnerOptions): DigraphLearner => {
  const { user, store, random, population, rule } = options;
  const stored = store.transaction(({ digraphs }) => digraphs.load(user));
  const decoded = stored.ok && stored.value !== null ? decodeDigraphProfile(stored.value) : null;
  let profile = decoded?.ok === true ? decoded.value : createDigraphProfile();
  let changed = false;
  let likelihood: DigraphLikelihood | null = null;
  let fittedAt = 0;

  const refit = (): void => {
    fittedAt = profile.additions;
    likelihood = fittedAt < FIRST_FIT ? null : fitDigraphLikelihood(profile, population);
  };
  refit();

  return {
    refit,
    evidence: (keystrokes, actions) => {
      if (likelihood === null) return null;
      const { compared, ...ratios } = scoreLikelihood(
        likelihood,
        keystrokes,
        keystrokes.count - actions,
        keystrokes.count,
      );
      return compared === 0 ? 0 : evidenceOf(ratios, actions, rule);
    },
    ofOthers: () => (likelihood === null ? 0 : evidenceOf(expectedOfOthers(likelihood), 1, rule)),
    score: (keystrokes) => {
      const { score, shared } = scoreDigraphs(profile, keystrokes);
      return shared < MIN_SHARED ? null : score;
    },
    learn: (leaving) => {
      absorbAll(profile, leaving, random);
      changed ||= leaving.count > 0;
      if (profile.additions >= Math.max(FIRST_FIT, fittedAt * GROWTH)) refit();
    },
    save: () => {
      if (!changed) return;
      const body = encodeDigraphProfile(profile);
      changed = !store.transaction(({ digraphs, users }) => {
        users.ensure(user);
        digraphs.save(user, body);
      }).ok;
    },
    forget: () => {
      profile = createDigraphProfile();
      changed = false;
      refit();
    },
  };
};
