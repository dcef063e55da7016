/** What the main thread asks of the threads that evaluate, and what they answer. Plain values. */
import type { Modality } from '../../contract/verdict.ts';
import type { Population } from '../../ml/population/population.ts';
import type { ModalityPopulation, PopulationConstants } from './estimate-population.ts';
import type { PopulationSource } from './halves.ts';
import type { PersonResult } from './trials.ts';

export interface PopulationJob {
  readonly modality: Modality;
  readonly sources: readonly PopulationSource[];
  readonly constants: PopulationConstants;
  readonly seed: number;
}

/** Paths of an impostor's recordings. */
export interface ImpostorFiles {
  /** Those that are scored, and that a takeover begins with. */
  readonly test: readonly string[];
  /** What a takeover goes on with where they end before it is decided. */
  readonly more: readonly string[];
}

export interface PersonJob {
  readonly set: string;
  readonly name: string;
  readonly half: number;
  readonly modality: Modality;
  readonly gridMs: number | null;
  /** Paths of recordings. */
  readonly enrol: readonly string[];
  readonly test: readonly string[];
  readonly impostors: readonly ImpostorFiles[];
  readonly isLabelled: boolean;
  readonly background: readonly string[];
  /** Whether the cohort forest is trained, for comparison: it takes longer than everything else. */
  readonly hasCohort: boolean;
  readonly population: Population;
  readonly seed: number;
}

/**
 * The jobs by name: each is a function that the thread's program exports. It answers by a `Result`, as errors lose their
 * code on the way between threads.
 */
export interface Jobs {
  readonly estimate: { readonly job: PopulationJob; readonly answer: ModalityPopulation<Modality> };
  readonly evaluate: { readonly job: PersonJob; readonly answer: PersonResult };
}
