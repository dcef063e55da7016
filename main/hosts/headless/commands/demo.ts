/** `samehand demo`: two simulated people; one enrols and works, the other takes over. */
import type { Command } from 'commander';
import { defaultPolicy } from '../../../../contract/policy.ts';
import { createRandom } from '../../../../ml/random.ts';
import { createPerson, generateSession, type Person } from '../../../../ml/simulation/session.ts';
import { fromEvents, type PlayedInput } from '../../../replay/played-input.ts';
import { runReplay } from '../../../replay/replay.ts';
import { VERSION } from '../../../version.ts';
import type { Context } from '../context.ts';
import { createProgress } from '../progress.ts';
import { presentRun, seedNumber } from './replay.ts';

const DEFAULT_SEED = 7;
const ENROLMENT_SITTINGS = 4;
/** One sitting: about a quarter of an hour of office work. */
const SITTING = { keystrokes: 700, pointerActions: 90 } as const;
/** Seeds of people and sittings lie this far apart, so that no two draws are ever the same. */
const SEED_STEP = 1000;

const sitting = (name: string, person: Person, seed: number): PlayedInput =>
  fromEvents(name, () => generateSession(person, SITTING, createRandom(seed)));

interface DemoOptions {
  readonly seed: number;
  readonly json?: string;
  readonly html?: string;
}

export const addDemo = (program: Command, context: Context): void => {
  program
    .command('demo')
    .description(
      'show the whole story with two simulated people: learning, working, a takeover, the prompt and the lock',
    )
    .option('--seed <n>', 'of the simulated people', seedNumber, DEFAULT_SEED)
    .option('--json <file>', 'write the whole run as JSON ("-": to standard output)')
    .option('--html <file>', 'write a report that opens in any browser')
    .action(async ({ seed, json, html }: DemoOptions) => {
      const owner = createPerson(seed * SEED_STEP + 1);
      const stranger = createPerson(seed * SEED_STEP + 2);
      if (json !== '-') {
        context.stdout(
          'A demonstration with simulated people: a generator types and points, nothing of yours is watched or locked.\n\n',
        );
      }
      const progress = createProgress(context);
      try {
        const run = await runReplay({
          enrol: Array.from({ length: ENROLMENT_SITTINGS }, (_, i) =>
            sitting(`owner, sitting ${String(i + 1)}`, owner, seed * SEED_STEP + 10 + i),
          ),
          sessions: [
            sitting('the owner works', owner, seed * SEED_STEP + 20),
            sitting('a stranger takes over', stranger, seed * SEED_STEP + 21),
          ],
          policy: defaultPolicy(),
          mode: 'enforce',
          seed,
          simulated: true,
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
