/** From the takeovers of people to figures: every user's takeovers weigh the same together. */
import type { Quantiles, TakeoverFigures } from '../../contract/evaluation.ts';
import type { Modality } from '../../contract/verdict.ts';
import { estimateRatio } from '../../ml/evaluation/bootstrap.ts';
import { shareWithoutEvent } from '../../ml/evaluation/survival.ts';
import { weightedQuantile, weightWithin, type WeightedValue } from '../../ml/evaluation/weighted-quantile.ts';
import { createRandom } from '../../ml/random.ts';
import { TAKEOVER_ACTIONS } from './takeover.ts';
import type { PersonResult, Takeover } from './trials.ts';

const PER_ACTIONS = 10_000;
/** From one point of the curve to the next, in actions: the windows' hops. */
const CURVE_STEP: Readonly<Record<Modality, number>> = { keyboard: 10, pointer: 5 };

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const weigh = (people: readonly PersonResult[], valueOf: (takeover: Takeover) => number): readonly WeightedValue[] =>
  people.flatMap(({ takeovers }) =>
    takeovers.map((takeover) => ({ value: valueOf(takeover), weight: 1 / takeovers.length })),
  );

const quantiles = (values: readonly WeightedValue[]): Quantiles => ({
  median: finite(weightedQuantile(values, 0.5)),
  p90: finite(weightedQuantile(values, 0.9)),
});

/** Median and 90th percentile of the actions to a lock, over one person's takeovers. */
export const actionsToLock = (person: PersonResult): Quantiles =>
  quantiles(weigh([person], ({ lockAfter }) => lockAfter ?? Infinity));

const shareWhere = (people: readonly PersonResult[], isSo: (takeover: Takeover) => boolean): number | null =>
  finite(
    weightWithin(
      weigh(people, (takeover) => (isSo(takeover) ? 0 : 1)),
      0,
    ),
  );

export const neverCaughtShare = (people: readonly PersonResult[]): number | null =>
  shareWhere(people, ({ lockAfter }) => lockAfter === null);

/** What the share would be if all recordings lasted to the limit. */
const neverCaughtIfLonger = (people: readonly PersonResult[], limit: number): number | null =>
  finite(
    shareWithoutEvent(
      people.flatMap(({ takeovers }) =>
        takeovers.map(({ lockAfter, actions }) => ({
          until: lockAfter ?? actions,
          isEvent: lockAfter !== null,
          weight: 1 / takeovers.length,
        })),
      ),
      limit,
    ),
  );

/** @param actionsPerDay of the policy, for turning rates into days. */
export const summariseTakeovers = (
  modality: Modality,
  results: readonly PersonResult[],
  actionsPerDay: number,
  seed: number,
): TakeoverFigures => {
  const people = results.filter(({ enrolled }) => enrolled !== null);
  const locked = weigh(people, ({ lockAfter }) => lockAfter ?? Infinity);
  const prompted = weigh(people, ({ promptAfter }) => promptAfter ?? Infinity);
  const of = (valueOf: (takeover: Takeover) => number | null): Quantiles =>
    quantiles(weigh(people, (takeover) => valueOf(takeover) ?? Infinity));
  const locks = people.map(({ work }) => ({ count: work.locks, of: work.actions }));
  const rate = estimateRatio(locks, createRandom(seed));
  const genuineActions = sum(people.map(({ work }) => work.actions));
  const falseLocks = sum(people.map(({ work }) => work.locks));
  const falsePrompts = sum(people.map(({ work }) => work.prompts));
  const promised = people.flatMap(({ enrolled }) => enrolled?.promisedFalseLocksPerDay ?? []);
  const worked = people.filter(({ work }) => work.actions > 0);
  const limitActions = TAKEOVER_ACTIONS[modality];
  const step = CURVE_STEP[modality];
  const actions = Array.from({ length: limitActions / step + 1 }, (_, i) => i * step);
  const reached = (values: readonly WeightedValue[]): number[] =>
    values.length === 0 ? actions.map(() => 0) : actions.map((at) => weightWithin(values, at));
  const untilCaught = weigh(people, (takeover) => takeover.lockAfter ?? takeover.actions);
  return {
    modality,
    people: people.length,
    takeovers: sum(people.map(({ takeovers }) => takeovers.length)),
    limitActions,
    actionsToLock: quantiles(locked),
    actionsToPrompt: quantiles(prompted),
    secondsToLock: of(({ lockAfterSeconds }) => lockAfterSeconds),
    secondsToPrompt: of(({ promptAfterSeconds }) => promptAfterSeconds),
    neverCaughtShare: neverCaughtShare(people),
    neverCaughtShareIfLonger: neverCaughtIfLonger(people, limitActions),
    neverCaughtShareWhereEnforced: neverCaughtShare(people.filter(({ enrolled }) => enrolled?.isEnforced === true)),
    neverPromptedShare: shareWhere(people, ({ promptAfter }) => promptAfter === null),
    shortMaterialShare: shareWhere(people, ({ isShort }) => isShort),
    genuineActions,
    falseLocks,
    falsePrompts,
    falseLocksPer10kActions: rate === null ? null : rate.value * PER_ACTIONS,
    falseLocksPer10kActionsCi95: rate === null ? null : [rate.ci95[0] * PER_ACTIONS, rate.ci95[1] * PER_ACTIONS],
    falsePromptsPer10kActions: finite((falsePrompts * PER_ACTIONS) / genuineActions),
    anga: finite(genuineActions / falseLocks),
    ania: finite(
      sum(untilCaught.map(({ value, weight }) => value * weight)) / sum(untilCaught.map(({ weight }) => weight)),
    ),
    genuineNeverLockedShare: finite(worked.filter(({ work }) => work.locks === 0).length / worked.length),
    abstentionShare: finite(
      sum(people.map(({ work }) => work.abstained)) / sum(people.map(({ work }) => work.windows)),
    ),
    notEnforcedShare: finite(people.filter(({ enrolled }) => enrolled?.isEnforced === false).length / people.length),
    promisedFalseLocksPerDay: finite(sum(promised) / promised.length),
    achievedFalseLocksPerDay: rate === null ? null : rate.value * actionsPerDay,
    curve: { actions, locked: reached(locked), prompted: reached(prompted) },
  };
};
