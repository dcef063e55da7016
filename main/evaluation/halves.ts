/** Who is scored against whom, and from whom the population for it is made: never from the person or the impostors. */
import type { DataSet, PersonFiles } from './data-sets.ts';

export interface HalvedPerson {
  readonly person: PersonFiles;
  /** 0 or 1. */
  readonly half: number;
}

/** The people of a set, in order of their names, by turns in one half and the other. */
export const halvesOf = (people: readonly PersonFiles[]): readonly HalvedPerson[] =>
  people.map((person, i) => ({ person, half: i % 2 }));

/** Somebody of whom a population is made. */
export interface PopulationSource {
  readonly enrol: readonly string[];
  readonly test: readonly string[];
  readonly gridMs: number | null;
}

const toSource = (set: DataSet, { enrol, test }: PersonFiles): PopulationSource => ({
  enrol,
  test,
  gridMs: set.gridMs,
});

/**
 * The people of whom the population for one half of a set is made: the other half of the set, and everybody of the other
 * sets of its modality, as they are neither scored nor impostors there. Where the set's impostors are labelled, nobody
 * knows whose recordings those are, so nobody of that set is among them.
 *
 * @param sets all sets of the folder; background sets are left out.
 */
export const sourcesFor = (set: DataSet, half: number, sets: readonly DataSet[]): readonly PopulationSource[] =>
  sets
    .filter(({ modality, isBackground }) => modality === set.modality && !isBackground)
    .flatMap((other) =>
      halvesOf(other.people)
        .filter((halved) => other.name !== set.name || (!set.isLabelled && halved.half !== half))
        .map(({ person }) => toSource(other, person)),
    );
