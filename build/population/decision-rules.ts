/** Rules over time under one interface, each with the shapes that are tried: doubt rises with evidence against the user. */
import type { Evidence } from '../../ml/trust/choose-limit.ts';
import { updateAverage } from '../../ml/trust/exponential-average.ts';
import { probabilityOf, TRUST_MAX, updateTrust } from '../../ml/trust/penalty-reward.ts';
import { updateDoubt } from '../../ml/trust/sequential.ts';
import { updateRatio } from '../../ml/trust/sprt.ts';

/** Evidence an action, in nats, to be expected of the user's own hands and of other people's. */
export interface Expectation {
  readonly own: number;
  readonly ofOthers: number;
  /** At which the engine's doubt stands still. */
  readonly drift: number;
}

/** A rule set for one person. The session is locked when doubt exceeds the limit; a sitting begins with `start`. */
export interface Watch {
  readonly start: number;
  readonly update: (state: number, evidence: Evidence) => number;
  readonly doubt: (state: number) => number;
}

export const FAMILIES = [
  'Page’s CUSUM',
  'sequential probability ratio',
  'exponential average',
  'penalty and reward',
] as const;
export type Family = (typeof FAMILIES)[number];

export interface DecisionRule {
  readonly family: Family;
  readonly shape: string;
  /** @param limit doubt at which the session is locked, in the rule's own unit. */
  readonly watch: (person: Expectation, limit: number) => Watch;
}

/** Beyond any doubt that can be reached: for watching doubt itself. */
export const NO_LIMIT = 1e9;

/** Where the drift lies from others (0) to the user (1): nearer to others more is forgiven. */
const DRIFT_SHARES = [0.5, 0.35, 0.65];
/** Own keystrokes, as typical of the person, that accept them. */
const ACCEPT_AFTER = [12, 25, 50, 100];
/** Keystrokes after which what came before weighs 1/e. */
const MEMORIES = [25, 50, 100, 200];
/** A typical keystroke of a stranger moves the exponent of the penalty by this much. */
const SHARPNESS = [0.01, 0.03, 0.1, 0.3];
/** At a quarter the exponent is the evidence itself while it is small. */
const WIDTH = 0.25;
/** Bounds of one hop: with 1 : 1 the curve is a hyperbolic tangent, even on both sides. */
const PENALTY_REWARD = { neutralScore: 0.5, width: WIDTH, maxReward: 1, maxPenalty: 1 };

/** Between others and the user; midway neither is favoured. */
const driftOf = ({ own, ofOthers }: Expectation, share = 0.5): number => ofOthers + share * (own - ofOthers);
/** How far a typical keystroke of the user, or of a stranger, is from the middle; not below what tells anything. */
const LEAST_REACH = 0.0025;
const reachOf = ({ own, ofOthers }: Expectation): number => Math.max(LEAST_REACH, (own - ofOthers) / 2);

/** As the engine does, which lets no window add more than about a third of the limit. */
export const ENGINE_RULE: DecisionRule = {
  family: 'Page’s CUSUM',
  shape: 'as in the engine',
  watch: (person, limit) => {
    const parameters = { drift: person.drift, limit };
    return {
      start: 0,
      update: (share, { llr, actions }) => updateDoubt(share, llr, actions, parameters),
      doubt: (share) => share * limit,
    };
  },
};

/** Without the engine's bound on one window. */
const cusum = (share: number): DecisionRule => ({
  family: 'Page’s CUSUM',
  shape: `drift at ${share}`,
  watch: (person) => {
    const parameters = { drift: driftOf(person, share), accept: 0 };
    return {
      start: 0,
      update: (ratio, { llr, actions }) => updateRatio(ratio, llr, actions, parameters),
      doubt: (ratio) => -ratio,
    };
  },
});

const ratioTest = (keystrokes: number): DecisionRule => ({
  family: 'sequential probability ratio',
  shape: `accepts after ${keystrokes} typical keystrokes`,
  watch: (person) => {
    const parameters = { drift: driftOf(person), accept: keystrokes * reachOf(person) };
    return {
      start: 0,
      update: (ratio, { llr, actions }) => updateRatio(ratio, llr, actions, parameters),
      doubt: (ratio) => -ratio,
    };
  },
});

const average = (memory: number): DecisionRule => ({
  family: 'exponential average',
  shape: `memory of ${memory} keystrokes`,
  watch: ({ own }) => ({
    start: own,
    update: (mean, { llr, actions }) => updateAverage(mean, llr, actions, memory),
    doubt: (mean) => own - mean,
  }),
});

const penaltyReward = (sharpness: number): DecisionRule => ({
  family: 'penalty and reward',
  shape: `${sharpness} a typical keystroke`,
  watch: (person) => {
    const drift = driftOf(person);
    const scale = sharpness / reachOf(person);
    return {
      start: TRUST_MAX,
      update: (trust, { llr, actions }) =>
        updateTrust(trust, probabilityOf(scale * (llr - drift * actions)), PENALTY_REWARD),
      doubt: (trust) => TRUST_MAX - trust,
    };
  },
});

export const DECISION_RULES: readonly DecisionRule[] = [
  ENGINE_RULE,
  ...DRIFT_SHARES.map(cusum),
  ...ACCEPT_AFTER.map(ratioTest),
  ...MEMORIES.map(average),
  ...SHARPNESS.map(penaltyReward),
];
