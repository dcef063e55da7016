import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SourceEvent } from '../../contract/events.ts';
import { defaultPolicy, type Policy } from '../../contract/policy.ts';
import { timeRuleSchema } from '../../contract/policy-context.ts';
import { whatIfSchema, type WhatIf } from '../../contract/policy-view.ts';
import { unwrap } from '../../contract/result.ts';
import type { Verdict } from '../../contract/verdict.ts';
import { sitting, slotOf } from '../../tests/support/simulated-input.ts';
import { decide } from '../response/decision.ts';
import { createPipeline } from '../sensor/pipeline.ts';
import { openBehaviourStore, type BehaviourStore } from '../store/behaviour-store.ts';
import { createEngine, type Engine } from './engine.ts';
import { FEATURE_COUNTS } from './learner.ts';
import { shippedPopulation } from './population.ts';
import type { EngineEvent } from './port.ts';

const KEY = new Uint8Array(32).fill(9);
const MORNING = new Date(2026, 0, 5, 9).getTime();
const NIGHT_MS = 15 * 3_600_000;
const OWNER = 4;
const STRANGER = 5;
const SITTING = { keystrokes: 600, pointerActions: 60 };

/** Acts as soon as there is a baseline, and keeps limits and models as they are from the first training on. */
const POLICY: Policy = {
  ...defaultPolicy(),
  enforceWhen: 'established',
  enrolment: { ...defaultPolicy().enrolment, retrainAfterWindows: 5_000, retrainAfterHours: 720 },
};

let folder: string;
let store: BehaviourStore;
let engine: Engine;
let events: EngineEvent[];
let nowMs: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-what-if-'));
  events = [];
  nowMs = MORNING;
  store = unwrap(openBehaviourStore({ path: join(folder, 'behaviour.db'), key: KEY, features: FEATURE_COUNTS }));
  let ids = 0;
  engine = createEngine({
    store,
    policy: POLICY,
    user: 'u',
    population: shippedPopulation(),
    seed: 1,
    now: () => nowMs,
    newId: () => {
      ids += 1;
      return String(ids);
    },
    emit: (event) => events.push(event),
  });
});
afterEach(() => {
  engine.close();
  rmSync(folder, { recursive: true });
});

/** Plays a sitting event by event, at the times of its events, and calls back with every verdict. */
const play = (input: readonly SourceEvent[], onVerdict: (verdict: Verdict) => void = () => undefined): void => {
  const startMs = nowMs;
  const pipeline = createPipeline({ slotOf, deliver: engine.push });
  for (const { timeMs, kind, code, x, y } of input) {
    nowMs = startMs + timeMs;
    events = [];
    pipeline.push(timeMs, kind, code, x, y);
    pipeline.flush();
    for (const event of events) if (event.type === 'verdict') onVerdict(event.verdict);
  }
};

const leave = (): void => {
  engine.attend(false);
};
const comeBack = (): void => {
  engine.attend(true);
  engine.anchor('unlock');
};

const enrol = (): void => {
  engine.anchor('start');
  for (const day of [1, 2, 3]) {
    if (day > 1) comeBack();
    play(sitting(OWNER, day, SITTING));
    leave();
    nowMs += NIGHT_MS;
  }
  engine.trainNow();
  // Only what comes from now on is within the days that are asked for.
  nowMs += 40 * 86_400_000;
  comeBack();
};

/** The agent's part, for one who answers every question at once, or none: what it did. */
const act = (input: readonly SourceEvent[], { answers }: { readonly answers: boolean }) => {
  const done = { prompts: 0, locks: 0 };
  const question = { sinceMs: Infinity };
  const isAsked = (): boolean => question.sinceMs !== Infinity;
  const lock = (): void => {
    done.locks += 1;
    question.sinceMs = Infinity;
    leave();
    comeBack();
  };
  play(input, ({ level }) => {
    // The lock came at the end of that time: this verdict was still to come when somebody unlocked.
    if (nowMs - question.sinceMs >= POLICY.stepUp.promptSeconds * 1000) lock();
    const { action } = decide({ mode: 'enforce', ready: true, level, asked: isAsked(), locked: false, paused: false });
    if (action === 'lock') lock();
    else if (action === 'prompt') {
      done.prompts += 1;
      if (answers) engine.anchor('code');
      else question.sinceMs = nowMs;
    } else if (level === 'trusted') question.sinceMs = Infinity;
  });
  if (isAsked()) done.locks += 1;
  return done;
};

const simulate = async (candidate: Policy, days = 30, inForce: Policy | null = null): Promise<WhatIf> => {
  const answer = engine.simulate(candidate, days, inForce);
  while (engine.busy) engine.step();
  return whatIfSchema.parse(await answer);
};

const shadow: Policy = { ...POLICY, mode: 'shadow' };

describe('what if', () => {
  it('asks as often under the policy in force as was asked for one who always answers', async () => {
    enrol();
    play(sitting(OWNER, 4, SITTING));
    const { prompts } = act(sitting(STRANGER, 1, SITTING), { answers: true });
    expect(prompts).toBeGreaterThan(3);
    nowMs += 3_600_000;
    const { inForce, candidate } = await simulate(POLICY);
    expect(inForce.prompts).toBe(prompts);
    expect(candidate).toEqual(inForce);
  });

  it('locks as often under the policy in force as was locked for one who never does', async () => {
    enrol();
    play(sitting(OWNER, 4, SITTING));
    const { locks, prompts } = act(sitting(STRANGER, 1, SITTING), { answers: false });
    expect(locks).toBeGreaterThan(3);
    expect(prompts).toBeGreaterThanOrEqual(locks);
    nowMs += 3_600_000;
    expect((await simulate(POLICY)).inForce.locks).toBe(locks);
  });

  it('shows what a policy in shadow would do if it were enforced, and says what it held back', async () => {
    enrol();
    engine.configure(shadow);
    play(sitting(STRANGER, 1, SITTING));
    nowMs += 3_600_000;
    const answer = await simulate(POLICY);
    expect(answer.inForce).toMatchObject({ mode: 'shadow', prompts: 0, locks: 0 });
    expect(answer.candidate.mode).toBe('enforce');
    expect(answer.candidate.prompts).toBeGreaterThan(3);
    expect(answer.candidate.locks).toBeGreaterThan(3);
    const { prompts, locks } = answer.candidate;
    expect(answer.notes[0]).toBe(
      `The policy in force held back ${String(prompts)} prompts and ${String(locks)} locks, by its mode or because a baseline is not ready to act on.`,
    );
    // A rule of the moment may lie over the policy: then it is named.
    expect((await simulate(shadow, 30, POLICY)).inForce).toEqual(answer.candidate);
  });

  it('asks less often at a lower level, and not at all for the owner', async () => {
    enrol();
    play(sitting(OWNER, 4, SITTING));
    nowMs += 1000;
    expect((await simulate(POLICY)).inForce).toMatchObject({ prompts: 0, locks: 0 });
    play(sitting(STRANGER, 1, SITTING));
    const { inForce, candidate } = await simulate({ ...POLICY, promptBelow: 35 });
    expect(candidate.prompts).toBeLessThan(inForce.prompts);
  });

  it('counts by day, and only the days that were asked for', async () => {
    enrol();
    const first = new Date(nowMs);
    play(sitting(STRANGER, 1, SITTING));
    leave();
    nowMs += 3 * 86_400_000;
    comeBack();
    play(sitting(OWNER, 4, SITTING));
    nowMs += 1000;
    const both = await simulate(POLICY);
    const pad = (value: number): string => String(value).padStart(2, '0');
    expect(both.activeDays).toBe(2);
    expect(both.inForce.byDay).toHaveLength(2);
    expect(both.inForce.byDay[0]).toEqual({
      day: `${String(first.getFullYear())}-${pad(first.getMonth() + 1)}-${pad(first.getDate())}`,
      prompts: both.inForce.prompts,
      locks: both.inForce.locks,
    });
    expect(both.inForce.byDay[1]).toMatchObject({ prompts: 0, locks: 0 });
    const last = await simulate(POLICY, 1);
    expect(last).toMatchObject({ days: 1, activeDays: 1, inForce: { prompts: 0, locks: 0 } });
    expect(last.verdicts).toBeLessThan(both.verdicts);
    nowMs += 60 * 86_400_000;
    expect(await simulate(POLICY)).toMatchObject({ activeDays: 0, verdicts: 0, inForce: { byDay: [] } });
  });

  it('goes by rules for the time of day', async () => {
    enrol();
    play(sitting(STRANGER, 1, SITTING));
    const allWeek = { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '23:59' };
    const { inForce, candidate } = await simulate({
      ...POLICY,
      times: [timeRuleSchema.parse({ ...allWeek, scoring: false })],
    });
    expect(inForce.prompts).toBeGreaterThan(3);
    expect(candidate).toMatchObject({ prompts: 0, locks: 0 });
  });

  it('gives a candidate with another budget the limits that it would have once it is in force', async () => {
    enrol();
    play(sitting(OWNER, 4, SITTING));
    play(sitting(STRANGER, 1, SITTING));
    nowMs += 1000;
    const strict = { ...POLICY, falseLockBudgetPerDay: 5 };
    const before = await simulate(strict);
    expect(before.candidate.falseLocksPerDay.keyboard).toBeGreaterThan(before.inForce.falseLocksPerDay.keyboard ?? 1);
    expect(before.candidate.locks).toBeGreaterThanOrEqual(before.inForce.locks);
    expect(before.notes.some((note) => note.includes('limits were chosen anew'))).toBe(true);
    engine.configure(strict);
    while (engine.busy) engine.step();
    const after = await simulate(POLICY);
    expect(after.inForce).toEqual(before.candidate);
    expect(after.candidate).toEqual(before.inForce);
  });

  it('gives the same answer twice, changes nothing, and lets scoring go on meanwhile', async () => {
    enrol();
    play(sitting(STRANGER, 1, SITTING));
    const stored = (): unknown =>
      unwrap(
        store.transaction(({ verdicts, windows, profiles }) => [
          verdicts.span('u', 0, Number.MAX_SAFE_INTEGER),
          windows.countByState('u', 'keyboard'),
          profiles.list('u', 'keyboard').map(({ calibration }) => calibration),
        ]),
      );
    const strict = { ...POLICY, falseLockBudgetPerDay: 5 };
    const before = stored();
    const once = await simulate(strict);
    expect(await simulate(strict)).toEqual(once);
    expect(stored()).toEqual(before);

    const answers = Promise.all([engine.simulate(strict, 30), engine.simulate(POLICY, 30)]);
    const judged: Verdict[] = [];
    play(sitting(OWNER, 4, { keystrokes: 120, pointerActions: 0 }), (verdict) => {
      judged.push(verdict);
      engine.step();
    });
    expect(judged.length).toBeGreaterThan(5);
    expect(engine.busy).toBe(true);
    while (engine.busy) engine.step();
    const [first, second] = await answers;
    expect(first.candidate.falseLocksPerDay).toEqual(once.candidate.falseLocksPerDay);
    expect(second.candidate.falseLocksPerDay).toEqual(once.inForce.falseLocksPerDay);
  });

  it('says what it does not know', async () => {
    const weights = { behaviour: 1, network: 0.2, timeOfDay: 0.1 };
    const applications = [{ id: 'a'.repeat(64), note: '' }];
    const { notes, inForce } = await simulate({ ...POLICY, weights, applications }, 30, {
      ...POLICY,
      retention: { ...POLICY.retention, verdictDays: 7 },
    });
    expect(inForce).toMatchObject({ prompts: 0, locks: 0, falseLocksPerDay: { keyboard: null, pointer: null } });
    expect(notes.join('\n')).toMatch(/kept for 7 days/);
    expect(notes.join('\n')).toMatch(/circumstances count as familiar/);
    expect(notes.join('\n')).toMatch(/Which application was in front is not stored/);
    expect((await simulate(POLICY)).notes).toHaveLength(2);
  });

  it('is refused when the engine is closed before it is done', async () => {
    const answer = expect(engine.simulate(POLICY, 30)).rejects.toMatchObject({ code: 'interrupted' });
    engine.close();
    await answer;
    engine = createEngine({
      store: unwrap(openBehaviourStore({ path: join(folder, 'behaviour.db'), key: KEY, features: FEATURE_COUNTS })),
      policy: POLICY,
      user: 'u',
      population: shippedPopulation(),
      seed: 1,
      now: () => nowMs,
      newId: () => 'last',
      emit: () => undefined,
    });
  });
});
