/** How long it takes to try a policy on thirty days of stored verdicts, and for how long at a time scoring waits for it. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Policy } from '../../contract/policy.ts';
import { unwrap } from '../../contract/result.ts';
import type { Verdict } from '../../contract/verdict.ts';
import { startEngineClient } from '../../main/engine/engine-client.ts';
import { createEngine, type Engine } from '../../main/engine/engine.ts';
import { FEATURE_COUNTS } from '../../main/engine/learner.ts';
import { shippedPopulation } from '../../main/engine/population.ts';
import { WINDOWS } from '../../main/engine/window-shape.ts';
import { openBehaviourStore, type BehaviourStore } from '../../main/store/behaviour-store.ts';
import { inBatches, sitting } from '../support/simulated-input.ts';
import type { Benchmark } from './benchmark.ts';
import { dayOfTheUser, ENROLMENT, rarelyTraining } from './established-engine.ts';
import { quantile } from './quantile.ts';

const USER = 'bench';
const DAYS = 30;
const VERDICTS_A_DAY = 1_600;
const DAY_SECONDS = 86_400;
const WORK_SECONDS = 28_800;
/** The oldest verdict is younger than the days asked for by so much. */
const MARGIN_SECONDS = 3_600;
/** Somebody else sat down once in so many days. */
const STRANGE_EVERY_DAYS = 10;
const STRANGER = 5;
const STRANGE_VERDICTS = 20;
const WORK = { keystrokes: 4_000, pointerActions: 1_000 };
const ROUNDS = 5;

/** Every kind of thing that makes a trial longer: limits chosen anew, a mode that holds back, rules of the time of day. */
const candidateOf = (policy: Policy): Policy => ({
  ...policy,
  falseLockBudgetPerDay: 0.5,
  times: [
    { days: ['mon', 'wed', 'fri'], from: '12:00', to: '14:00', mode: 'shadow', scoring: true },
    { days: ['sat', 'sun'], from: '22:00', to: '06:00', mode: null, scoring: false },
  ],
});

const openOn = (path: string, key: Uint8Array, emit: (verdict: Verdict) => void) => {
  let ids = 0;
  const store = unwrap(openBehaviourStore({ path, key, features: FEATURE_COUNTS }));
  const engine = createEngine({
    store,
    policy: rarelyTraining(),
    user: USER,
    population: shippedPopulation(),
    seed: 1,
    now: Date.now,
    newId: () => {
      ids += 1;
      return String(ids);
    },
    emit: (event) => {
      if (event.type === 'verdict') emit(event.verdict);
    },
  });
  return { store, engine };
};

/** What the engine says of the user's work, and of somebody else's after that. */
const judgedVerdicts = (path: string, key: Uint8Array) => {
  const seen: Verdict[] = [];
  const { store, engine } = openOn(path, key, (verdict) => seen.push(verdict));
  engine.anchor('start');
  inBatches(dayOfTheUser(1, ENROLMENT), engine.push);
  engine.trainNow();
  const play = (events: Parameters<typeof inBatches>[0]): Verdict[] => {
    seen.length = 0;
    inBatches(events, engine.push);
    return [...seen];
  };
  const own = play(dayOfTheUser(2, WORK));
  const strange = play(sitting(STRANGER, 1, WORK));
  return { store, engine, own, strange };
};

/** Replaces what was stored on the way by thirty days of it. */
const fill = (store: BehaviourStore, own: readonly Verdict[], strange: readonly Verdict[]): void => {
  const now = Math.floor(Date.now() / 1000);
  unwrap(
    store.transaction(({ verdicts, users }) => {
      users.ensure(USER);
      verdicts.remove(USER, 'keyboard');
      verdicts.remove(USER, 'pointer');
      for (let day = 0; day < DAYS; day += 1) {
        const isStrange = day % STRANGE_EVERY_DAYS === 0;
        for (let i = 0; i < VERDICTS_A_DAY; i += 1) {
          const from = isStrange && i < STRANGE_VERDICTS ? strange : own;
          const verdict = from[i % from.length];
          if (verdict === undefined) throw new Error('nothing was judged');
          verdicts.insert({
            ...verdict,
            windowId: null,
            sessionId: `day ${String(day)}`,
            userId: USER,
            at: now - (DAYS - day) * DAY_SECONDS + MARGIN_SECONDS + Math.floor((i * WORK_SECONDS) / VERDICTS_A_DAY),
            fresh: WINDOWS[verdict.modality].hop,
          });
        }
      }
    }),
  );
};

/** Milliseconds of every step of one trial. */
const measureSteps = async (engine: Engine): Promise<number[]> => {
  const times: number[] = [];
  const answer = engine.simulate(candidateOf(rarelyTraining()), DAYS);
  while (engine.busy) {
    const start = performance.now();
    engine.step();
    times.push(performance.now() - start);
  }
  const { verdicts } = await answer;
  if (verdicts !== DAYS * VERDICTS_A_DAY) throw new Error(`tried on ${String(verdicts)} verdicts`);
  return times;
};

export const bench: Benchmark = {
  name: 'what-if',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'samehand-what-if-'));
    const databasePath = join(folder, 'behaviour.db');
    const key = randomBytes(32);
    try {
      const { store, engine, own, strange } = judgedVerdicts(databasePath, key);
      fill(store, own, strange);
      const steps: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) steps.push(...(await measureSteps(engine)));
      engine.close();

      const port = await startEngineClient(
        { databasePath, key, user: USER, policy: rarelyTraining(), seed: 1 },
        () => undefined,
        new URL('../../dist/engine-worker.js', import.meta.url),
      );
      const totals: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const start = performance.now();
        await port.simulate(candidateOf(rarelyTraining()), DAYS);
        totals.push((performance.now() - start) / 1000);
      }
      await port.close();
      return [
        {
          name: `policy tried on ${String(DAYS)} days of ${String(VERDICTS_A_DAY)} verdicts, first`,
          value: totals[0] ?? Infinity,
          unit: 's',
          goal: { atMost: 2 },
        },
        { name: `… longest of ${String(ROUNDS)}`, value: Math.max(...totals), unit: 's', goal: { atMost: 2 } },
        { name: '… step, p99', value: quantile(steps, 0.99), unit: 'ms' },
        { name: '… longest step', value: Math.max(...steps), unit: 'ms', goal: { atMost: 50 } },
      ];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
