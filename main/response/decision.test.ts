import { describe, expect, it } from 'vitest';
import { MODES } from '../../contract/policy.ts';
import { TRUST_LEVELS, decisionSchema } from '../../contract/verdict.ts';
import { type DecisionInput, decide } from './decision.ts';

const BOTH = [false, true] as const;

const every: readonly DecisionInput[] = MODES.flatMap((mode) =>
  BOTH.flatMap((ready) =>
    TRUST_LEVELS.flatMap((level) =>
      BOTH.flatMap((asked) =>
        BOTH.flatMap((locked) => BOTH.map((paused) => ({ mode, ready, level, asked, locked, paused }))),
      ),
    ),
  ),
);

const violations = (applies: (input: DecisionInput) => boolean, holds: (input: DecisionInput) => boolean) =>
  every.filter((input) => applies(input) && !holds(input));

const CALM = { mode: 'enforce', ready: true, level: 'trusted', asked: false, locked: false, paused: false } as const;

describe('decide, for each of the 192 inputs', () => {
  it('has an answer that the contract knows', () => {
    expect(every).toHaveLength(192);
    for (const input of every) expect(decisionSchema.safeParse(decide(input)).success).toBe(true);
  });

  it('acts only in enforce, with a ready baseline, an open session and nothing paused', () => {
    const mayAct = ({ mode, ready, locked, paused }: DecisionInput): boolean =>
      mode === 'enforce' && ready && !locked && !paused;
    expect(
      violations(
        (input) => !mayAct(input),
        (input) => decide(input).action === 'none',
      ),
    ).toEqual([]);
  });

  it('locks exactly when it may act, trust is below the lock level, and the employee was asked before', () => {
    for (const input of every) {
      const { mode, ready, level, asked, locked, paused } = input;
      const expected = mode === 'enforce' && ready && !locked && !paused && level === 'distrusted' && asked;
      expect(decide(input).action === 'lock', JSON.stringify(input)).toBe(expected);
    }
  });

  it('asks once: never while it has asked, and only when trust is below a level', () => {
    for (const input of every) {
      if (decide(input).action !== 'prompt') continue;
      expect(input.asked).toBe(false);
      expect(['doubtful', 'distrusted']).toContain(input.level);
    }
  });

  it('withholds exactly what a ready baseline in enforce would have come to', () => {
    for (const input of every) {
      const { action, withheld } = decide(input);
      // Where nothing is ever asked, a distrusted window stands for the lock that follows the asking.
      const asked = input.asked || (input.level === 'distrusted' && action === 'none');
      const enforced = decide({ ...input, asked, mode: 'enforce', ready: true }).action;
      const heldBack = enforced === action || enforced === 'none' ? null : enforced;
      expect(withheld, JSON.stringify(input)).toBe(heldBack);
    }
  });

  it('has the reason shadow exactly where shadow alone holds an action back, or an asked one', () => {
    for (const input of every) {
      const { mode, ready, level, locked, paused } = input;
      const below = level === 'doubtful' || level === 'distrusted';
      const expected = mode === 'shadow' && ready && below && !locked && !paused;
      expect(decide(input).reason === 'shadow', JSON.stringify(input)).toBe(expected);
    }
  });

  it('says recovered exactly when somebody was asked and trust is back', () => {
    for (const input of every) {
      const { level, asked, locked, paused } = input;
      const expected = level === 'trusted' && asked && !locked && !paused;
      expect(decide(input).reason === 'recovered', JSON.stringify(input)).toBe(expected);
    }
  });
});

describe('decide', () => {
  it.each([
    [{}, { action: 'none', reason: 'trusted', withheld: null }],
    [{ level: 'learning' }, { action: 'none', reason: 'learning', withheld: null }],
    [{ level: 'doubtful' }, { action: 'prompt', reason: 'below-prompt', withheld: null }],
    [
      { level: 'doubtful', asked: true },
      { action: 'none', reason: 'already-asked', withheld: null },
    ],
    [{ asked: true }, { action: 'none', reason: 'recovered', withheld: null }],
    [{ level: 'distrusted' }, { action: 'prompt', reason: 'below-lock', withheld: null }],
    [
      { level: 'distrusted', asked: true },
      { action: 'lock', reason: 'below-lock', withheld: null },
    ],
    [
      { level: 'distrusted', locked: true },
      { action: 'none', reason: 'already-locked', withheld: null },
    ],
    [
      { level: 'distrusted', paused: true },
      { action: 'none', reason: 'paused', withheld: null },
    ],
    [
      { level: 'distrusted', mode: 'shadow' },
      { action: 'none', reason: 'shadow', withheld: 'lock' },
    ],
    [
      { level: 'doubtful', mode: 'shadow', ready: false },
      { action: 'none', reason: 'not-ready', withheld: 'prompt' },
    ],
    [
      { level: 'distrusted', mode: 'learn' },
      { action: 'none', reason: 'learning', withheld: 'lock' },
    ],
  ] as const)('%j', (change, decision) => {
    expect(decide({ ...CALM, ...change })).toEqual(decision);
  });
});
