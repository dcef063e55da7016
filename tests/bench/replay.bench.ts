/** How fast recorded input is judged: events through the sensor's pipeline and the engine, on one processor. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { NODE_FLAGS } from '../../build/node-flags.mjs';
import { findProgram } from '../support/needs.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { median } from './quantile.ts';
import type { ReplayRuns } from './replay-runs.ts';

/** Keystrokes to pointer actions: three to one fills the default policy's working day of 8,000 actions. */
const MIXES = [
  { name: 'office work', keystrokes: 6_000, pointerActions: 2_000, goal: { atLeast: 500_000 } },
  { name: 'keyboard alone', keystrokes: 6_000, pointerActions: 0 },
  { name: 'pointer alone', keystrokes: 0, pointerActions: 2_000 },
];
const PROCESS = fileURLToPath(new URL('./replay-runs.ts', import.meta.url));

/** In a process with the agent's own flags, held on one processor where the system has `taskset`. */
const measure = (keystrokes: number, pointerActions: number): ReplayRuns => {
  const command = [process.execPath, ...NODE_FLAGS, PROCESS, String(keystrokes), String(pointerActions)];
  const taskset = findProgram('taskset');
  const [program = '', ...args] = taskset === null ? command : [taskset, '--cpu-list', '0', ...command];
  return JSON.parse(execFileSync(program, args, { encoding: 'utf8' })) as ReplayRuns;
};

export const bench: Benchmark = {
  name: 'replay',
  run: () =>
    Promise.resolve(
      MIXES.flatMap(({ name, keystrokes, pointerActions, goal }): Measurement[] => {
        const { rates, windows, judged } = measure(keystrokes, pointerActions);
        return [
          {
            name: `replay of ${name}`,
            value: median(rates),
            unit: 'events/s',
            ...(goal === undefined ? {} : { goal }),
          },
          { name: `… best of ${rates.length} runs`, value: Math.max(...rates), unit: 'events/s' },
          { name: '… windows', value: 1_000 * windows, unit: 'per 1,000 events' },
          { name: '… of them judged', value: 100 * judged, unit: '%' },
        ];
      }),
    ),
};
