/** How far a typing profile has moved from one that somebody vouched for, and holding it near that one. */
import type { Moments } from '../population/moments.ts';
import { TIMING_KINDS, type TimingKind } from '../population/timing-scales.ts';
import { classOfGroup } from '../population/typing-times.ts';
import type { KindModel } from './typing-model.ts';
import { historyOf, type KindProfile, type TempoHistory, type TypingProfile } from './typing-profile.ts';

/** Standard deviations of one time, and of people's tempo, that a mean may be from the reference's. */
const MOST_DRIFT = 0.25;

const hold = (value: number, centre: number, reach: number): number =>
  Math.min(centre + reach, Math.max(centre - reach, value));

/** Only the past is corrected: the tempo of the running sitting is measured, and what is learned next is freed from it. */
const holdTempo = (history: TempoHistory, reference: TempoHistory, reach: number): TempoHistory => {
  const { weight, sum } = historyOf(history);
  const vouched = historyOf(reference);
  if (weight === 0 || vouched.weight === 0) return history;
  const mean = sum / weight;
  return { ...history, sum: history.sum + weight * (hold(mean, vouched.sum / vouched.weight, reach) - mean) };
};

const holdKind = (
  profile: KindProfile,
  reference: KindProfile,
  { priors, expect }: KindModel,
  classOf: ReadonlyMap<number, number>,
): KindProfile => {
  const groups = new Map<number, Moments>();
  for (const [group, moments] of profile.groups) {
    const ofGroup = classOfGroup(priors.kind, group, classOf);
    const { within, between } = priors.prior(ofGroup);
    const vouched = reference.groups.get(group);
    const mean =
      vouched === undefined
        ? hold(moments.mean, expect(group, ofGroup).own.mean, Math.sqrt(between))
        : hold(moments.mean, vouched.mean, MOST_DRIFT * Math.sqrt(within));
    groups.set(group, { ...moments, mean });
  }
  const reach = MOST_DRIFT * Math.sqrt(priors.tempo.person);
  return { groups, tempo: holdTempo(profile.tempo, reference.tempo, reach) };
};

/**
 * The profile with every mean within a quarter of a standard deviation of the reference's; what the reference does not
 * hold, within what people differ by of what it leads to expect.
 *
 * @param expected the reference's model.
 */
export const holdTypingNear = (
  profile: TypingProfile,
  reference: TypingProfile,
  expected: Readonly<Record<TimingKind, KindModel>>,
): TypingProfile => {
  const held = (kind: TimingKind): KindProfile =>
    holdKind(profile.kinds[kind], reference.kinds[kind], expected[kind], profile.classOf);
  return { ...profile, kinds: { dwell: held('dwell'), downDown: held('downDown'), flight: held('flight') } };
};

/** Root mean square, over times as often as they come, of how far expected times moved; in standard deviations of one. */
export const typingDistance = (
  profile: Readonly<Record<TimingKind, KindModel>>,
  reference: Readonly<Record<TimingKind, KindModel>>,
): number => {
  let squares = 0;
  let times = 0;
  for (const kind of TIMING_KINDS) {
    const { met, expect, tempo, priors } = profile[kind];
    const before = reference[kind];
    for (const { group, ofGroup, times: count } of met) {
      const now = expect(group, ofGroup).own.mean + tempo.centre;
      const moved = now - before.expect(group, ofGroup).own.mean - before.tempo.centre;
      squares += (count * moved * moved) / priors.prior(ofGroup).within;
      times += count;
    }
  }
  return times === 0 ? 0 : Math.sqrt(squares / times);
};
