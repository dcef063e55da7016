import { describe, expect, it } from 'vitest';
import { meanWork, operatingPoint, peopleAt, workDifference, workOf, type Sweep } from './operating-points.ts';
import type { Outcome } from './watch-people.ts';

const outcome = (wrongLocks: number, untilLock: number): Outcome => ({
  wrongLocks,
  keystrokes: 10_000,
  takeovers: [{ untilLock, typed: 1_000 }],
});

/** Two people of 10,000 keystrokes: locks and work by factor. */
const swept: Sweep = [
  [outcome(2, 100), outcome(1, 100)],
  [outcome(0, 200), outcome(1, 200)],
  [outcome(2, 300), outcome(0, 300)],
  [outcome(0, 400), outcome(0, Infinity)],
];

describe('operatingPoint', () => {
  it('takes the least factor from which on the rate is kept for good', () => {
    expect([0, 1, 2, 3].map((target) => operatingPoint(swept, target))).toEqual([3, 3, 1, 0]);
  });

  it('takes the last factor when none keeps the rate', () => {
    expect(operatingPoint([[outcome(5, 1)], [outcome(4, 1)]], 1)).toBe(1);
  });

  it('counts only the people asked for', () => {
    expect(operatingPoint(peopleAt(swept, [1]), 1)).toBe(2);
    expect(operatingPoint(peopleAt(swept, [1, 1, 1]), 1)).toBe(2);
  });
});

describe('work', () => {
  it('counts who is never locked out with all they typed', () => {
    expect(workOf(outcome(0, Infinity))).toBe(1_000);
    expect(meanWork(swept[3] ?? [])).toBe(700);
  });

  it('does not differ from itself, and differs by what it differs', () => {
    expect(workDifference(swept, swept, 2)).toEqual({ low: 0, high: 0 });
    const longer = swept.map((outcomes) => outcomes.map(({ wrongLocks }) => outcome(wrongLocks, 500)));
    const shorter = swept.map((outcomes) => outcomes.map(({ wrongLocks }) => outcome(wrongLocks, 440)));
    expect(workDifference(longer, shorter, 2)).toEqual({ low: 60, high: 60 });
  });
});
