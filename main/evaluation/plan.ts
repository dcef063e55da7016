/** The jobs of an evaluation: whom to score against whom, by which population. */
import type { SetFigures } from '../../contract/evaluation.ts';
import { CodedError } from '../../contract/result.ts';
import type { Modality } from '../../contract/verdict.ts';
import { createRandom, sampleWithoutReplacement } from '../../ml/random.ts';
import type { DataSet } from './data-sets.ts';
import { halvesOf, sourcesFor, type HalvedPerson, type PopulationSource } from './halves.ts';
import type { ImpostorFiles, PersonJob } from './jobs.ts';

/** Background people taken as extra impostors. */
const MOST_BACKGROUND = 40;

export interface PlannedPopulation {
  readonly modality: Modality;
  readonly kind: SetFigures['population'];
  /** Empty for the shipped one. */
  readonly sources: readonly PopulationSource[];
}

export interface PlannedPerson {
  readonly job: Omit<PersonJob, 'population'>;
  readonly population: PlannedPopulation;
}

export interface PlannedSet {
  readonly set: DataSet;
  readonly kind: SetFigures['population'];
  readonly people: readonly PlannedPerson[];
}

export interface PlanOptions {
  readonly isShipped: boolean;
  /** Only so many people of each half; null: all. */
  readonly peopleOfEachHalf: number | null;
  /** Whether the cohort forest is compared too. */
  readonly hasCohort: boolean;
  readonly seed: number;
}

const fewOfEachHalf = (people: readonly HalvedPerson[], most: number | null): readonly HalvedPerson[] =>
  most === null ? people : people.filter((_, i) => Math.floor(i / 2) < most);

const backgroundOf = (modality: Modality, sets: readonly DataSet[], seed: number): readonly string[] => {
  const people = sets.filter((set) => set.isBackground && set.modality === modality).flatMap((set) => set.people);
  const drawn = sampleWithoutReplacement(people.length, Math.min(MOST_BACKGROUND, people.length), createRandom(seed));
  return [...drawn].sort((a, b) => a - b).flatMap((i) => people[i]?.test ?? []);
};

/** Other people's tests of the same half; where impostors are labelled, each of those recordings by itself. */
const impostorsOf = ({ person, half }: HalvedPerson, set: DataSet, people: readonly HalvedPerson[]): ImpostorFiles[] =>
  set.isLabelled
    ? person.impostors.map((path) => ({ test: [path], more: [] }))
    : people
        .filter((other) => other.half === half && other.person !== person)
        .map((other) => ({ test: other.person.test, more: other.person.enrol }));

/**
 * @param sets all of the folder, background sets among them.
 * @throws CodedError `not-enough-data` when there is nobody to score, or nobody to make a population of.
 */
export const planEvaluation = (sets: readonly DataSet[], options: PlanOptions): readonly PlannedSet[] => {
  const { isShipped, peopleOfEachHalf, hasCohort, seed } = options;
  const scored = sets.filter(({ isBackground }) => !isBackground);
  if (scored.length === 0) {
    throw new CodedError('not-enough-data', 'There is nobody to enrol: these are background sets only.');
  }
  const populations = new Map<string, PlannedPopulation>();
  const populationFor = (set: DataSet, half: number): PlannedPopulation => {
    const { modality } = set;
    const kind = isShipped ? 'shipped' : set.isLabelled ? 'other-sets' : 'other-half';
    const own = { shipped: '', 'other-sets': set.name, 'other-half': `${set.name} ${String(half)}` }[kind];
    const key = [modality, kind, own].join(' ');
    const sources = isShipped ? [] : sourcesFor(set, half, scored);
    if (!isShipped && sources.length === 0) {
      throw new CodedError(
        'not-enough-data',
        set.isLabelled
          ? `Nobody knows whose recordings the impostors of ${set.name} are, so its population has to come from another set with the ${modality}, and there is none. With the option --population shipped the one that comes with the program is used.`
          : `${set.name} has nobody in its other half to make a population of. With the option --population shipped the one that comes with the program is used.`,
      );
    }
    const planned = populations.get(key) ?? { modality, kind, sources };
    populations.set(key, planned);
    return planned;
  };
  return scored.map((set) => {
    const people = fewOfEachHalf(halvesOf(set.people), peopleOfEachHalf);
    const background = backgroundOf(set.modality, sets, seed);
    return {
      set,
      kind: isShipped ? 'shipped' : set.isLabelled ? 'other-sets' : 'other-half',
      people: people.map((halved) => ({
        population: populationFor(set, halved.half),
        job: {
          set: set.name,
          name: halved.person.name,
          half: halved.half,
          modality: set.modality,
          gridMs: set.gridMs,
          enrol: halved.person.enrol,
          test: halved.person.test,
          impostors: impostorsOf(halved, set, people),
          isLabelled: set.isLabelled,
          background,
          hasCohort,
          seed,
        },
      })),
    };
  });
};
