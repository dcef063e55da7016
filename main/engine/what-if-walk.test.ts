import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPolicy, policySchema, type Policy } from '../../contract/policy.ts';
import { timeRuleSchema } from '../../contract/policy-context.ts';
import { MODALITIES } from '../../contract/verdict.ts';
import type { VerdictStep } from '../store/verdicts.ts';
import { createWalk, type Terms, type WalkOptions } from './what-if-walk.ts';

/** Doubt moves by a hundredth of the limit for every nat; nothing is expected of an action. */
const LIMIT = { drift: 0, limit: 100, falseLocksPerDay: 0.01 };

const termsOf = (policy: Policy = defaultPolicy(), changes: Partial<Terms> = {}): Terms => ({
  policy,
  established: { keyboard: true, pointer: true },
  limits: { keyboard: LIMIT, pointer: LIMIT },
  ...changes,
});

const stepOf = (changes: Partial<VerdictStep> = {}): VerdictStep => ({
  sessionId: 'a',
  at: 0,
  modality: 'keyboard',
  llr: 0,
  level: 'trusted',
  abstained: null,
  fresh: 10,
  ...changes,
});

/** What happens at verdicts that come one a second, of which each gives so many nats. */
const walkThrough = (
  terms: Terms,
  options: Omit<WalkOptions, 'onAction'>,
  steps: readonly Partial<VerdictStep>[],
): string[] => {
  const happened: string[] = [];
  const walk = createWalk(terms, {
    ...options,
    onAction: (action, at) => {
      happened.push(`${action} ${String(at)}`);
    },
  });
  steps.forEach((step, at) => {
    walk.take(stepOf({ at, ...step }), null);
  });
  return happened;
};

const ALWAYS = { codes: 'always', isUnheld: false } as const;
const NEVER = { codes: 'never', isUnheld: false } as const;
const doubts = (...llrs: readonly number[]): Partial<VerdictStep>[] => llrs.map((llr) => ({ llr }));

describe('a walk through verdicts', () => {
  // By default 60 and 30: a code is asked for above 40/70 of the limit, about 57 nats, and the lock comes above 100.
  it('asks below the one level and, where no code comes, locks below the other', () => {
    const steps = doubts(-40, -40, -10, -5, -10, -40, -40, -40);
    expect(walkThrough(termsOf(), NEVER, steps)).toEqual(['prompt 1', 'lock 4', 'prompt 6', 'lock 7']);
  });

  it('begins afresh after every code that is passed', () => {
    expect(walkThrough(termsOf(), ALWAYS, doubts(-40, -40, -40, -40, -40, -40))).toEqual([
      'prompt 1',
      'prompt 3',
      'prompt 5',
    ]);
  });

  it('takes a doubt that goes away for settled, and asks about the next one', () => {
    expect(walkThrough(termsOf(), NEVER, doubts(-60, 30, -60, -40))).toEqual(['prompt 0', 'prompt 2', 'lock 3']);
  });

  it('locks when a code does not come in time, at the time of the question, however the hands look then', () => {
    const late = (at: number) => [{ llr: -60 }, { llr: 0, at: 30 }, { llr: 0, at }];
    expect(walkThrough(termsOf(), NEVER, late(59))).toEqual(['prompt 0']);
    expect(walkThrough(termsOf(), NEVER, late(60))).toEqual(['prompt 0', 'lock 0']);
    expect(walkThrough(termsOf(), NEVER, [{ llr: -60 }, { llr: 50, at: 30 }, { at: 90 }])).toEqual(['prompt 0']);
  });

  it('counts the time of a question that is still open after the last verdict', () => {
    const happened: string[] = [];
    const walk = createWalk(termsOf(), { ...NEVER, onAction: (action) => happened.push(action) });
    walk.take(stepOf({ llr: -60 }), null);
    walk.end(59);
    expect(happened).toEqual(['prompt']);
    walk.end(60);
    expect(happened).toEqual(['prompt', 'lock']);
  });

  it('begins every session in full trust', () => {
    const steps = [{ llr: -50 }, { llr: -50, sessionId: 'b' }, { llr: -50, sessionId: 'b' }];
    expect(walkThrough(termsOf(), ALWAYS, steps)).toEqual(['prompt 2']);
  });

  it('reckons with the drift of as many actions as were new, or with the usual number', () => {
    const limits = { keyboard: { ...LIMIT, drift: 3 }, pointer: { ...LIMIT, drift: 3 } };
    const at = (modality: 'keyboard' | 'pointer', fresh: number | null) =>
      walkThrough(termsOf(defaultPolicy(), { limits }), ALWAYS, Array(4).fill({ modality, fresh })).length;
    expect([at('keyboard', 3), at('keyboard', 20), at('keyboard', null), at('pointer', null)]).toEqual([0, 4, 2, 1]);
  });

  it('does nothing while there was no baseline, in a mode that does not act, or at limits beyond the budget', () => {
    const steps = doubts(-60, -60, -60);
    const learning = steps.map((step) => ({ ...step, level: 'learning' as const }));
    expect(walkThrough(termsOf(), NEVER, learning)).toEqual([]);
    for (const mode of ['learn', 'shadow'] as const) {
      const policy = { ...defaultPolicy(), mode };
      expect(walkThrough(termsOf(policy), NEVER, steps)).toEqual([]);
      expect(walkThrough(termsOf(policy), { ...NEVER, isUnheld: true }, steps)).toEqual([
        'prompt 0',
        'lock 1',
        'prompt 2',
      ]);
    }
    const beyond = { keyboard: { ...LIMIT, falseLocksPerDay: 1 }, pointer: null };
    expect(walkThrough(termsOf(defaultPolicy(), { limits: beyond }), NEVER, steps)).toEqual([]);
    const established = { ...defaultPolicy(), enforceWhen: 'established' as const };
    expect(walkThrough(termsOf(established, { limits: beyond }), NEVER, steps)).toHaveLength(3);
    const unknown = termsOf(established, { established: { keyboard: false, pointer: true } });
    expect(walkThrough(unknown, NEVER, steps)).toEqual([]);
  });

  it('lets a modality beyond the budget move nothing while the other is within it, and settle no question', () => {
    const limits = { keyboard: LIMIT, pointer: { ...LIMIT, falseLocksPerDay: 1 } };
    const pointer = { modality: 'pointer', llr: -60 } as const;
    const steps = [pointer, pointer, { llr: -60 }, { ...pointer, llr: 60 }, { llr: -60 }];
    expect(walkThrough(termsOf(defaultPolicy(), { limits }), NEVER, steps)).toEqual(['prompt 2', 'lock 4']);
  });

  it('goes by the rule of the time of day: nothing is judged, or nothing is done', () => {
    const rule = (changes: object) => timeRuleSchema.parse({ days: ['mon'], from: '08:00', to: '09:00', ...changes });
    const happened: string[] = [];
    const walk = createWalk(termsOf(), { ...ALWAYS, onAction: (_, at) => happened.push(String(at)) });
    walk.take(stepOf({ at: 1, llr: -90 }), rule({ scoring: false }));
    walk.take(stepOf({ at: 2 }), null);
    walk.take(stepOf({ at: 3, llr: -90 }), rule({ mode: 'shadow' }));
    walk.take(stepOf({ at: 4 }), null);
    expect(happened).toEqual(['4']);
  });

  const anyStep = fc.record({
    llr: fc.option(fc.double({ min: -40, max: 30, noNaN: true })),
    modality: fc.constantFrom(...MODALITIES),
    fresh: fc.option(fc.integer({ min: 1, max: 50 })),
    sessionId: fc.constantFrom('a', 'a', 'a', 'b'),
  });

  it('never asks more often when it asks at lower trust', () => {
    fc.assert(
      fc.property(
        fc.array(anyStep, { maxLength: 200 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 8 }),
        (steps, lockBelow, above, further) => {
          const count = (promptBelow: number): number =>
            walkThrough(termsOf(policySchema.parse({ lockBelow, promptBelow })), ALWAYS, steps).length;
          expect(count(lockBelow + above)).toBeLessThanOrEqual(count(lockBelow + above + further));
        },
      ),
    );
  });

  it('locks only after it has asked', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 200 }), (steps) => {
        let open = false;
        for (const event of walkThrough(termsOf(), NEVER, steps)) {
          const isLock = event.startsWith('lock');
          expect(!isLock || open).toBe(true);
          open = !isLock;
        }
      }),
    );
  });
});
