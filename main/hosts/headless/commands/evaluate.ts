/** `samehand evaluate`: measures detection on recorded people. */
import { availableParallelism } from 'node:os';
import { Option, type Command } from 'commander';
import { CodedError } from '../../../../contract/result.ts';
import { shippedPopulation } from '../../../engine/population.ts';
import { evaluate, POPULATION_CHOICES, type PopulationChoice } from '../../../evaluation/evaluate.ts';
import { renderEvaluation } from '../../../report/evaluation-report.ts';
import { evaluationLines } from '../../../report/evaluation-text.ts';
import { VERSION } from '../../../version.ts';
import type { Context } from '../context.ts';
import { createCountProgress } from '../progress.ts';
import { checkWritable, writeWhole } from '../write-file.ts';
import { wholeNumber } from './pause.ts';
import { seedNumber } from './replay.ts';

interface EvaluateCommandOptions {
  readonly data: string;
  readonly sets?: string;
  readonly people?: number;
  readonly population: PopulationChoice;
  readonly cohort: boolean;
  readonly jobs: number;
  readonly seed: number;
  readonly json?: string;
  readonly html?: string;
}

const DEFAULT_SEED = 1;
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Aborts at the first signal; a second one ends the process as ever. */
const untilStopped = (): { readonly signal: AbortSignal; readonly release: () => void } => {
  const controller = new AbortController();
  const stop = (): void => {
    release();
    controller.abort(new CodedError('interrupted', 'Stopped before the evaluation was done; nothing was written.'));
  };
  const release = (): void => {
    for (const name of STOP_SIGNALS) process.off(name, stop);
  };
  for (const name of STOP_SIGNALS) process.on(name, stop);
  return { signal: controller.signal, release };
};

export const addEvaluate = (program: Command, context: Context): void => {
  program
    .command('evaluate')
    .description('measure detection on recorded people: error rates, takeovers, false locks, model by model')
    .requiredOption('--data <folder>', 'folder of data sets, each with a protocol.json, or one such set')
    .option('--sets <names>', 'only these sets, separated by commas; a background set must be named to be used')
    .option('--people <n>', 'score only the first n people of each half, for a quick look', wholeNumber)
    .addOption(
      new Option(
        '--population <which>',
        'whom people are compared with: the shipped statistics, or other people of the folder; auto: the shipped ones if they have seen none of the recordings',
      )
        .choices([...POPULATION_CHOICES])
        .default('auto'),
    )
    .option('--no-cohort', 'leave out the cohort forest, a comparison that takes most of the time')
    .option('--jobs <n>', 'threads; the figures do not depend on it', wholeNumber, availableParallelism())
    .option('--seed <n>', 'of all random choices', seedNumber, DEFAULT_SEED)
    .option('--json <file>', 'write all figures as JSON ("-": to standard output)')
    .option('--html <file>', 'write a report with curves that opens in any browser')
    .addHelpText(
      'after',
      '\nEverybody is enrolled through the engine itself, in memory, from the recordings that the protocol names, and\ntested on others. Recordings are only read; nothing of them is written anywhere.',
    )
    .action(async (options: EvaluateCommandOptions) => {
      const { data, sets, people, population, cohort, jobs, seed, json, html } = options;
      for (const path of [json, html]) if (path !== undefined && path !== '-') await checkWritable(path);
      const progress = createCountProgress(context);
      const { signal, release } = untilStopped();
      try {
        const evaluation = await evaluate({
          directory: data,
          sets: sets === undefined ? [] : sets.split(',').map((name) => name.trim()),
          peopleOfEachHalf: people ?? null,
          population,
          hasCohort: cohort,
          threads: jobs,
          seed,
          version: VERSION,
          shipped: shippedPopulation(),
          onProgress: progress.update,
          signal,
        });
        progress.end();
        if (html !== undefined) await writeWhole(html, renderEvaluation(evaluation));
        const text = `${JSON.stringify(evaluation, null, 1)}\n`;
        if (json === '-') {
          context.stdout(text);
          return;
        }
        if (json !== undefined) await writeWhole(json, text);
        for (const line of evaluationLines(evaluation)) context.stdout(`${line}\n`);
        for (const path of [json, html]) if (path !== undefined) context.stdout(`Written: ${path}\n`);
      } finally {
        progress.end();
        release();
      }
    });
};
