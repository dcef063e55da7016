/** What an answer to "what if" does not take into account, in sentences for people. */
import type { Policy } from '../../contract/policy.ts';
import type { WhatIfOutcome } from '../../contract/policy-view.ts';

export interface NotedPolicy {
  readonly policy: Policy;
  readonly held: Pick<WhatIfOutcome, 'prompts' | 'locks'>;
}

export interface Noted {
  readonly days: number;
  readonly inForce: NotedPolicy;
  readonly candidate: NotedPolicy;
  /** Verdicts of which it is not known how many actions they rest on. */
  readonly uncounted: number;
  readonly isLimitChosenAnew: boolean;
}

const counted = (count: number, name: string): string => `${String(count)} ${name}${count === 1 ? '' : 's'}`;

const heldBack = (name: string, { held: { prompts, locks } }: NotedPolicy): string[] =>
  prompts + locks === 0
    ? []
    : [
        `${name} held back ${counted(prompts, 'prompt')} and ${counted(locks, 'lock')}, by its mode or because a baseline is not ready to act on.`,
      ];

const weighsCircumstances = ({ weights }: Policy): boolean => weights.network + weights.timeOfDay > 0;

export const notesOf = ({ days, inForce, candidate, uncounted, isLimitChosenAnew }: Noted): string[] => {
  const both = [inForce.policy, candidate.policy];
  const { verdictDays } = inForce.policy.retention;
  return [
    ...heldBack('The policy in force', inForce),
    ...heldBack('The candidate', candidate),
    'Prompts are counted as if the right code always came at once, locks as if none ever came and somebody unlocked afterwards. Without a method for codes a question never runs out of time, and fewer locks follow.',
    'Profile and limits are those of today, every session begins in full trust, and learning would have gone on differently.',
    ...(isLimitChosenAnew
      ? ['The candidate tolerates another number of wrong locks: its limits were chosen anew from what is learned.']
      : []),
    ...(verdictDays < days ? [`Verdicts are kept for ${counted(verdictDays, 'day')}: older ones are gone.`] : []),
    ...(uncounted === 0
      ? []
      : [`${counted(uncounted, 'verdict')} of an earlier version count as resting on the usual number of actions.`]),
    ...(both.some(weighsCircumstances)
      ? ['Which network it was and how usual the time is not stored: circumstances count as familiar.']
      : []),
    ...(both.some(({ applications }) => applications.length > 0)
      ? ['Which application was in front is not stored: nothing is left out for the applications of the candidate.']
      : []),
    ...(inForce.policy.applications.length > 0 || inForce.policy.times.some(({ scoring }) => !scoring)
      ? ['What was not judged when it happened cannot be tried.']
      : []),
  ];
};
