/** One policy on trial: what would have happened under it, day by day, and what its mode or readiness held back. */
import type { WhatIfOutcome } from '../../contract/policy-view.ts';
import { ruleAt } from '../context/time-rules.ts';
import type { VerdictStep } from '../store/verdicts.ts';
import { createWalk, type Terms, type WalkOptions } from './what-if-walk.ts';

interface Count {
  prompts: number;
  locks: number;
}

export interface Trial {
  /** @param time of the verdict, in the machine's time zone. */
  take(step: VerdictStep, time: Date): void;
  /** There are no more verdicts up to this time, in whole seconds since 1970. */
  end(at: number): void;
  outcome(): WhatIfOutcome;
  /** What would have happened besides, had the mode been `enforce` and every baseline ready. */
  held(): Readonly<Count>;
}

const two = (value: number): string => String(value).padStart(2, '0');
/** ISO date, in the machine's time zone. */
const dayOf = (time: Date): string =>
  `${String(time.getFullYear())}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;

export const createTrial = (terms: Terms): Trial => {
  const { policy, limits } = terms;
  const byDay = new Map<string, Count>();
  const happened: Count = { prompts: 0, locks: 0 };
  const unheld: Count = { prompts: 0, locks: 0 };

  const countOf = (time: Date): Count => {
    const day = dayOf(time);
    const known = byDay.get(day) ?? { prompts: 0, locks: 0 };
    byDay.set(day, known);
    return known;
  };

  const add = (what: keyof Count, at: number): void => {
    happened[what] += 1;
    countOf(new Date(at * 1000))[what] += 1;
  };

  /** Prompts are those of a user who always answers, locks those of one who never does. */
  const walksOf = (isUnheld: boolean, count: (what: keyof Count, at: number) => void) => {
    const walk = (codes: WalkOptions['codes'], action: 'prompt' | 'lock', what: keyof Count) =>
      createWalk(terms, {
        codes,
        isUnheld,
        onAction: (taken, at) => {
          if (taken === action) count(what, at);
        },
      });
    return [walk('always', 'prompt', 'prompts'), walk('never', 'lock', 'locks')];
  };
  const walks = [
    ...walksOf(false, add),
    ...walksOf(true, (what) => {
      unheld[what] += 1;
    }),
  ];

  return {
    take: (step, time) => {
      countOf(time);
      const rule = policy.times.length === 0 ? null : ruleAt(policy.times, time);
      for (const walk of walks) walk.take(step, rule);
    },
    end: (at) => {
      for (const walk of walks) walk.end(at);
    },
    outcome: () => ({
      mode: policy.mode,
      ...happened,
      byDay: [...byDay].map(([day, count]) => ({ day, ...count })).sort((a, b) => (a.day < b.day ? -1 : 1)),
      falseLocksPerDay: {
        keyboard: limits.keyboard?.falseLocksPerDay ?? null,
        pointer: limits.pointer?.falseLocksPerDay ?? null,
      },
    }),
    held: () => ({
      prompts: Math.max(0, unheld.prompts - happened.prompts),
      locks: Math.max(0, unheld.locks - happened.locks),
    }),
  };
};
