/** How many wrong locks the policy tolerates in each modality, and limits as they were chosen for it. */
import type { Policy } from '../../contract/policy.ts';
import type { Modality } from '../../contract/verdict.ts';
import type { ChosenLimit, LimitInput } from '../../ml/trust/choose-limit.ts';

/** Of a working day's actions, and of the wrong locks it may bring, what falls to each modality: office work is mostly typing. */
const SHARES = { keyboard: { actions: 0.8, budget: 0.5 }, pointer: { actions: 0.2, budget: 0.5 } } as const;

/** A modality's part of the policy's budget. */
export type Tolerance = Pick<LimitInput, 'actionsPerDay' | 'budgetPerDay'>;

/** A limit, and what it was chosen for: null when that was not written down. */
export interface FittedLimit extends ChosenLimit {
  readonly chosenFor: Tolerance | null;
}

export const toleranceOf = (modality: Modality, policy: Policy): Tolerance => ({
  actionsPerDay: SHARES[modality].actions * policy.actionsPerDay,
  budgetPerDay: SHARES[modality].budget * policy.falseLockBudgetPerDay,
});

/** Whether the limit keeps to the policy's budget; without a limit nothing does. */
export const isWithinBudget = (modality: Modality, limit: ChosenLimit | null, policy: Policy): boolean =>
  limit !== null && limit.falseLocksPerDay <= toleranceOf(modality, policy).budgetPerDay;

/** Whether the limit was chosen for just what the policy tolerates. */
export const isChosenFor = (modality: Modality, { chosenFor }: FittedLimit, policy: Policy): boolean => {
  const { actionsPerDay, budgetPerDay } = toleranceOf(modality, policy);
  return chosenFor?.actionsPerDay === actionsPerDay && chosenFor.budgetPerDay === budgetPerDay;
};
