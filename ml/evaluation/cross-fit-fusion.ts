/** Whether a further score helps beside another: both fused by weights from people other than those they are tried on. */
import { fitLogistic, type LogisticModel } from './logistic-regression.ts';

/** Scores of one person's trials, a row each, all rows as long as each other. */
export interface PersonTrials {
  /** People of one half are fused by weights from the other. */
  readonly half: number;
  readonly genuine: readonly (readonly number[])[];
  readonly impostor: readonly (readonly number[])[];
}

export interface FusedTrials {
  readonly genuine: readonly number[];
  readonly impostor: readonly number[];
}

interface Scaling {
  readonly mean: number;
  readonly sd: number;
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const scalingOf = (values: readonly number[]): Scaling => {
  const mean = average(values);
  return { mean, sd: Math.sqrt(average(values.map((value) => (value - mean) ** 2))) || 1 };
};

const scale = (row: readonly number[], scalings: readonly Scaling[]): number[] =>
  row.map((value, col) => {
    const { mean, sd } = scalings[col] ?? { mean: 0, sd: 1 };
    return (value - mean) / sd;
  });

interface Fusion {
  readonly scalings: readonly Scaling[];
  readonly model: LogisticModel;
}

/** Every person weighs the same, and both classes of a person do. */
const fit = (people: readonly PersonTrials[]): Fusion | null => {
  const trials = people.flatMap(({ genuine, impostor }) => [
    ...genuine.map((row) => ({ row, label: 1, weight: 1 / genuine.length })),
    ...impostor.map((row) => ({ row, label: 0, weight: 1 / impostor.length })),
  ]);
  const width = trials[0]?.row.length ?? 0;
  if (!trials.some(({ label }) => label === 1) || !trials.some(({ label }) => label === 0)) return null;
  const scalings = Array.from({ length: width }, (_, col) => scalingOf(trials.map(({ row }) => row[col] ?? 0)));
  const model = fitLogistic(
    trials.map(({ row }) => scale(row, scalings)),
    trials.map(({ label }) => label),
    trials.map(({ weight }) => weight),
  );
  return { scalings, model };
};

const apply = ({ scalings, model }: Fusion, row: readonly number[]): number =>
  scale(row, scalings).reduce((sum, value, col) => sum + value * (model.weights[col] ?? 0), model.bias);

/** One fused score a trial, person by person; null for people of a half whose other half has no trials. */
export const fuseCrossFit = (people: readonly PersonTrials[]): readonly (FusedTrials | null)[] => {
  const halves = [...new Set(people.map(({ half }) => half))];
  const fusions = new Map(halves.map((half) => [half, fit(people.filter((person) => person.half !== half))]));
  return people.map(({ half, genuine, impostor }) => {
    const fusion = fusions.get(half) ?? null;
    if (fusion === null) return null;
    return {
      genuine: genuine.map((row) => apply(fusion, row)),
      impostor: impostor.map((row) => apply(fusion, row)),
    };
  });
};
