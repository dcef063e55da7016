/** How a feature is described, and the recipe by which its value comes from a sample of measurements. */
import type { Statistic } from './statistics.ts';

/** `asinh ms` is asinh(time / 60 ms): signed times, linear near zero, logarithmic far from it. `log` is natural. */
export type Unit =
  | 'log ms'
  | 'asinh ms'
  | 'log ratio'
  | 'asinh ratio'
  | 'share'
  | 'correlation'
  | 'log count'
  | 'log keys/min'
  | 'log px'
  | 'log px/s'
  | 'log px/s²'
  | 'log 1/s'
  | 'log 1/s²'
  | 'log rad'
  | 'rad'
  | 'log rad/100 px';

/** One number of a feature vector. */
export interface Feature {
  /** Unique in its modality. */
  readonly name: string;
  readonly unit: Unit;
  /** A sentence for the employee whose timing it is. */
  readonly meaning: string;
  /** Class of timing it belongs to. */
  readonly group: string;
}

/** A feature with its recipe: `statistic` of the values gathered under `sample`, NaN when they are fewer than `atLeast`. */
export interface SampledFeature<Sample extends string = string> extends Feature {
  readonly sample: Sample;
  readonly statistic: Statistic;
  readonly atLeast: number;
}

/** Name, sample, statistic, fewest values, meaning. */
type Row<Sample extends string> = readonly [string, Sample, Statistic, number, string];

/** A part of a catalogue, features of one group and unit, from its table. */
export const section = <Sample extends string>(
  group: string,
  unit: Unit,
  rows: readonly Row<Sample>[],
): SampledFeature<Sample>[] =>
  rows.map(([name, sample, statistic, atLeast, meaning]) => ({
    name,
    group,
    unit,
    sample,
    statistic,
    atLeast,
    meaning,
  }));

/** Place of each name in a list of them. */
export const placesOf = <Name extends string>(names: readonly Name[]): Readonly<Record<Name, number>> =>
  Object.fromEntries(names.map((name, place) => [name, place])) as Record<Name, number>;
