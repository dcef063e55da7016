/** What the whole built agent costs while real input comes through a real X server, beside the input hook alone. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Status } from '../../contract/ipc.ts';
import { defaultPolicy, type Policy } from '../../contract/policy.ts';
import { unwrap } from '../../contract/result.ts';
import { controlAddress } from '../../main/control/address.ts';
import { connectToAgent } from '../../main/control/control-client.ts';
import { policyPath } from '../../main/policy/policy-keeper.ts';
import { createRecordingWriter } from '../../main/sensor/recording-writer.ts';
import { until } from '../support/dbus.ts';
import { missing } from '../support/needs.ts';
import { startXvfb } from '../support/x11.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { dayOfTheUser } from './established-engine.ts';
import { cpuSecondsOf, familyOf, memoryOf, type Memory } from './processes.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const BARE_HOOK = `
  import { uIOhook } from 'uiohook-napi';
  uIOhook.on('input', () => undefined);
  uIOhook.start();
  console.log('running');
`;
/** So much that training uses as many windows as the policy ever keeps, 2,000 of each modality. */
const WEEKS = { keystrokes: 20_500, pointerActions: 10_500 };
/** Policy under which nothing is trained yet, so that the measured agent itself trains on all of it. */
const NO_TRAINING = { keyboardWindows: 5_000, pointerWindows: 5_000 };

const MOVES = 10_000;
const MOVES_PER_CLICK = 1_000;
const WARM_UP_MOVES = 2_000;
/** What is aimed at; figures are given for exactly this. */
const MOVES_PER_SECOND = 1_000;
/** Between two moves, s: less than a thousandth, as a move itself takes time. */
const MOVE_PAUSE_S = 0.0008;
const ROUNDS = 2;
const SETTLE_MS = 2_000;
const IDLE_MS = 20_000;
const LIMIT_MS = 120_000;
const BYTES_PER_MB = 1024 ** 2;

/** Commands for xdotool: the pointer round and round in a circle, a click now and then, as aimed movements end. */
const moves = (count: number): string =>
  Array.from({ length: count }, (_, i) => {
    const angle = i / 50;
    const x = Math.round(640 + 300 * Math.cos(angle));
    const y = Math.round(400 + 300 * Math.sin(angle));
    const click = (i + 1) % MOVES_PER_CLICK === 0 ? ' click 1' : '';
    return `mousemove ${x} ${y} sleep ${MOVE_PAUSE_S}${click}`;
  }).join('\n');

/** Starts one of our Node's programs, waits until it has printed something, and ends it after `work`. */
const withProgram = async <T>(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  work: (pid: number) => Promise<T>,
): Promise<T> => {
  const child = spawn(process.execPath, args, { cwd: PROJECT, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const early = ended.then(() => {
    throw new Error(`${args.join(' ')} ended at once`);
  });
  try {
    await Promise.race([once(child.stdout, 'data'), early]);
    return await Promise.race([work(child.pid ?? 0), early]);
  } finally {
    early.catch(() => undefined);
    child.kill('SIGTERM');
    await ended;
  }
};

/** Nothing of the session that the benchmark itself runs in, but for what is given. */
const environment = (extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  LANG: 'C.UTF-8',
  ...extra,
});

const agentArgs = (...more: readonly string[]): string[] => [
  join(PROJECT, 'build', 'samehand.mjs'),
  ...['run', '--platform', 'simulated', '--mode', 'shadow', ...more],
];

const statusOf = async (home: string): Promise<Status> => {
  const place = { platform: process.platform, temporary: tmpdir(), uid: process.getuid?.() ?? 0 };
  const client = await connectToAgent(controlAddress(home, place).path);
  try {
    return unwrap(await client.call('status', {}));
  } finally {
    client.close();
  }
};

const writePolicy = (home: string, enrolment: Partial<Policy['enrolment']>): void => {
  const policy = defaultPolicy();
  writeFileSync(policyPath(home), JSON.stringify({ ...policy, enrolment: { ...policy.enrolment, ...enrolment } }));
};

/** Lets an agent see weeks of simulated work without training. */
const enrol = async (home: string, env: NodeJS.ProcessEnv): Promise<void> => {
  const recording = join(home, 'work.csv.gz');
  const writer = await createRecordingWriter(recording);
  for (const { timeMs, kind, code, x, y } of dayOfTheUser(1, WEEKS)) writer.write(timeMs, kind, code, x, y);
  await writer.finish();
  writePolicy(home, NO_TRAINING);
  await withProgram(agentArgs('--input', recording, '--speed', 'max'), env, () =>
    until('the recording to be played', async () => (await statusOf(home)).sensor.state === 'stopped', LIMIT_MS),
  );
  rmSync(recording);
  writePolicy(home, {});
};

/** Moves the pointer on `display`; resolves to moves a second. */
const movePointer = async (display: string, count: number): Promise<number> => {
  const began = performance.now();
  const hand = spawn('xdotool', ['-'], {
    env: environment({ DISPLAY: display }),
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  hand.stdin.end(moves(count));
  const [code] = (await once(hand, 'exit')) as [number | null];
  if (code !== 0) throw new Error('xdotool failed');
  return (count * 1_000) / (performance.now() - began);
};

/** Seconds of one processor that the process and its children take while the pointer moves. */
const underLoad = async (display: string, pid: number): Promise<{ cpuSeconds: number; rate: number }> => {
  await movePointer(display, WARM_UP_MOVES);
  await sleep(SETTLE_MS);
  const family = familyOf(pid);
  const before = cpuSecondsOf(family);
  const rate = await movePointer(display, MOVES);
  // What was buffered on the way is work of the load too.
  await sleep(SETTLE_MS);
  return { cpuSeconds: cpuSecondsOf(family) - before, rate };
};

interface AgentCost {
  /** Moves a second, and the seconds of one processor that they took. */
  readonly rate: number;
  readonly cpuSeconds: number;
  /** Share of one processor while nothing happens. */
  readonly idle: number;
  readonly memory: Memory;
}

interface Round {
  /** Seconds of one processor. */
  readonly hook: number;
  readonly agent: AgentCost;
}

const measureHook = (display: string): Promise<number> =>
  withProgram(
    ['--input-type=module', '-e', BARE_HOOK],
    environment({ DISPLAY: display }),
    async (pid) => (await underLoad(display, pid)).cpuSeconds,
  );

const measureAgent = (display: string, home: string, env: NodeJS.ProcessEnv): Promise<AgentCost> =>
  withProgram(agentArgs(), env, async (pid) => {
    const isTrained = ({ enrolment: { keyboard, pointer } }: Status): boolean =>
      keyboard.established && pointer.established;
    await until('both profiles to be trained', async () => isTrained(await statusOf(home)), LIMIT_MS);
    const load = await underLoad(display, pid);
    const { pointerMove } = (await statusOf(home)).counts;
    if (pointerMove !== WARM_UP_MOVES + MOVES) {
      throw new Error(`${pointerMove} of ${WARM_UP_MOVES + MOVES} moves were seen`);
    }
    await sleep(SETTLE_MS);
    const family = familyOf(pid);
    const before = cpuSecondsOf(family);
    await sleep(IDLE_MS);
    const idle = (cpuSecondsOf(family) - before) / (IDLE_MS / 1_000);
    return { ...load, idle, memory: memoryOf(family) };
  });

export const bench: Benchmark = {
  name: 'live',
  run: async () => {
    const lacking = missing('linux') ?? missing('xvfb') ?? missing('xdotool');
    if (lacking !== null) {
      console.log(`not measured: ${lacking}`);
      return [];
    }
    const home = mkdtempSync(join(tmpdir(), 'samehand-live-'));
    const server = await startXvfb();
    const env = environment({ DISPLAY: server.display, HOME: home, SAMEHAND_HOME: home });
    try {
      await enrol(home, env);
      const rounds: Round[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const hook = await measureHook(server.display);
        rounds.push({ hook, agent: await measureAgent(server.display, home, env) });
      }
      const total = (pick: (round: Round) => number): number => rounds.reduce((sum, round) => sum + pick(round), 0);
      const mean = (pick: (round: Round) => number): number => total(pick) / ROUNDS;
      const agent = total((round) => round.agent.cpuSeconds);
      const hook = total((round) => round.hook);
      const percent = (cpuSeconds: number): number => (100 * cpuSeconds * MOVES_PER_SECOND) / (ROUNDS * MOVES);
      // Only the first agent has training to do; the others show what it costs to find it done.
      const megabytes = (kind: keyof Memory): number =>
        Math.max(...rounds.map((round) => round.agent.memory[kind])) / BYTES_PER_MB;
      const measurements: Measurement[] = [
        { name: 'moves sent', value: mean((round) => round.agent.rate), unit: '/s' },
        { name: 'hook alone, at 1,000 moves/s', value: percent(hook), unit: '% of a core' },
        { name: 'agent, at 1,000 moves/s', value: percent(agent), unit: '% of a core' },
        { name: '… times the hook alone', value: agent / hook, unit: '×', goal: { atMost: 2.5 } },
        {
          name: 'agent, nobody at work',
          value: 100 * mean((round) => round.agent.idle),
          unit: '% of a core',
          goal: { atMost: 0.2 },
        },
        {
          name: 'agent, after training and load: resident',
          value: megabytes('resident'),
          unit: 'MB',
          goal: { atMost: 180 },
        },
        { name: '… its pages counted once', value: megabytes('proportional'), unit: 'MB' },
        { name: '… pages of its own', value: megabytes('own'), unit: 'MB' },
        { name: '… most at any time, training included', value: megabytes('peak'), unit: 'MB' },
      ];
      return measurements;
    } finally {
      await server.stop();
      rmSync(home, { recursive: true });
    }
  },
};
