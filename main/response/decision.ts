/** What is done on a verdict: the decision table. Pure: the whole of it can be read, and is tested, row by row. */
import type { Mode } from '../../contract/policy.ts';
import type { Action, Decision, Reason, TrustLevel } from '../../contract/verdict.ts';

export interface DecisionInput {
  readonly mode: Mode;
  /** The baseline is good enough to act on, by the policy's `enforceWhen`. */
  readonly ready: boolean;
  readonly level: TrustLevel;
  /** The employee was asked (prompt or notification) and the doubt is not settled. */
  readonly asked: boolean;
  readonly locked: boolean;
  readonly paused: boolean;
}

/** One row: what it applies to (anything not named is any), and what follows. */
interface Row {
  readonly when: Partial<DecisionInput>;
  readonly action: Action;
  readonly reason: Reason;
  readonly withheld: Action | null;
}

/**
 * The first row that matches decides. `withheld` is what a ready baseline in `enforce` would have done. A baseline that
 * is not ready comes before `shadow`, so that the reason `shadow` counts exactly what `enforce` would have done.
 */
const TABLE: readonly Row[] = [
  { when: { locked: true }, action: 'none', reason: 'already-locked', withheld: null },
  { when: { paused: true }, action: 'none', reason: 'paused', withheld: null },
  { when: { level: 'learning' }, action: 'none', reason: 'learning', withheld: null },

  { when: { level: 'trusted', asked: true }, action: 'none', reason: 'recovered', withheld: null },
  { when: { level: 'trusted' }, action: 'none', reason: 'trusted', withheld: null },

  { when: { mode: 'learn', level: 'distrusted' }, action: 'none', reason: 'learning', withheld: 'lock' },
  { when: { mode: 'learn', asked: true }, action: 'none', reason: 'learning', withheld: null },
  { when: { mode: 'learn' }, action: 'none', reason: 'learning', withheld: 'prompt' },

  { when: { ready: false, level: 'distrusted' }, action: 'none', reason: 'not-ready', withheld: 'lock' },
  { when: { ready: false, asked: true }, action: 'none', reason: 'not-ready', withheld: null },
  { when: { ready: false }, action: 'none', reason: 'not-ready', withheld: 'prompt' },

  { when: { mode: 'shadow', level: 'distrusted' }, action: 'none', reason: 'shadow', withheld: 'lock' },
  { when: { mode: 'shadow', asked: true }, action: 'none', reason: 'shadow', withheld: null },
  { when: { mode: 'shadow' }, action: 'none', reason: 'shadow', withheld: 'prompt' },

  // However sudden the fall: the employee is asked first, and the next window that says the same locks.
  { when: { level: 'distrusted', asked: true }, action: 'lock', reason: 'below-lock', withheld: null },
  { when: { level: 'distrusted' }, action: 'prompt', reason: 'below-lock', withheld: null },
  { when: { level: 'doubtful', asked: true }, action: 'none', reason: 'already-asked', withheld: null },
  { when: { level: 'doubtful' }, action: 'prompt', reason: 'below-prompt', withheld: null },
];

const matches = ({ when }: Row, input: DecisionInput): boolean =>
  (Object.keys(when) as (keyof DecisionInput)[]).every((name) => when[name] === input[name]);

/** The decision on one verdict. Every input has a row. */
export const decide = (input: DecisionInput): Decision => {
  const row = TABLE.find((candidate) => matches(candidate, input));
  if (row === undefined) throw new Error(`no row of the decision table matches ${JSON.stringify(input)}`);
  const { action, reason, withheld } = row;
  return { action, reason, withheld };
};
