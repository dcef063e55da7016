/** What a decision says of the doubt that it belongs to. */
import type { Doubt } from '../../contract/history.ts';
import { MODALITIES, type Action, type Modality } from '../../contract/verdict.ts';
import type { EventOf } from './record-event.ts';

export type Decision = EventOf<'decision'>['body'];

const RANK: Readonly<Record<Action, number>> = { none: 0, notify: 1, prompt: 2, lock: 3 };
const stronger = (one: Action, other: Action): Action => (RANK[one] < RANK[other] ? other : one);

/** Null for a decision of a rule, which is no doubt. */
export const modalityOf = ({ modality }: Decision): Modality | null =>
  MODALITIES.find((each) => each === modality) ?? null;
/** The same for decisions that are the same again. */
export const nameOf = ({ action, reason, withheld }: Decision): string => `${action} ${reason} ${withheld ?? 'none'}`;
/** What has become of a doubt when it begins. */
export const begun = (action: Action): Doubt['outcome'] => (action === 'none' ? 'withheld' : 'open');

/** A doubt with one more decision: what was done counts, and what was held back where nothing was done. */
export const grown = (doubt: Doubt, { action, withheld, trust }: Decision): Doubt => {
  const strongest = stronger(doubt.action, action);
  return {
    ...doubt,
    action: strongest,
    withheld: strongest === 'none' ? stronger(doubt.withheld ?? 'none', withheld ?? 'none') : null,
    trust: Math.min(doubt.trust, trust),
    outcome: doubt.outcome === 'withheld' ? begun(strongest) : doubt.outcome,
  };
};

/** Whether something was done, or held back. */
export const isDoubt = ({ action, withheld }: Decision): boolean =>
  action !== 'none' || (withheld !== null && withheld !== 'none');
