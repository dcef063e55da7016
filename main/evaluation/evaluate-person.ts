/** Everything that is measured of one person: enrolled through the engine, then tested against impostors. */
import { defaultPolicy, type Policy } from '../../contract/policy.ts';
import type { Modality } from '../../contract/verdict.ts';
import { absorbAll, createDigraphProfile } from '../../ml/models/digraph-profile.ts';
import type { Population } from '../../ml/population/population.ts';
import { createRandom } from '../../ml/random.ts';
import { fitCohortScorer, type WindowScorer } from './cohort-scorer.ts';
import { enrolPerson, type EnrolledPerson } from './enrol.ts';
import type { RecordedSession } from './recorded-session.ts';
import {
  BLOCK_KEYSTROKES,
  scorePointerBlocks,
  scorePointerSession,
  scoreTypingBlocks,
  scoreTypingSession,
  type Scored,
} from './score-blocks.ts';
import { watchTakeovers, type Impostor } from './takeover.ts';
import type { Enrolled, PersonResult, Trials } from './trials.ts';

/** A person with all recordings that are needed. */
export interface PersonToEvaluate {
  readonly name: string;
  readonly half: number;
  readonly modality: Modality;
  readonly enrol: readonly RecordedSession[];
  readonly test: readonly RecordedSession[];
  readonly impostors: readonly Impostor[];
  /** Whether the impostors' recordings are labelled: each is a takeover of its own then. */
  readonly isLabelled: boolean;
  readonly background: readonly RecordedSession[];
  readonly hasCohort: boolean;
}

type Score = (session: RecordedSession) => readonly Scored[];

const isScored = (scores: Scored): scores is NonNullable<Scored> => scores !== null;

const collect = ({ test, impostors, background }: PersonToEvaluate, score: Score): Trials => {
  const genuine = test.flatMap(score);
  const impostor = impostors.flatMap(({ test: tests }) => tests).flatMap(score);
  return {
    genuine: genuine.filter(isScored),
    impostor: impostor.filter(isScored),
    background: background.flatMap(score).filter(isScored),
    abstained: [...genuine, ...impostor].filter((scores) => scores === null).length,
  };
};

interface ToScore {
  readonly enrolled: EnrolledPerson;
  readonly cohort: WindowScorer | null;
  readonly seed: number;
}

const typingTrials = (person: PersonToEvaluate, { enrolled, cohort, seed }: ToScore): Record<string, Trials> => {
  const { model } = enrolled.criteria.keyboard;
  if (model === null) return {};
  const digraphs = createDigraphProfile();
  const random = createRandom(seed);
  for (const { keystrokes } of person.enrol) absorbAll(digraphs, keystrokes, random);
  const user = { enrolled, model, digraphs, cohort };
  return {
    ...Object.fromEntries(
      BLOCK_KEYSTROKES.map((length) => [
        String(length),
        collect(person, (session) => scoreTypingBlocks(user, session, length)),
      ]),
    ),
    session: collect(person, (session) => [scoreTypingSession(user, session)]),
  };
};

const pointerTrials = (person: PersonToEvaluate, { enrolled, cohort }: ToScore): Record<string, Trials> => {
  const { model } = enrolled.criteria.pointer;
  if (model === null) return {};
  const user = { enrolled, model, cohort };
  return {
    block15s: collect(person, (session) => scorePointerBlocks(user, session)),
    session: collect(person, (session) => [scorePointerSession(user, session)]),
  };
};

/** As the agent does: it acts once the promise keeps to the budget, or by policy as soon as there is a baseline. */
const isEnforced = ({ promisedFalseLocksPerDay: promised }: EnrolledPerson, policy: Policy): boolean =>
  policy.enforceWhen === 'established' || (promised !== null && promised <= policy.falseLockBudgetPerDay);

const NO_WORK = { actions: 0, windows: 0, abstained: 0, prompts: 0, locks: 0 };

export const evaluatePerson = (
  person: PersonToEvaluate,
  population: Population,
  seed: number,
  policy: Policy = defaultPolicy(),
): PersonResult => {
  const { name, half, modality, enrol, test, impostors } = person;
  const enrolled = enrolPerson(modality, enrol, population, policy, seed);
  if (enrolled === null) {
    return { name, half, modality, enrolled: null, trials: {}, work: NO_WORK, takeovers: [] };
  }
  const { actions, actionsNeeded, promisedFalseLocksPerDay } = enrolled;
  const told: Enrolled = {
    actions,
    actionsNeeded,
    promisedFalseLocksPerDay,
    isEnforced: isEnforced(enrolled, policy),
  };
  const cohort = person.hasCohort ? fitCohortScorer(modality, enrol, population.windows[modality], seed) : null;
  const toScore = { enrolled, cohort, seed };
  const trials = modality === 'keyboard' ? typingTrials(person, toScore) : pointerTrials(person, toScore);
  const judge = enrolled.judge();
  judge.anchor();
  const watched = watchTakeovers(judge, test, impostors, {
    modality,
    policy,
    isReady: told.isEnforced,
    isOnceEach: person.isLabelled,
  });
  enrolled.close();
  return { name, half, modality, enrolled: told, trials, ...watched };
};
