/** From the trials of a set's people to error rates: person by person first, then means over people. */
import type { PointerTrials, TypingTrials } from '../../contract/evaluation.ts';
import { MODELS, type ModelName } from '../../contract/verdict.ts';
import { estimateMean, type Estimate } from '../../ml/evaluation/bootstrap.ts';
import { fuseCrossFit, type FusedTrials } from '../../ml/evaluation/cross-fit-fusion.ts';
import {
  areaUnderRoc,
  equalErrorPoint,
  equalErrorRate,
  fnmrAtEach,
  shareAccepted,
} from '../../ml/evaluation/error-rates.ts';
import { createRandom } from '../../ml/random.ts';
import type { PersonResult, Scores, Trials } from './trials.ts';

type Scorer = ModelName | 'decides';

/** False match rates of the DET curve: eight a decade. */
const FMRS: readonly number[] = Array.from({ length: 25 }, (_, i) => 10 ** (i / 8 - 3));

/** Scores so close are one and the same. */
const SAME = 1e-9;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const meanOrNull = (values: readonly number[]): number | null => (values.length === 0 ? null : mean(values));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

interface PersonTrials {
  readonly half: number;
  readonly trials: Trials;
}

const scoresBy = (scores: readonly Scores[], by: Scorer): number[] => scores.flatMap((each) => each[by] ?? []);

interface PersonScores {
  readonly genuine: readonly number[];
  readonly impostor: readonly number[];
}

const hasBoth = ({ genuine, impostor }: PersonScores): boolean => genuine.length > 0 && impostor.length > 0;

const rates = (people: readonly PersonScores[]): { readonly eer: number; readonly auc: number } => ({
  eer: mean(people.map(({ genuine, impostor }) => equalErrorRate(genuine, impostor))),
  auc: mean(people.map(({ genuine, impostor }) => areaUnderRoc(genuine, impostor))),
});

/** The trials that both scorers scored, a pair of scores each. */
const paired = (scores: readonly Scores[], by: ModelName): (readonly [number, number])[] =>
  scores.flatMap(({ decides, [by]: other }) =>
    decides === undefined || other === undefined ? [] : [[decides, other]],
  );

const isFused = (fused: FusedTrials | null): fused is FusedTrials => fused !== null;

/** One model against the deciding one, on the trials that both scored; null where nobody has any. */
const compare = (people: readonly PersonTrials[], by: ModelName): TypingTrials['comparison'][ModelName] | null => {
  const pairs = people
    .map(({ half, trials }) => ({ half, genuine: paired(trials.genuine, by), impostor: paired(trials.impostor, by) }))
    .filter(({ genuine, impostor }) => genuine.length > 0 && impostor.length > 0);
  if (pairs.length === 0) return null;
  const column = (col: 0 | 1): PersonScores[] =>
    pairs.map(({ genuine, impostor }) => ({
      genuine: genuine.map((pair) => pair[col]),
      impostor: impostor.map((pair) => pair[col]),
    }));
  const alone = rates(column(1));
  const deciding = column(0);
  const isDeciding = pairs.every(({ genuine }) =>
    genuine.every(([decides, other]) => Math.abs(decides - other) < SAME),
  );
  const fused = isDeciding ? [] : fuseCrossFit(pairs);
  if (fused.length === 0 || !fused.every(isFused)) return { ...alone, fused: null };
  const together = rates(fused);
  const decidingAlone = rates(deciding);
  return {
    ...alone,
    fused: { ...together, eerOfDecidingAlone: decidingAlone.eer, aucOfDecidingAlone: decidingAlone.auc },
  };
};

interface Summary {
  readonly common: Omit<TypingTrials, 'eer' | 'auc'>;
  readonly eer: Estimate | null;
  readonly auc: Estimate | null;
}

/** @param kind name of the trials, see `PersonResult.trials`. */
const summarise = (results: readonly PersonResult[], kind: string, seed: number): Summary => {
  const people = results.flatMap(({ half, trials }) => {
    const own = trials[kind];
    return own === undefined ? [] : [{ half, trials: own }];
  });
  const scored = people
    .map(({ half, trials }) => ({
      half,
      trials,
      genuine: scoresBy(trials.genuine, 'decides'),
      impostor: scoresBy(trials.impostor, 'decides'),
    }))
    .filter(hasBoth);
  const fnmrs = scored.map(({ genuine, impostor }) => fnmrAtEach(genuine, impostor, FMRS));
  const fnmr = FMRS.map((_, i) => mean(fnmrs.map((each) => each[i] ?? 1)));
  const at = (fmr: number): number =>
    mean(scored.map(({ genuine, impostor }) => fnmrAtEach(genuine, impostor, [fmr])[0] ?? 1));
  const comparison: Summary['common']['comparison'] = {};
  for (const model of MODELS) {
    const compared = compare(people, model);
    if (compared !== null && compared !== undefined) comparison[model] = compared;
  }
  const byModel: Partial<Record<ModelName, number>> = {};
  for (const model of MODELS) {
    const own = comparison[model];
    if (own !== undefined) byModel[model] = own.eer;
  }
  const background = scored.flatMap(({ trials, genuine, impostor }) => {
    const scores = scoresBy(trials.background, 'decides');
    return scores.length === 0 ? [] : [shareAccepted(scores, equalErrorPoint(genuine, impostor).threshold)];
  });
  const genuineTrials = sum(people.map(({ trials }) => trials.genuine.length));
  const impostorTrials = sum(people.map(({ trials }) => trials.impostor.length));
  const abstained = sum(people.map(({ trials }) => trials.abstained));
  const all = genuineTrials + impostorTrials + abstained;
  return {
    common: {
      people: scored.length,
      genuineTrials,
      impostorTrials,
      fnmrAt: scored.length === 0 ? null : { '0.01': at(0.01), '0.001': at(0.001) },
      det: scored.length === 0 ? null : { fmr: [...FMRS], fnmr },
      abstentionShare: all === 0 ? null : abstained / all,
      byModel,
      comparison,
      backgroundFmr: meanOrNull(background),
    },
    eer: estimateMean(
      scored.map(({ genuine, impostor }) => equalErrorRate(genuine, impostor)),
      createRandom(seed),
    ),
    auc: estimateMean(
      scored.map(({ genuine, impostor }) => areaUnderRoc(genuine, impostor)),
      createRandom(seed),
    ),
  };
};

const writable = (estimate: Estimate | null): TypingTrials['eer'] =>
  estimate === null ? null : { ...estimate, ci95: [...estimate.ci95] };

export const summariseTyping = (results: readonly PersonResult[], kind: string, seed: number): TypingTrials => {
  const { common, eer, auc } = summarise(results, kind, seed);
  return { eer: writable(eer), auc: writable(auc), ...common };
};

export const summarisePointing = (results: readonly PersonResult[], kind: string, seed: number): PointerTrials => {
  const { common, eer, auc } = summarise(results, kind, seed);
  return {
    auc: auc?.mean ?? null,
    aucMedian: auc?.median ?? null,
    aucCi95: writable(auc)?.ci95 ?? null,
    eer: eer?.mean ?? null,
    eerMedian: eer?.median ?? null,
    eerCi95: writable(eer)?.ci95 ?? null,
    ...common,
  };
};
