/** Somebody who sits down at an unlocked workstation cannot teach the profile to take them for the user. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../contract/policy.ts';
import { unwrap } from '../../contract/result.ts';
import type { Verdict } from '../../contract/verdict.ts';
import { inBatches, sitting } from '../../tests/support/simulated-input.ts';
import { openBehaviourStore } from '../store/behaviour-store.ts';
import { IN_MEMORY } from '../store/database.ts';
import { createEngine, type Engine } from './engine.ts';
import { FEATURE_COUNTS } from './learner.ts';
import { shippedPopulation } from './population.ts';

const OWNER = 4;
const STRANGER = 5;
/** Eight hours at 2,500 keystrokes an hour. */
const HOURS = 8;
const AN_HOUR = { keystrokes: 2_500, pointerActions: 0 };
const A_SITTING = { keystrokes: 600, pointerActions: 0 };

let engine: Engine;
let verdicts: Verdict[];
let nowMs: number;

beforeEach(() => {
  verdicts = [];
  nowMs = Date.UTC(2026, 0, 5, 9);
  let ids = 0;
  engine = createEngine({
    store: unwrap(openBehaviourStore({ path: IN_MEMORY, key: null, features: FEATURE_COUNTS })),
    policy: { ...defaultPolicy(), enforceWhen: 'established' },
    user: 'u',
    population: shippedPopulation(),
    seed: 1,
    now: () => nowMs,
    newId: () => {
      ids += 1;
      return String(ids);
    },
    emit: (event) => {
      if (event.type === 'verdict') verdicts.push(event.verdict);
    },
  });
  for (const day of [1, 2, 3]) {
    sit();
    play(OWNER, day, A_SITTING);
    leave();
  }
  engine.trainNow();
});

afterEach(() => {
  engine.close();
});

const sit = (): void => {
  engine.attend(true);
  engine.anchor('unlock');
};
const leave = (): void => {
  engine.attend(false);
  nowMs += 3_600_000;
};
const play = (person: number, day: number, options: typeof A_SITTING): void => {
  inBatches(sitting(person, day, options), (batch) => {
    engine.push(batch);
    while (engine.busy) engine.step();
  });
};
const strayed = (): number => engine.profile().modalities.keyboard.strayed;

/** Lowest trust while somebody types from full trust. */
const lowestTrust = (person: number, day: number): number => {
  sit();
  verdicts = [];
  play(person, day, A_SITTING);
  leave();
  return Math.min(...verdicts.map(({ trust }) => trust));
};

/** As in typing-drift.ts: a mean may stray so far from what was vouched for, in standard deviations of one keystroke. */
const MOST_STRAYED = 0.25;

describe('poisoning', () => {
  it('does not move the profile at all in hours of typing that nobody vouches for', () => {
    const before = strayed();
    // Nobody unlocks: the owner left, and the absence was long enough.
    engine.attend(true);
    for (let hour = 0; hour < HOURS; hour += 1) play(STRANGER, hour, AN_HOUR);
    leave();
    expect(strayed()).toBe(before);
    expect(lowestTrust(STRANGER, 20)).toBeLessThan(30);
    expect(lowestTrust(OWNER, 20)).toBeGreaterThan(60);
  });

  it('hardly moves it where the owner unlocks again and again and the stranger goes on every time', () => {
    const before = strayed();
    for (let turn = 0; turn < 20; turn += 1) {
      sit();
      play(STRANGER, turn, A_SITTING);
      leave();
    }
    expect(Math.abs(strayed() - before)).toBeLessThan(MOST_STRAYED / 20);
    expect(lowestTrust(STRANGER, 30)).toBeLessThan(30);
    expect(lowestTrust(OWNER, 30)).toBeGreaterThan(60);
  });

  it('follows the owner slowly, and no farther than the bound', () => {
    for (let day = 4; day < 24; day += 1) {
      sit();
      play(OWNER, day, A_SITTING);
      leave();
    }
    const moved = strayed();
    expect(moved).toBeGreaterThan(0);
    expect(moved).toBeLessThan(MOST_STRAYED);
    expect(lowestTrust(OWNER, 40)).toBeGreaterThan(60);
  });

  it('can be undone: rolling back brings the first version into force again', () => {
    for (let day = 4; day < 14; day += 1) {
      sit();
      play(OWNER, day, A_SITTING);
      leave();
    }
    engine.trainNow();
    expect(engine.versions().length).toBeGreaterThan(1);
    const first = engine.versions().at(-1)?.version ?? 0;
    expect(engine.rollback('keyboard', first)).toMatchObject({ version: first, active: true });
    expect(strayed()).toBeCloseTo(0, 12);
    expect(engine.versions().filter(({ withdrawn }) => withdrawn).length).toBeGreaterThan(0);
    expect(lowestTrust(OWNER, 50)).toBeGreaterThan(60);
    expect(() => engine.rollback('keyboard', null)).toThrow('There is no older version');
  });
});
