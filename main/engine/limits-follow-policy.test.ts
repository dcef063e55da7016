/** What is tolerated is the policy's to say: a user's limits follow it at once, and not at the next training only. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultPolicy, type Policy } from '../../contract/policy.ts';
import { unwrap } from '../../contract/result.ts';
import { inBatches, sitting } from '../../tests/support/simulated-input.ts';
import { openBehaviourStore, type BehaviourStore } from '../store/behaviour-store.ts';
import { createEngine, type Engine } from './engine.ts';
import { FEATURE_COUNTS } from './learner.ts';
import { shippedPopulation } from './population.ts';
import type { EngineEvent } from './port.ts';
import { parseLimit } from './stored-limit.ts';

const KEY = new Uint8Array(32).fill(6);
const OWNER = 4;
const SITTING = { keystrokes: 800, pointerActions: 400 };
const POLICY = defaultPolicy();
const TOLERANT: Policy = { ...POLICY, falseLockBudgetPerDay: 2 };
const BUSY: Policy = { ...POLICY, actionsPerDay: 30_000 };

let folder: string;
let store: BehaviourStore;
let engine: Engine;
let events: EngineEvent[];
let nowMs: number;

const open = (policy: Policy): void => {
  store = unwrap(openBehaviourStore({ path: join(folder, 'behaviour.db'), key: KEY, features: FEATURE_COUNTS }));
  let ids = 0;
  engine = createEngine({
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
};
const reopen = (policy: Policy): void => {
  engine.close();
  nowMs += 3_600_000;
  open(policy);
};
const finish = (): void => {
  while (engine.busy) engine.step();
};
const limitOf = (modality: 'keyboard' | 'pointer' = 'keyboard') => engine.criteria[modality].limit;
const storedLimit = (modality: 'keyboard' | 'pointer' = 'keyboard') =>
  parseLimit(unwrap(store.transaction(({ profiles }) => profiles.active('u', modality)))?.calibration);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-limits-'));
  events = [];
  nowMs = Date.UTC(2026, 0, 5, 9);
  open(POLICY);
  engine.anchor('start');
  for (const day of [1, 2, 3]) {
    inBatches(sitting(OWNER, day, SITTING), (batch) => {
      engine.push(batch);
      finish();
    });
    engine.attend(false);
    engine.attend(true);
    engine.anchor('unlock');
  }
  engine.trainNow();
  events = [];
});
afterEach(() => {
  engine.close();
  rmSync(folder, { recursive: true });
});

it.each([
  ['the budget', TOLERANT],
  ['the actions of a day', BUSY],
])('chooses limits anew when %s changes, and stores them with the profile', (_, policy) => {
  const before = limitOf();
  const pointer = limitOf('pointer');
  const kept = engine.versions().length;
  engine.configure(policy);
  expect(engine.busy).toBe(true);
  expect(limitOf()).toEqual(before);
  finish();
  const after = limitOf();
  expect(after?.limit).not.toBe(before?.limit);
  expect(limitOf('pointer')?.limit).not.toBe(pointer?.limit);
  expect(storedLimit()).toEqual(after);
  expect(events.at(-1)).toEqual({ type: 'enrolment', enrolment: engine.enrolment() });
  const versions = engine.versions();
  expect(versions).toHaveLength(kept);
  expect(versions.filter(({ active }) => active).map(({ falseLocksPerDay }) => falseLocksPerDay)).toEqual([
    after?.falseLocksPerDay,
    limitOf('pointer')?.falseLocksPerDay,
  ]);
});

it('comes back to the same limits with the old policy, and to the same as a training would', () => {
  const before = limitOf();
  engine.configure(TOLERANT);
  finish();
  engine.configure(POLICY);
  finish();
  expect(limitOf()).toEqual(before);
});

it('leaves limits alone when anything else in the policy changes', () => {
  engine.configure({ ...POLICY, mode: 'shadow', promptBelow: 70, lockBelow: 40 });
  expect(engine.busy).toBe(false);
});

it('takes the last of several changes, whatever was under way', () => {
  engine.configure(TOLERANT);
  engine.step();
  engine.configure(BUSY);
  finish();
  const last = [limitOf('keyboard'), limitOf('pointer')];
  engine.configure(POLICY);
  finish();
  engine.configure(BUSY);
  finish();
  expect([limitOf('keyboard'), limitOf('pointer')]).toEqual(last);
});

it('keeps the limits chosen anew across a restart, and chooses when the policy changed meanwhile', () => {
  engine.configure(TOLERANT);
  finish();
  const tolerant = limitOf();
  reopen(TOLERANT);
  expect(limitOf()).toEqual(tolerant);
  engine.tick();
  expect(engine.busy).toBe(false);
  reopen(BUSY);
  expect(limitOf()).toEqual(tolerant);
  engine.tick();
  finish();
  expect(limitOf()?.limit).not.toBe(tolerant?.limit);
});

it('does not fall back to another policy’s limits with an older version of the profile', () => {
  engine.configure(TOLERANT);
  finish();
  const tolerant = storedLimit('pointer')?.chosenFor;
  engine.rollback('pointer', 1);
  expect(storedLimit('pointer')?.chosenFor).not.toEqual(tolerant);
  finish();
  expect(storedLimit('pointer')?.chosenFor).toEqual(tolerant);
  expect(limitOf('pointer')).toEqual(storedLimit('pointer'));
});

it('scores on while limits are chosen', () => {
  engine.configure(TOLERANT);
  inBatches(sitting(OWNER, 4, { keystrokes: 100, pointerActions: 0 }), engine.push);
  expect(events.some(({ type }) => type === 'verdict')).toBe(true);
  expect(engine.busy).toBe(true);
});

it('refuses stored limits that make no sense, and knows none that was chosen for an unknown policy', () => {
  const limit = { drift: 1, limit: 2, falseLocksPerDay: 0.1 };
  const chosenFor = { actionsPerDay: 100, budgetPerDay: 0.1 };
  expect(parseLimit({ ...limit, chosenFor })).toEqual({ ...limit, chosenFor });
  expect(parseLimit(limit)).toEqual({ ...limit, chosenFor: null });
  expect(parseLimit({ ...limit, chosenFor: { actionsPerDay: -1, budgetPerDay: 0.1 } })?.chosenFor).toBeNull();
  for (const wrong of [null, 5, {}, { ...limit, limit: 0 }, { ...limit, drift: Infinity }, { ...limit, limit: '2' }]) {
    expect(parseLimit(wrong)).toBeNull();
  }
});
