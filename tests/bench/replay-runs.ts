/**
 * The process that the replay benchmark measures in: plays its arguments, keystrokes and pointer actions of one
 * simulated day, again and again, and prints a {@link ReplayRuns} as JSON.
 */
import { createPipeline } from '../../main/sensor/pipeline.ts';
import { slotOf } from '../support/simulated-input.ts';
import { dayOfTheUser, establishedEngine } from './established-engine.ts';

export interface ReplayRuns {
  /** Events per second of processor time, all threads counted, of every run. */
  readonly rates: readonly number[];
  /** Share of the events that completed a window, and share of the windows that were judged. */
  readonly windows: number;
  readonly judged: number;
}

/** Events of one timed run, at least: long enough for the coarsest processor clock. */
const EVENTS_PER_RUN = 500_000;
const WARM_UP = 2;
const RUNS = 9;
const PAUSE_MS = 1_000;
const US_PER_SECOND = 1e6;

const measure = (keystrokes: number, pointerActions: number): ReplayRuns => {
  const events = dayOfTheUser(2, { keystrokes, pointerActions });
  let windows = 0;
  let judged = 0;
  const engine = establishedEngine((event) => {
    if (event.type !== 'verdict') return;
    windows += 1;
    if (event.verdict.abstained === null) judged += 1;
  });
  const pipeline = createPipeline({ slotOf, deliver: engine.push });
  const times = Math.ceil(EVENTS_PER_RUN / events.length);
  const firstMs = events[0]?.timeMs ?? 0;
  const lengthMs = (events.at(-1)?.timeMs ?? 0) - firstMs + PAUSE_MS;
  let startMs = 0;

  const run = (): number => {
    const before = process.cpuUsage();
    for (let time = 0; time < times; time += 1) {
      for (const { timeMs, kind, code, x, y } of events) pipeline.push(startMs + timeMs - firstMs, kind, code, x, y);
      startMs += lengthMs;
    }
    const { user, system } = process.cpuUsage(before);
    return (times * events.length * US_PER_SECOND) / (user + system);
  };

  for (let i = 0; i < WARM_UP; i += 1) run();
  const rates = Array.from({ length: RUNS }, run);
  engine.close();
  return { rates, windows: windows / ((WARM_UP + RUNS) * times * events.length), judged: judged / windows };
};

const [keystrokes, pointerActions] = process.argv.slice(2).map(Number);
console.log(JSON.stringify(measure(keystrokes ?? 0, pointerActions ?? 0)));
