import { describe, expect, it } from 'vitest';
import { DECISION_RULES, FAMILIES, NO_LIMIT } from './decision-rules.ts';

const person = { own: 0.06, ofOthers: -0.08, drift: -0.01 };
const HOPS = 20;

/** Doubt after each of some hops of ten keystrokes with this evidence an action. */
const doubts = (rule: (typeof DECISION_RULES)[number], perAction: number): number[] => {
  const { start, update, doubt } = rule.watch(person, NO_LIMIT);
  let state = start;
  return Array.from({ length: HOPS }, () => {
    state = update(state, { llr: 10 * perAction, actions: 10 });
    return doubt(state);
  });
};

describe.each(DECISION_RULES.map((rule) => ({ name: `${rule.family}, ${rule.shape}`, rule })))('$name', ({ rule }) => {
  it('has no doubt in the user', () => {
    for (const doubt of doubts(rule, person.own)) expect(doubt).toBeLessThanOrEqual(1e-12);
  });

  it('doubts a stranger more with every hop', () => {
    const rising = doubts(rule, person.ofOthers);
    expect(rising[0]).toBeGreaterThan(0);
    for (let i = 1; i < HOPS; i += 1) expect(rising[i]).toBeGreaterThan(rising[i - 1] ?? Infinity);
  });
});

it('tries four shapes of each rule', () => {
  for (const family of FAMILIES) expect(DECISION_RULES.filter((rule) => rule.family === family)).toHaveLength(4);
});
