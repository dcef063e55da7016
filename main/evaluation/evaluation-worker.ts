/** The program of a thread that evaluates: one exported function a job. */
import { CodedError, err, ok, type Result } from '../../contract/result.ts';
import { evaluatePerson } from './evaluate-person.ts';
import { estimatePointer, estimateTyping } from './estimate-population.ts';
import type { Jobs, PersonJob, PopulationJob } from './jobs.ts';
import { readPopulationPerson } from './population-people.ts';
import type { RecordedSession } from './recorded-session.ts';
import { createSessionCache } from './session-cache.ts';

const cache = createSessionCache();

const answer = async <T>(work: () => Promise<T>): Promise<Result<T>> => {
  try {
    return ok(await work());
  } catch (cause) {
    if (cause instanceof CodedError) return err(cause.code, cause.message);
    throw cause;
  }
};

export const estimate = (job: PopulationJob): Promise<Result<Jobs['estimate']['answer']>> =>
  answer(async () => {
    const { modality, sources, constants, seed } = job;
    const people = await Promise.all(
      // Each recording is needed once here: nothing is kept.
      sources.map((source) => readPopulationPerson(source, modality, createSessionCache().read)),
    );
    try {
      return modality === 'keyboard' ? estimateTyping(people, constants) : estimatePointer(people, constants, seed);
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      throw new CodedError(
        'not-enough-data',
        `The recordings of ${String(people.length)} people do not make a population for the ${modality}: ${cause.message}. With the option --population shipped the one that comes with the program is used.`,
      );
    }
  });

export const evaluate = (job: PersonJob): Promise<Result<Jobs['evaluate']['answer']>> =>
  answer(async () => {
    const { set, name, half, modality, gridMs, isLabelled, hasCohort, population, seed } = job;
    cache.enter(set);
    const read = (paths: readonly string[]): Promise<RecordedSession[]> =>
      Promise.all(paths.map((path) => cache.read(path, { gridMs })));
    return evaluatePerson(
      {
        name,
        half,
        modality,
        isLabelled,
        hasCohort,
        enrol: await read(job.enrol),
        test: await read(job.test),
        impostors: await Promise.all(
          job.impostors.map(async ({ test, more }) => ({ test: await read(test), more: await read(more) })),
        ),
        background: await read(job.background),
      },
      population,
      seed,
    );
  });
