/**
 * Fits how mean ratios of the digraph likelihood turn into evidence. Cross-fit: each person is scored with a population
 * of other people only, and against people of the same half of the set, who are not in that population either.
 */
import { join } from 'node:path';
import { fitLogistic } from '../../ml/evaluation/logistic-regression.ts';
import { fitDigraphLikelihood, scoreLikelihood, type DigraphLikelihood } from '../../ml/models/digraph-likelihood.ts';
import type { LikelihoodRule } from '../../ml/models/fusion.ts';
import { peopleOf, readProtocol, readTyping, type RecordedTyping } from './recorded-person.ts';
import { populationOf, profileOf } from './typing-population.ts';

/** Keystrokes of a stretch that the regression judges: five hops. */
const STRETCH = 50;
const SEED = 1;
const DIGITS = 3;

interface Person {
  readonly set: string;
  readonly half: number;
  readonly typing: RecordedTyping;
}

/** Mean ratios of consecutive stretches, from pieces of at most a hop. */
const stretches = (model: DigraphLikelihood, { test }: RecordedTyping): number[][] =>
  test.flatMap((session) => {
    const rows: number[][] = [];
    let sums = [0, 0, 0];
    let count = 0;
    for (const piece of session) {
      const { dwell, downDown, flight } = scoreLikelihood(model, piece, 0, piece.count);
      sums = [dwell, downDown, flight].map((ratio, i) => ratio + (sums[i] ?? 0));
      count += piece.count;
      if (count < STRETCH) continue;
      rows.push(sums.map((ratio) => ratio / count));
      sums = [0, 0, 0];
      count = 0;
    }
    return rows;
  });

export const fitLikelihoodRule = async (sets: readonly string[]): Promise<LikelihoodRule> => {
  const people: Person[] = [];
  for (const set of sets) {
    const protocol = readProtocol(set);
    for (const [i, name] of peopleOf(set).entries()) {
      people.push({ set, half: i % 2, typing: await readTyping(join(set, name), protocol) });
    }
  }
  const rows: number[][] = [];
  const labels: number[] = [];
  const weights: number[] = [];
  for (const set of sets) {
    for (const half of [0, 1]) {
      const isScored = (person: Person): boolean => person.set === set && person.half === half;
      const scored = people.filter(isScored);
      const population = populationOf(people.filter((person) => !isScored(person)).map(({ typing }) => typing));
      for (const person of scored) {
        const model = fitDigraphLikelihood(profileOf(person.typing.enrol, SEED), population);
        const add = (some: number[][], label: number): void => {
          for (const row of some) {
            rows.push(row);
            labels.push(label);
            weights.push(1 / some.length);
          }
        };
        add(stretches(model, person.typing), 1);
        add(
          scored.filter((other) => other !== person).flatMap(({ typing }) => stretches(model, typing)),
          0,
        );
      }
    }
  }
  const { bias, weights: fitted } = fitLogistic(rows, labels, weights);
  const [dwell = 0, downDown = 0, flight = 0] = fitted.map((weight) => Number(weight.toFixed(DIGITS)));
  return { actions: STRETCH, bias: Number(bias.toFixed(DIGITS)), weights: { dwell, downDown, flight } };
};
