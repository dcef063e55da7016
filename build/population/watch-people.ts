/** What a rule does to recorded people: their own wrong locks, and how long impostors work who take over from them. */
import { WINDOWS } from '../../main/engine/window-shape.ts';
import { quantileOf } from '../../ml/evaluation/bootstrap.ts';
import { createRandom, type Random } from '../../ml/random.ts';
import type { Evidence } from '../../ml/trust/choose-limit.ts';
import { NO_LIMIT, type DecisionRule, type Expectation, type Watch } from './decision-rules.ts';
import type { RecordedEvidence } from './recorded-evidence.ts';

/** One takeover: keystrokes until the lock, and all that the impostor typed, both at most `MATERIAL`. */
export interface Takeover {
  /** Infinity when never locked. */
  readonly untilLock: number;
  readonly typed: number;
}

export interface Outcome {
  readonly wrongLocks: number;
  /** The person's own, in their test sittings. */
  readonly keystrokes: number;
  readonly takeovers: readonly Takeover[];
}

/** Impostors are followed for this many keystrokes, or as many as they typed. */
export const MATERIAL = 1_000;

/** The unit of doubt is what one in forty stretches of this many own keystrokes exceeds: the default budget of 80,000. */
const STRETCH = 2_000;
const EXCEEDED = 1 / 40;
const STRETCHES = 800;
const HOP = WINDOWS.keyboard.hop;
/** Hops drawn together, so that what hangs together stays together. */
const BLOCK = 10;
/** The unit lies between what so many typical foreign keystrokes bring, as the engine's limits do. */
const LEAST = 30;
const MOST = 400;
/** What a unit is that does not look at how the person's evidence wavers. */
const TYPICAL = 100;
const SEED = 1;

const countActions = (evidence: readonly Evidence[]): number => evidence.reduce((sum, { actions }) => sum + actions, 0);

const expectationOf = ({ heldBack, ofOthers, limit }: RecordedEvidence): Expectation => {
  const all = heldBack.flat();
  return { own: all.reduce((sum, { llr }) => sum + llr, 0) / countActions(all), ofOthers, drift: limit.drift };
};

/** Own keystrokes in an order that could have been: blocks of the held-back sittings, drawn at random (Künsch 1989). */
const drawStretch = (sittings: RecordedEvidence['heldBack'], random: Random): Evidence[] => {
  const drawn: Evidence[] = [];
  for (let actions = 0; actions < STRETCH;) {
    const sitting = sittings[Math.floor(random() * sittings.length)] ?? [];
    const start = Math.floor(random() * (sitting.length - BLOCK + 1));
    const block = sitting.slice(start, start + BLOCK);
    drawn.push(...block);
    actions += countActions(block);
  }
  return drawn;
};

const mostDoubt = ({ start, update, doubt }: Watch, stretch: readonly Evidence[]): number => {
  let state = start;
  let most = 0;
  for (const evidence of stretch) {
    state = update(state, evidence);
    most = Math.max(most, doubt(state));
  }
  return most;
};

/** The doubt that so many typical keystrokes of a stranger bring. */
const foreignDoubt = (person: RecordedEvidence, rule: DecisionRule, keystrokes: number): number => {
  const expectation = expectationOf(person);
  const hop = { llr: expectation.ofOthers * HOP, actions: HOP };
  return mostDoubt(rule.watch(expectation, NO_LIMIT), Array<Evidence>(keystrokes / HOP).fill(hop));
};

/** The rule's unit of doubt for this person, from how much the evidence of the enrolment wavers, however much that is. */
export const waveringUnit = (person: RecordedEvidence, rule: DecisionRule): number => {
  const random = createRandom(SEED);
  const watch = rule.watch(expectationOf(person), NO_LIMIT);
  const sittings = person.heldBack.filter(({ length }) => length >= BLOCK);
  const most = Array.from({ length: STRETCHES }, () => mostDoubt(watch, drawStretch(sittings, random)));
  return Math.max(foreignDoubt(person, rule, LEAST), quantileOf(most, 1 - EXCEEDED));
};

/** The same within an upper bound: someone whose sittings differ so much is not left unprotected for it. */
export const personalUnit = (person: RecordedEvidence, rule: DecisionRule): number =>
  Math.min(foreignDoubt(person, rule, MOST), waveringUnit(person, rule));

/** The rule's unit of doubt for this person, from the typical evidence alone. */
export const typicalUnit = (person: RecordedEvidence, rule: DecisionRule): number =>
  foreignDoubt(person, rule, TYPICAL);

const takeOver = (watch: Watch, from: number, impostor: readonly Evidence[], limit: number): Takeover => {
  let state = from;
  let typed = 0;
  for (const evidence of impostor) {
    if (typed >= MATERIAL) break;
    typed += evidence.actions;
    state = watch.update(state, evidence);
    if (watch.doubt(state) > limit) return { untilLock: typed, typed };
  }
  return { untilLock: Infinity, typed };
};

/** Each own sitting begins with full trust, as does what follows a wrong lock; at its end every impostor takes over. */
export const watchPerson = (person: RecordedEvidence, rule: DecisionRule, limit: number): Outcome => {
  const watch = rule.watch(expectationOf(person), limit);
  const takeovers: Takeover[] = [];
  let wrongLocks = 0;
  for (const sitting of person.own) {
    let state = watch.start;
    for (const evidence of sitting) {
      state = watch.update(state, evidence);
      if (watch.doubt(state) <= limit) continue;
      wrongLocks += 1;
      state = watch.start;
    }
    takeovers.push(...person.impostors.map((impostor) => takeOver(watch, state, impostor, limit)));
  }
  return { wrongLocks, keystrokes: countActions(person.own.flat()), takeovers };
};
