/** What the engine judges by at the moment, from what is learned and what the policy allows. */
import type { Policy } from '../../contract/policy.ts';
import { MODALITIES, type Modality, type TrustLevel } from '../../contract/verdict.ts';
import { trustLevel } from '../../ml/trust/trust-level.ts';
import { countsOf, type Criteria } from './judge.ts';
import type { Behaviours, Learners } from './knowledge.ts';
import { isWithinBudget } from './tolerance.ts';

export const criteriaOf = (learners: Learners, behaviours: Behaviours, policy: Policy): Criteria => {
  const isWithin = (modality: Modality): boolean => isWithinBudget(modality, learners[modality].limit, policy);
  const counts = countsOf({ keyboard: isWithin('keyboard'), pointer: isWithin('pointer') }, policy.enforceWhen);
  const common = (modality: Modality) => ({
    established: learners[modality].profile !== null,
    limit: learners[modality].limit,
    counts: counts[modality],
  });
  return {
    keyboard: { model: behaviours.keyboard.model, ...common('keyboard') },
    pointer: { model: behaviours.pointer.model, ...common('pointer') },
  };
};

/** `learning` until there is a baseline of either modality. */
export const levelOf = (learners: Learners, trust: number, policy: Policy): TrustLevel =>
  MODALITIES.every((modality) => learners[modality].profile === null) ? 'learning' : trustLevel(trust, policy);
