/** Tries a policy on what is stored: the verdicts of the last days, under the policy in force and under a candidate. */
import type { Policy } from '../../contract/policy.ts';
import type { WhatIf } from '../../contract/policy-view.ts';
import { CodedError, unwrap } from '../../contract/result.ts';
import { MODALITIES, type Modality } from '../../contract/verdict.ts';
import type { BehaviourStore } from '../store/behaviour-store.ts';
import type { Learners } from './knowledge.ts';
import type { Learner } from './learner.ts';
import type { FittedLimit } from './tolerance.ts';
import { notesOf } from './what-if-notes.ts';
import { createTrial } from './what-if-trial.ts';
import type { Terms } from './what-if-walk.ts';

export interface WhatIfOptions {
  readonly store: BehaviourStore;
  readonly user: string;
  readonly learners: Learners;
  readonly inForce: Policy;
  readonly candidate: Policy;
  /** Days up to now. */
  readonly days: number;
  /** Whole seconds since 1970. */
  readonly now: number;
}

const DAY_SECONDS = 86_400;
/** Verdicts replayed in one step: some milliseconds. */
const STEP_VERDICTS = 250;

/** The limit in force, or the one that would be chosen if the policy tolerates another number of wrong locks. */
function* limitUnder(policy: Policy, learner: Learner): Generator<void, FittedLimit | null> {
  if (!learner.isLimitStale(policy)) return learner.limit;
  const steps = learner.limitFor(policy);
  if (steps === null) throw new CodedError('storage-unavailable', 'What was learned cannot be read. Try again later.');
  return yield* steps;
}

function* termsOf(policy: Policy, learners: Learners): Generator<void, Terms> {
  const isEstablished = (modality: Modality): boolean => learners[modality].profile !== null;
  const keyboard = yield* limitUnder(policy, learners.keyboard);
  const pointer = yield* limitUnder(policy, learners.pointer);
  return {
    policy,
    established: { keyboard: isEstablished('keyboard'), pointer: isEstablished('pointer') },
    limits: { keyboard, pointer },
  };
}

/**
 * The answer, in steps: the same for the same verdicts, windows and policies. Nothing is changed.
 *
 * @throws CodedError `storage-unavailable`.
 */
export function* whatIf(options: WhatIfOptions): Generator<void, WhatIf> {
  const { store, user, learners, days, now } = options;
  const terms = {
    inForce: yield* termsOf(options.inForce, learners),
    candidate: yield* termsOf(options.candidate, learners),
  };
  const inForce = createTrial(terms.inForce);
  const candidate = createTrial(terms.candidate);
  const activeDays = new Set<string>();
  let verdicts = 0;
  let uncounted = 0;

  const span = unwrap(store.transaction((all) => all.verdicts.span(user, now - days * DAY_SECONDS, now)));
  let next = span?.first ?? null;
  while (span !== null && next !== null) {
    const from: number = next;
    const read = unwrap(store.transaction((all) => all.verdicts.steps(span, from, STEP_VERDICTS)));
    for (const step of read.steps) {
      const time = new Date(step.at * 1000);
      inForce.take(step, time);
      candidate.take(step, time);
      verdicts += 1;
      if (step.fresh === null) uncounted += 1;
      if (step.llr !== null) activeDays.add(time.toDateString());
    }
    ({ next } = read);
    yield;
  }
  inForce.end(now);
  candidate.end(now);
  return {
    days,
    activeDays: activeDays.size,
    verdicts,
    inForce: inForce.outcome(),
    candidate: candidate.outcome(),
    notes: notesOf({
      days,
      inForce: { policy: options.inForce, held: inForce.held() },
      candidate: { policy: options.candidate, held: candidate.held() },
      uncounted,
      isLimitChosenAnew: MODALITIES.some((modality) => learners[modality].isLimitStale(options.candidate)),
    }),
  };
}
