/** `samehand run`: the agent itself, until it is told to stop. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { PushBody, Status } from '../../../../contract/ipc.ts';
import { MODES, type Mode } from '../../../../contract/policy.ts';
import type { CodePrompt, PromptReason } from '../../../../contract/step-up.ts';
import { CodedError } from '../../../../contract/result.ts';
import { PLATFORM_NAMES, type PlatformName } from '../../../platform/platform.ts';
import { outputOf, type Context } from '../context.ts';
import { screensOfRun } from '../screens-of-run.ts';
import { startLive } from '../../../live/start-live.ts';

interface RunOptions {
  readonly mode?: Mode;
  readonly platform?: PlatformName;
  readonly input?: string;
  readonly speed: number;
  readonly json?: boolean;
  readonly open?: boolean;
}

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Times real time; `Infinity` for as fast as possible, since Commander takes a null for a missing value. */
const speedFactor = (text: string): number => {
  if (text === 'max') return Infinity;
  const value = Number(text);
  if (!(value > 0) || value === Infinity) throw new InvalidArgumentError('It must be a positive number or "max".');
  return value;
};

/** The first one; those that follow while it ends change nothing, where by themselves they would end it at once. */
const signalled = (): Promise<string> =>
  new Promise((resolve) => {
    for (const signal of STOP_SIGNALS) {
      process.on(signal, () => {
        resolve(signal);
      });
    }
  });

const greeting = (status: Status): string[] => [
  `Samehand ${status.version} is running (mode ${status.mode}). It watches the timing of typing and pointing, never the text.`,
  status.sensor.state === 'running'
    ? 'Keyboard and pointer are seen.'
    : `Not seeing keyboard and pointer: ${status.sensor.reason}`,
  ...status.warnings.map((warning) => `Warning: ${warning}`),
  'In another terminal: samehand status | watch | pause | profile show | step-up status. Stop with Ctrl+C.',
];

const REASONS: Readonly<Record<PromptReason, string>> = {
  doubt: 'The hands do not look like yours.',
  unlock: 'The workstation was unlocked.',
  resume: 'The machine woke up.',
  'user-switch': 'Another user was here.',
  accommodation: 'It is time for a code.',
  'agent-death': 'The agent was ended by force.',
};

const promptLine = ({ reason, until }: CodePrompt): string =>
  `${REASONS[reason]} Give a one-time code until ${until}, in another terminal: samehand code\n`;

export const addRun = (program: Command, context: Context): void => {
  program
    .command('run')
    .description('run the agent in this terminal until it is stopped')
    .addOption(new Option('--mode <mode>', 'lay over the policy for this run').choices([...MODES]))
    .addOption(
      new Option('--platform <name>', 'lock this kind of workstation; "simulated" locks nothing').choices([
        ...PLATFORM_NAMES,
      ]),
    )
    .option('--input <recording>', 'watch a recording in real time instead of keyboard and pointer, to try things out')
    .option('--speed <factor>', 'with --input: 1 is real time, "max" as fast as possible', speedFactor, 1)
    .option('--open', 'show the windows in your browser too, as samehand open does')
    .option('--json', 'print the status as one JSON object once the agent runs, and on every change')
    .action(async ({ mode, platform, input, speed, json, open }: RunOptions) => {
      const stopped = signalled();
      const live = await startLive({
        home: context.home,
        env: context.env,
        mode: mode ?? null,
        platform: platform ?? null,
        source:
          input === undefined
            ? { kind: 'hook' }
            : { kind: 'replay', path: input, speed: speed === Infinity ? null : speed },
      }).catch((cause: unknown) => {
        if (open !== true || !(cause instanceof CodedError) || cause.code !== 'agent-already-running') throw cause;
        throw new CodedError(cause.code, `${cause.message} Its windows are shown by "samehand open".`, { cause });
      });
      const output = outputOf(context, json);
      const first = live.agent.status();
      let last = first.state;
      /** The question that was printed: it is pushed again whenever it changes. */
      let asked: string | null = null;
      output.answer(first, greeting(first));
      const unsubscribe = live.agent.subscribe((name, body) => {
        if (name === 'prompt' && json !== true) {
          const { prompt } = body as PushBody<'prompt'>;
          if (prompt !== null && prompt.id !== asked) context.stdout(promptLine(prompt));
          asked = prompt?.id ?? null;
        }
        if (name !== 'status') return;
        const status = body as Status;
        if (json === true) context.stdout(`${JSON.stringify(status)}\n`);
        else if (status.state !== last) {
          const why = status.state === 'degraded' && status.sensor.reason !== '' ? `: ${status.sensor.reason}` : '';
          context.stdout(`Now ${status.state}${why}\n`);
        }
        last = status.state;
      });
      const screens = open === true ? await screensOfRun(context, live, json === true) : null;
      const reason = await Promise.race([stopped, live.quit.then(() => 'quit')]);
      if (reason !== 'quit') await live.agent.interrupted(reason);
      await screens?.close();
      unsubscribe();
      await live.stop(reason);
      output.say('Stopped; everything is stored.');
    });
};
