/** `samehand replay`: plays recordings through the agent, and says when it would have asked and locked. */
import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { defaultPolicy, MODES, type Mode } from '../../../../contract/policy.ts';
import type { ReplayReport } from '../../../../contract/replay.ts';
import { CodedError } from '../../../../contract/result.ts';
import { describeRun } from '../../../report/describe-run.ts';
import { renderReport } from '../../../report/html-report.ts';
import { trustPlot, wantsColor } from '../../../report/trust-plot.ts';
import { fromRecording } from '../../../replay/played-input.ts';
import { runReplay } from '../../../replay/replay.ts';
import { VERSION } from '../../../version.ts';
import type { Context } from '../context.ts';
import { createProgress } from '../progress.ts';

interface ReplayCommandOptions {
  readonly enrol: string[];
  readonly session: string[];
  readonly mode: Mode;
  readonly seed: number;
  readonly json?: string;
  readonly html?: string;
}

const DEFAULT_SEED = 1;
/** Width of the plot where the output is not a terminal. */
const PLAIN_COLUMNS = 80;

export const seedNumber = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new InvalidArgumentError('It must be a whole number.');
  return value;
};

/** Recordings of several people often have the same file name: the folder tells them apart. */
const nameOf = (path: string): string => join(basename(dirname(path)), basename(path));

const save = async (path: string, text: string): Promise<void> => {
  try {
    await writeFile(path, text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CodedError('storage-unavailable', `${path} cannot be written: ${reason}`, { cause });
  }
};

/** Shows a run and writes its files. `json` may be `-` for standard output, which then gets nothing else. */
export const presentRun = async (
  context: Context,
  run: ReplayReport,
  { json, html }: { readonly json?: string; readonly html?: string },
): Promise<void> => {
  if (html !== undefined) await save(html, renderReport(run));
  const text = `${JSON.stringify(run)}\n`;
  if (json === '-') {
    context.stdout(text);
    return;
  }
  if (json !== undefined) await save(json, text);
  if (run.timeline.length > 0) {
    const color = wantsColor(context.env, context.columns !== null);
    context.stdout(`${trustPlot(run, { columns: context.columns ?? PLAIN_COLUMNS, color })}\n\n`);
  }
  for (const sentence of describeRun(run)) context.stdout(`${sentence}\n`);
  for (const path of [json, html]) if (path !== undefined) context.stdout(`Written: ${path}\n`);
};

export const addReplay = (program: Command, context: Context): void => {
  program
    .command('replay')
    .description(
      'enrol from recordings, then play others in order and show when the agent would ask for a code or lock',
    )
    .requiredOption('--enrol <file...>', 'recordings to learn from, one sitting each')
    .requiredOption('--session <file...>', 'recordings to play, trust carried on from one to the next')
    .addOption(new Option('--mode <mode>', 'what the agent may do').choices([...MODES]).default('enforce'))
    .option('--seed <n>', 'of the models’ random choices', seedNumber, DEFAULT_SEED)
    .option('--json <file>', 'write the whole run as JSON ("-": to standard output)')
    .option('--html <file>', 'write a report that opens in any browser')
    .addHelpText(
      'after',
      '\nNothing is really locked, and nothing is kept. After a lock the rest of that recording is left out, as a locked\nworkstation takes no more input; the next one begins with an unlocked workstation.',
    )
    .action(async ({ enrol, session, mode, seed, json, html }: ReplayCommandOptions) => {
      const progress = createProgress(context);
      try {
        const run = await runReplay({
          enrol: enrol.map((path) => fromRecording(path, nameOf(path))),
          sessions: session.map((path) => fromRecording(path, nameOf(path))),
          policy: defaultPolicy(),
          mode,
          seed,
          simulated: false,
          version: VERSION,
          onProgress: progress.update,
        });
        progress.end();
        await presentRun(context, run, {
          ...(json === undefined ? {} : { json }),
          ...(html === undefined ? {} : { html }),
        });
      } finally {
        progress.end();
      }
    });
};
