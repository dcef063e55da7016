import { describe, expect, it } from 'vitest';
import { actionsToLock, neverCaughtShare, summariseTakeovers } from './summarise-takeover.ts';
import type { PersonResult, Takeover } from './trials.ts';

const caught = (after: number): Takeover => ({
  actions: after,
  isShort: false,
  promptAfter: after - 10,
  promptAfterSeconds: (after - 10) / 5,
  lockAfter: after,
  lockAfterSeconds: after / 5,
});

const free = (actions: number, isShort: boolean): Takeover => ({
  actions,
  isShort,
  promptAfter: null,
  promptAfterSeconds: null,
  lockAfter: null,
  lockAfterSeconds: null,
});

const person = (takeovers: readonly Takeover[], locks: number, isEnforced = true): PersonResult => ({
  name: 'p',
  half: 0,
  modality: 'keyboard',
  enrolled: { actions: 2_000, actionsNeeded: 1_000, promisedFalseLocksPerDay: 0.1, isEnforced },
  trials: {},
  work: { actions: 10_000, windows: 1_000, abstained: 10, prompts: locks + 1, locks },
  takeovers,
});

const DAY = 8_000;

describe('summariseTakeovers', () => {
  it('gives everybody the same weight, however many took over', () => {
    const people = [
      person([caught(50), caught(50), caught(50), caught(50)], 1),
      person([free(1_000, false), free(400, true)], 0, false),
    ];
    const figures = summariseTakeovers('keyboard', people, DAY, 1);
    expect(figures).toMatchObject({
      people: 2,
      takeovers: 6,
      actionsToLock: { median: 50, p90: null },
      secondsToPrompt: { median: 8, p90: null },
      neverCaughtShare: 0.5,
      neverPromptedShare: 0.5,
      neverCaughtShareWhereEnforced: 0,
      shortMaterialShare: 0.25,
      genuineActions: 20_000,
      falseLocks: 1,
      falsePrompts: 3,
      falseLocksPer10kActions: 0.5,
      falsePromptsPer10kActions: 1.5,
      anga: 20_000,
      genuineNeverLockedShare: 0.5,
      notEnforcedShare: 0.5,
      abstentionShare: 0.01,
      achievedFalseLocksPerDay: 0.4,
    });
    expect(figures.ania).toBeCloseTo((50 + 700) / 2, 9);
    expect(figures.neverCaughtShareIfLonger).toBeCloseTo(0.5, 9);
    const at = (actions: number) => figures.curve.locked[figures.curve.actions.indexOf(actions)];
    expect([at(0), at(40), at(50), at(1_000)]).toEqual([0, 0, 0.5, 0.5]);
  });

  it('has no figure for what did not happen', () => {
    const failed: PersonResult = { ...person([], 0), enrolled: null };
    expect(summariseTakeovers('pointer', [failed], DAY, 1)).toMatchObject({
      people: 0,
      takeovers: 0,
      limitActions: 200,
      actionsToLock: { median: null, p90: null },
      neverCaughtShare: null,
      ania: null,
      anga: null,
      falseLocksPer10kActions: null,
      genuineNeverLockedShare: null,
    });
  });
});

it('describes one person', () => {
  const one = person([caught(60), caught(80), free(1_000, false)], 0);
  expect(actionsToLock(one)).toEqual({ median: 80, p90: null });
  expect(neverCaughtShare([one])).toBeCloseTo(1 / 3, 12);
});
