/** All figures of one set. */
import type { EvaluatedPerson, PointerTrials, SetFigures, TypingTrials } from '../../contract/evaluation.ts';
import { areaUnderRoc, equalErrorRate } from '../../ml/evaluation/error-rates.ts';
import { weightedQuantile } from '../../ml/evaluation/weighted-quantile.ts';
import type { DataSet } from './data-sets.ts';
import { BLOCK_KEYSTROKES } from './score-blocks.ts';
import { actionsToLock, neverCaughtShare, summariseTakeovers } from './summarise-takeover.ts';
import { summarisePointing, summariseTyping } from './summarise-trials.ts';
import type { PersonResult } from './trials.ts';

const TYPING_KINDS: readonly string[] = [...BLOCK_KEYSTROKES.map(String), 'session'];

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const summarisePerson = (person: PersonResult): EvaluatedPerson => {
  const eer: Record<string, number> = {};
  const auc: Record<string, number> = {};
  for (const [kind, { genuine, impostor }] of Object.entries(person.trials)) {
    const own = genuine.flatMap(({ decides }) => decides ?? []);
    const others = impostor.flatMap(({ decides }) => decides ?? []);
    if (own.length === 0 || others.length === 0) continue;
    eer[kind] = equalErrorRate(own, others);
    auc[kind] = areaUnderRoc(own, others);
  }
  return {
    name: person.name,
    enrolled: person.enrolled !== null,
    eer,
    auc,
    genuineActions: person.work.actions,
    falseLocks: person.work.locks,
    falsePrompts: person.work.prompts,
    neverCaughtShare: person.takeovers.length === 0 ? null : neverCaughtShare([person]),
    actionsToLock: actionsToLock(person),
  };
};

const summariseEnrolment = (results: readonly PersonResult[]): SetFigures['enrolment'] => {
  const failed = results.filter(({ enrolled }) => enrolled === null).length;
  const needed = results.flatMap(({ enrolled }) =>
    enrolled === null ? [] : [{ value: enrolled.actionsNeeded ?? Infinity, weight: 1 }],
  );
  return {
    people: results.length,
    failed,
    failureToEnrolShare: finite(failed / results.length),
    actionsNeeded: {
      median: finite(weightedQuantile(needed, 0.5)),
      p90: finite(weightedQuantile(needed, 0.9)),
    },
  };
};

export const summariseSet = (
  { modality }: DataSet,
  population: SetFigures['population'],
  results: readonly PersonResult[],
  { seed, actionsPerDay }: { readonly seed: number; readonly actionsPerDay: number },
): SetFigures => {
  const typing = (): Record<string, TypingTrials> =>
    Object.fromEntries(TYPING_KINDS.map((kind) => [kind, summariseTyping(results, kind, seed)]));
  const pointing = (): { session: PointerTrials; block15s: PointerTrials } => ({
    session: summarisePointing(results, 'session', seed),
    block15s: summarisePointing(results, 'block15s', seed),
  });
  return {
    modality,
    people: results.length,
    population,
    enrolment: summariseEnrolment(results),
    ...(modality === 'keyboard' ? { keyboard: typing() } : { pointer: pointing() }),
    takeover: summariseTakeovers(modality, results, actionsPerDay, seed),
    persons: results.map(summarisePerson),
  };
};
