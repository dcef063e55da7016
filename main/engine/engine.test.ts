import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy, type Policy } from '../../contract/policy.ts';
import { unwrap } from '../../contract/result.ts';
import type { Verdict } from '../../contract/verdict.ts';
import { inBatches, sitting } from '../../tests/support/simulated-input.ts';
import { openBehaviourStore, type BehaviourStore } from '../store/behaviour-store.ts';
import { createEngine, type Engine } from './engine.ts';
import { FEATURE_COUNTS } from './learner.ts';
import { shippedPopulation } from './population.ts';
import type { EngineEvent } from './port.ts';

const KEY = new Uint8Array(32).fill(5);
const TYPING = { keystrokes: 1500, pointerActions: 0 };
const SITTING = { keystrokes: 600, pointerActions: 0 };
/** Simulated people whose typing differs plainly. */
const OWNER = 4;
const STRANGER = 5;

let folder: string;
let store: BehaviourStore;
let events: EngineEvent[];
let nowMs: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-engine-'));
  events = [];
  nowMs = Date.UTC(2026, 0, 5, 9);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const open = (policy: Policy = defaultPolicy()): Engine => {
  store = unwrap(openBehaviourStore({ path: join(folder, 'behaviour.db'), key: KEY, features: FEATURE_COUNTS }));
  let ids = 0;
  const engine = createEngine({
    store,
    policy,
    user: 'u',
    population: shippedPopulation(),
    seed: 1,
    now: () => nowMs,
    newId: () => {
      ids += 1;
      return `${String(nowMs)}-${String(ids)}`;
    },
    emit: (event) => events.push(event),
  });
  engine.anchor('start');
  return engine;
};

/** Plays events and runs due training to its end after every batch. */
const play = (engine: Engine, person: number, day: number, options = TYPING): void => {
  inBatches(sitting(person, day, options), (batch) => {
    engine.push(batch);
    while (engine.busy) engine.step();
  });
};

const verdicts = (): Verdict[] => events.flatMap((event) => (event.type === 'verdict' ? [event.verdict] : []));
const trainings = (): EngineEvent[] => events.filter(({ type }) => type === 'trained');
const windowStates = () => unwrap(store.transaction(({ windows }) => windows.countByState('u', 'keyboard')));

describe('engine', () => {
  it('abstains while it learns, and establishes a baseline from the policy’s number of windows', () => {
    const engine = open();
    play(engine, 1, 1);
    const learning = verdicts().filter(({ abstained }) => abstained === 'learning');
    // Windows that the same batch filled after the hundredth are answered before the training runs.
    expect(learning.length).toBeGreaterThanOrEqual(100);
    expect(learning.length).toBeLessThanOrEqual(103);
    expect(learning.every(({ llr, level, trust }) => llr === null && level === 'learning' && trust === 100)).toBe(true);
    expect(trainings()[0]).toEqual({
      type: 'trained',
      modality: 'keyboard',
      windows: 100,
      profileVersion: 1,
      first: true,
    });
    expect(engine.enrolment().keyboard).toMatchObject({ established: true, progress: 1 });
    expect(engine.enrolment().pointer).toMatchObject({ established: false, windows: 0 });
    engine.close();
  });

  it('keeps trust for the same person and loses it for another', () => {
    const engine = open();
    for (const day of [1, 2, 3]) play(engine, OWNER, day, SITTING);
    events = [];
    play(engine, OWNER, 4, SITTING);
    expect(verdicts().every(({ level }) => level === 'trusted')).toBe(true);
    events = [];
    play(engine, STRANGER, 1, SITTING);
    expect(verdicts().at(-1)?.level).toBe('distrusted');
    expect(verdicts().at(-1)?.trust).toBeLessThan(30);
    engine.close();
  });

  it('is there again after a restart: profile, behaviour and session counts come from the database', () => {
    const first = open();
    play(first, 1, 1);
    first.close();
    nowMs += 3_600_000;
    const second = open();
    expect(second.enrolment().keyboard.established).toBe(true);
    events = [];
    play(second, 1, 2, { keystrokes: 200, pointerActions: 0 });
    const scored = verdicts().filter(({ abstained }) => abstained === null);
    expect(scored.length).toBeGreaterThan(10);
    expect(scored.every(({ byModel }) => byModel['timing-likelihood'] !== undefined)).toBe(true);
    const summary = second.profile();
    expect(summary.sessions).toBe(1);
    second.close();
    const third = open();
    expect(third.profile().sessions).toBe(2);
    third.close();
  });

  it('enrols anew when what decides cannot be read: damaged, or of a program with another population', () => {
    const first = open();
    for (const day of [1, 2, 3]) play(first, OWNER, day, SITTING);
    first.trainNow();
    expect(first.enrolment().keyboard.established).toBe(true);
    first.close();
    const engine = open();
    store.transaction(({ behaviours }) => {
      behaviours.save({ userId: 'u', modality: 'keyboard', body: new Uint8Array([1, 2, 3]), reference: null });
    });
    // As after a crash: what is in memory is not written over it.
    store.close();
    const again = open();
    expect(again.enrolment().keyboard.established).toBe(false);
    for (const day of [4, 5, 6]) play(again, OWNER, day, SITTING);
    again.trainNow();
    expect(again.enrolment().keyboard).toMatchObject({ established: true, withinBudget: true });
    events = [];
    play(again, OWNER, 7, SITTING);
    expect(Math.min(...verdicts().map(({ trust }) => trust))).toBeGreaterThan(60);
    expect(engine.trust).toBe(100);
    again.close();
  });

  it('saves what was learned every minute, so that a killed agent loses no more', () => {
    const engine = open();
    play(engine, OWNER, 1, SITTING);
    const saved = (): Uint8Array | null =>
      unwrap(store.transaction(({ behaviours }) => behaviours.load('u', 'keyboard')))?.body ?? null;
    expect(saved()).toBeNull();
    nowMs += 61_000;
    engine.tick();
    expect(saved()?.length).toBeGreaterThan(1000);
    engine.close();
  });

  it('never trains twice on the same windows', () => {
    const engine = open();
    play(engine, 1, 1, { keystrokes: 1100, pointerActions: 0 });
    // Leaving has what still waits learned.
    engine.attend(false);
    engine.trainNow();
    const before = trainings().length;
    engine.trainNow();
    nowMs += 48 * 3_600_000;
    engine.tick();
    while (engine.busy) engine.step();
    expect(trainings()).toHaveLength(before);
    expect(windowStates()).toMatchObject({ new: 0 });
    engine.close();
  });

  it('trains again on schedule as soon as there is something new', () => {
    const engine = open();
    play(engine, 1, 1, { keystrokes: 1100, pointerActions: 0 });
    engine.trainNow();
    play(engine, 1, 1, { keystrokes: 120, pointerActions: 0 });
    engine.attend(false);
    const before = trainings().length;
    engine.tick();
    expect(engine.busy).toBe(false);
    nowMs += 25 * 3_600_000;
    engine.tick();
    while (engine.busy) engine.step();
    expect(trainings()).toHaveLength(before + 1);
    engine.close();
  });

  it('puts windows seen at low trust into quarantine once the baseline may act', () => {
    const engine = open({ ...defaultPolicy(), enforceWhen: 'established' });
    for (const day of [1, 2, 3]) play(engine, OWNER, day, SITTING);
    engine.trainNow();
    engine.anchor('unlock');
    const before = windowStates();
    play(engine, STRANGER, 1, SITTING);
    store.flush();
    const after = windowStates();
    expect(after.quarantined - before.quarantined).toBeGreaterThan(40);
    // Until trust has fallen a few windows pass; never more than fall between 100 and the level above which it learns.
    expect(after.new + after.trained - before.new - before.trained).toBeLessThan(10);
    engine.close();
  });

  it('neither scores nor learns while it does not attend, and opens a new session afterwards', () => {
    const engine = open();
    play(engine, 1, 1, { keystrokes: 100, pointerActions: 0 });
    const seen = verdicts().length;
    engine.attend(false);
    play(engine, 1, 2, { keystrokes: 300, pointerActions: 0 });
    expect(verdicts()).toHaveLength(seen);
    engine.attend(true);
    engine.anchor('unlock');
    play(engine, 1, 3, { keystrokes: 100, pointerActions: 0 });
    expect(verdicts().length).toBeGreaterThan(seen);
    engine.close();
    const reopened = open();
    expect(reopened.profile().sessions).toBe(2);
    reopened.close();
  });

  it('discards what is half collected at a coverage gap', () => {
    const engine = open();
    for (let part = 0; part < 5; part += 1) {
      play(engine, 1, part, { keystrokes: 40, pointerActions: 0 });
      engine.gap();
    }
    expect(verdicts()).toHaveLength(0);
    engine.close();
  });

  it('forgets everything on reset and learns anew', () => {
    const engine = open();
    play(engine, 1, 1);
    const removed = engine.reset('all');
    expect(removed).toBeGreaterThanOrEqual(100);
    expect(engine.enrolment().keyboard).toMatchObject({ established: false, windows: 0, progress: 0 });
    expect(windowStates()).toEqual({ new: 0, trained: 0, quarantined: 0 });
    expect(engine.profile().hours.every((count) => count === 0)).toBe(true);
    play(engine, STRANGER, 1);
    expect(engine.enrolment().keyboard.established).toBe(true);
    engine.close();
  });

  it('learns pointing as a modality of its own', () => {
    const engine = open();
    play(engine, 3, 1, { keystrokes: 0, pointerActions: 200 });
    // Leaving has what still waits learned.
    engine.attend(false);
    engine.trainNow();
    expect(engine.enrolment().pointer.established).toBe(true);
    expect(engine.enrolment().keyboard.established).toBe(false);
    expect(engine.profile().modalities.pointer.features).toHaveLength(FEATURE_COUNTS.pointer);
    engine.close();
  });
});
