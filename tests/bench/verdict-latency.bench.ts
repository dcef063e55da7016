/** How long a verdict takes from the batch that fills its window: to the engine's worker thread, through it and back. */
import { mkdtempSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { NODE_FLAGS } from '../../build/node-flags.mjs';
import { BATCH_MS, type EventBatch, type SourceEvent } from '../../contract/events.ts';
import type { Policy } from '../../contract/policy.ts';
import { startEngineClient } from '../../main/engine/engine-client.ts';
import type { EngineEvent } from '../../main/engine/port.ts';
import { WINDOWS } from '../../main/engine/window-shape.ts';
import { createPipeline } from '../../main/sensor/pipeline.ts';
import { createExtractor } from '../../ml/features/extractor.ts';
import { copyBatch, slotOf } from '../support/simulated-input.ts';
import type { Benchmark } from './benchmark.ts';
import { dayOfTheUser, ENROLMENT, rarelyTraining } from './established-engine.ts';
import { quantile } from './quantile.ts';

const WORK = { keystrokes: 7_500, pointerActions: 2_500 };
const GOAL = { atMost: 20 };
/** Rest before a measured batch, ms: between a person's batches the engine's thread sleeps, and waking takes time. */
const PAUSE_MS = 5;
/** Fewest new windows after which a policy lets the engine train again: with windows coming this fast it always does. */
const OFTEN = 10;
const LIMIT_MS = 60_000;

/** A batch, and how many windows it fills. */
interface Step {
  readonly batch: EventBatch;
  readonly windows: number;
}

/** Batches as a live sensor makes them, handed on when full or when their first event has waited long enough. */
const inLiveBatches = (events: readonly SourceEvent[], startMs: number): Step[] => {
  const steps: Step[] = [];
  let windows = 0;
  const extractor = createExtractor(WINDOWS, () => {
    windows += 1;
  });
  let waitingSince = Infinity;
  const pipeline = createPipeline({
    slotOf,
    deliver: (batch) => {
      waitingSince = Infinity;
      windows = 0;
      extractor.push(batch);
      steps.push({ batch: copyBatch(batch), windows });
    },
  });
  for (const { timeMs, kind, code, x, y } of events) {
    if (timeMs - waitingSince >= BATCH_MS) pipeline.flush();
    waitingSince = Math.min(waitingSince, timeMs);
    pipeline.push(startMs + timeMs, kind, code, x, y);
  }
  pipeline.flush();
  return steps;
};

/** The engine in its worker thread on a database on disk, as the built agent starts it. */
const startEngine = async (folder: string, policy: Policy) => {
  let verdicts = 0;
  let trainings = 0;
  let changed = Promise.withResolvers<undefined>();
  const onEvent = ({ type }: EngineEvent): void => {
    if (type === 'verdict') verdicts += 1;
    if (type === 'trained') trainings += 1;
    changed.resolve(undefined);
    changed = Promise.withResolvers();
  };
  const port = await startEngineClient(
    {
      databasePath: join(folder, 'behaviour.db'),
      key: randomBytes(32),
      user: 'bench',
      policy,
      seed: 1,
    },
    onEvent,
    new URL('../../dist/engine-worker.js', import.meta.url),
  );
  port.anchor('start');
  /** Waits for events until the condition holds. */
  const until = async (condition: () => boolean): Promise<void> => {
    const limit = sleep(LIMIT_MS, 'late', { ref: false });
    while (!condition()) {
      if ((await Promise.race([changed.promise, limit])) === 'late') throw new Error('the engine fell silent');
    }
  };
  return { port, until, verdicts: () => verdicts, trainings: () => trainings };
};

type RunningEngine = Awaited<ReturnType<typeof startEngine>>;

/** Hands over every batch and returns the milliseconds until the verdicts of each that fills a window. */
const measure = async ({ port, until, verdicts }: RunningEngine, steps: readonly Step[]): Promise<number[]> => {
  const latencies: number[] = [];
  for (const { batch, windows } of steps) {
    if (windows === 0) {
      port.push(batch);
      continue;
    }
    await sleep(PAUSE_MS);
    const expected = verdicts() + windows;
    const start = performance.now();
    port.push(batch);
    await until(() => verdicts() >= expected);
    latencies.push(performance.now() - start);
  }
  return latencies;
};

export const bench: Benchmark = {
  name: 'verdict-latency',
  run: async () => {
    // For the heap of the worker that is still to be started: as in the agent.
    NODE_FLAGS.forEach(setFlagsFromString);
    const folder = mkdtempSync(join(tmpdir(), 'samehand-latency-'));
    const policy = rarelyTraining();
    const enrolment = { ...policy.enrolment, keyboardWindows: 300, pointerWindows: 150 };
    const engine = await startEngine(folder, { ...policy, enrolment });
    const { port, until, trainings } = engine;
    try {
      const day = (number: number, options: typeof WORK): Step[] =>
        inLiveBatches(dayOfTheUser(number, options), number * 86_400_000);
      for (const { batch } of day(1, ENROLMENT)) port.push(batch);
      await until(() => trainings() === 2);
      const calm = await measure(engine, day(2, WORK));

      // Learning from whatever it sees, so that a chance dip of trust does not end the series of trainings.
      port.configure({ ...policy, mode: 'learn', enrolment: { ...enrolment, retrainAfterWindows: OFTEN } });
      const before = trainings();
      const busy = await measure(engine, day(3, WORK));
      return [
        { name: 'verdict after the batch that fills its window, p50', value: quantile(calm, 0.5), unit: 'ms' },
        { name: '… p99', value: quantile(calm, 0.99), unit: 'ms', goal: GOAL },
        { name: `… longest of ${calm.length}`, value: Math.max(...calm), unit: 'ms' },
        { name: '… while training, p50', value: quantile(busy, 0.5), unit: 'ms' },
        { name: '… while training, p99', value: quantile(busy, 0.99), unit: 'ms' },
        { name: '… trainings meanwhile', value: trainings() - before, unit: '' },
      ];
    } finally {
      await port.close();
      rmSync(folder, { recursive: true });
    }
  },
};
