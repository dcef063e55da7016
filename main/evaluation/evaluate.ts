/** Measures detection on recorded people, through the agent's own parts from the recording to the decision. */
import type { Evaluation, SetFigures, TakeoverFigures } from '../../contract/evaluation.ts';
import { defaultPolicy } from '../../contract/policy.ts';
import { MODALITIES, type Modality } from '../../contract/verdict.ts';
import type { Population } from '../../ml/population/population.ts';
import { readDataSets, type DataSet } from './data-sets.ts';
import type { ModalityPopulation, PopulationConstants } from './estimate-population.ts';
import { compareWithGoals } from './goals.ts';
import { createJobPool, type JobPool } from './job-pool.ts';
import { planEvaluation, type PlannedPopulation, type PlannedSet } from './plan.ts';
import { hasShippedSeen } from './shipped-recordings.ts';
import { summariseSet } from './summarise-set.ts';
import { summariseTakeovers } from './summarise-takeover.ts';
import type { PersonResult } from './trials.ts';

/** `auto`: the shipped one for people whom it has not seen, else one estimated from the other people of the folder. */
export const POPULATION_CHOICES = ['auto', 'cross-fit', 'shipped'] as const;
export type PopulationChoice = (typeof POPULATION_CHOICES)[number];

export interface EvaluationProgress {
  /** Jobs done, of all. */
  readonly done: number;
  readonly of: number;
  readonly doing: string;
}

export interface EvaluateOptions {
  readonly directory: string;
  /** Names of sets; all when empty. */
  readonly sets: readonly string[];
  readonly peopleOfEachHalf: number | null;
  readonly population: PopulationChoice;
  /** Whether the cohort forest is compared too, which takes longer than everything else. */
  readonly hasCohort: boolean;
  /** Threads. The figures do not depend on it. */
  readonly threads: number;
  readonly seed: number;
  readonly version: string;
  readonly shipped: Population;
  readonly onProgress: (progress: EvaluationProgress) => void;
  /** Ends the evaluation: it rejects with the reason. */
  readonly signal?: AbortSignal;
}

const isShippedUsed = async (choice: PopulationChoice, sets: readonly DataSet[]): Promise<boolean> => {
  if (choice !== 'auto') return choice === 'shipped';
  const people = sets.filter(({ isBackground }) => !isBackground).flatMap((set) => set.people);
  return !(await hasShippedSeen(people.flatMap(({ enrol, test, impostors }) => [...enrol, ...test, ...impostors])));
};

const constantsOf = ({ keyboard, pointer, decision, typicalSpread }: Population): PopulationConstants => ({
  weights: keyboard.weights,
  fusion: { fine: pointer.fine.fusion, coarse: pointer.coarse.fusion },
  decision,
  typicalSpread,
});

/** The shipped population with one modality of it replaced. */
const withModality = (
  shipped: Population,
  modality: Modality,
  estimated: ModalityPopulation<Modality>,
): Population => ({
  ...shipped,
  [modality]: estimated.behaviour,
  windows: { ...shipped.windows, [modality]: estimated.windows },
});

/** Runs all jobs; a person waits for nothing but their own population. */
const runJobs = async (
  planned: readonly PlannedSet[],
  pool: JobPool,
  { shipped, seed, onProgress }: EvaluateOptions,
): Promise<ReadonlyMap<PlannedSet, readonly PersonResult[]>> => {
  const populations = new Set(planned.flatMap(({ people }) => people.map(({ population }) => population)));
  const toEstimate = [...populations].filter(({ kind }) => kind !== 'shipped');
  const of = toEstimate.length + planned.reduce((sum, { people }) => sum + people.length, 0);
  let done = 0;
  const finished = (doing: string): void => {
    done += 1;
    onProgress({ done, of, doing });
  };
  onProgress({ done, of, doing: 'people in general' });

  const estimate = async ({ modality, sources }: PlannedPopulation): Promise<Population> => {
    const estimated = await pool.run('estimate', { modality, sources, constants: constantsOf(shipped), seed });
    finished(`people in general, ${modality}`);
    return withModality(shipped, modality, estimated);
  };
  // The pointer's takes longest: begun first, it is not what everything else waits for at the end.
  const longestFirst = toEstimate.toSorted(
    (a, b) => Number(b.modality === 'pointer') - Number(a.modality === 'pointer'),
  );
  const estimated = new Map(longestFirst.map((population) => [population, estimate(population)]));

  const evaluated = planned.map(async (set) => {
    const results = await Promise.all(
      set.people.map(async ({ job, population }) => {
        const result = await pool.run('evaluate', { ...job, population: (await estimated.get(population)) ?? shipped });
        finished(`${job.set}, ${job.name}`);
        return result;
      }),
    );
    return [set, results] as const;
  });
  return new Map(await Promise.all(evaluated));
};

const takeoversByModality = (
  results: readonly PersonResult[],
  actionsPerDay: number,
  seed: number,
): Partial<Record<Modality, TakeoverFigures>> =>
  Object.fromEntries(
    MODALITIES.flatMap((modality) => {
      const own = results.filter((result) => result.modality === modality);
      return own.length === 0 ? [] : [[modality, summariseTakeovers(modality, own, actionsPerDay, seed)]];
    }),
  );

/** Rejects when the signal says so; never resolves. */
const aborted = (signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_, reject) => {
    const stop = (): void => {
      reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
    };
    if (signal?.aborted === true) stop();
    signal?.addEventListener('abort', stop, { once: true });
  });

/**
 * The same recordings and seed give the same figures, whatever the number of threads.
 *
 * @throws CodedError when the folder, a protocol or a recording is missing or broken, or the people are too few.
 */
export const evaluate = async (options: EvaluateOptions): Promise<Evaluation> => {
  const { directory, peopleOfEachHalf, hasCohort, seed, version, threads, signal } = options;
  const all = await readDataSets(directory, options.sets);
  const isShipped = await isShippedUsed(options.population, all);
  const planned = planEvaluation(all, { isShipped, peopleOfEachHalf, hasCohort, seed });
  const pool = createJobPool(threads);
  try {
    const results = await Promise.race([runJobs(planned, pool, options), aborted(signal)]);
    const { actionsPerDay } = defaultPolicy();
    const sets: Record<string, SetFigures> = {};
    for (const [{ set, kind }, ofSet] of results) {
      sets[set.name] = summariseSet(set, kind, ofSet, { seed, actionsPerDay });
    }
    const takeover = takeoversByModality([...results.values()].flat(), actionsPerDay, seed);
    return {
      version,
      seed,
      population: isShipped ? 'shipped' : 'cross-fit',
      peopleOfEachHalf,
      sets,
      takeover,
      goals: compareWithGoals({ sets, takeover }),
    };
  } finally {
    await pool.close();
  }
};
