/** What evidence an action other people's hands are expected to give: the model is shown simulated ones. */
import { createRandom, normal, type Random } from '../random.ts';
import { TIMING_KINDS } from '../population/timing-scales.ts';
import { createTempoFilter, type TempoGrid } from './tempo-filter.ts';
import type { KindModel } from './typing-model.ts';
import type { TypingModel } from './typing-watch.ts';

const PEOPLE = 24;
const KEYSTROKES = 60;
const SEED = 1;
/** No hands of others speak for the user on the whole, whatever the draw says. */
const MOST = -1e-3;

/** The times by which it is chosen what is typed next, added up, for a search by a share of them. */
const cumulative = (met: KindModel['met']): Float64Array => {
  const sums = new Float64Array(met.length);
  met.reduce((sum, { times }, i) => (sums[i] = sum + times), 0);
  return sums;
};

/** Evidence of one kind, summed over one person's times on what this user types. */
const ofPerson = (model: KindModel, grid: TempoGrid, sums: Float64Array, times: number, random: Random): number => {
  const { met, expect, priors } = model;
  const { person, sitting, passage } = priors.tempo;
  const tempo = Math.sqrt(person + sitting + passage) * normal(random);
  const ways = new Map<number, number>();
  const filter = createTempoFilter(grid);
  let evidence = 0;
  for (let i = 0; i < times; i += 1) {
    const at = random() * (sums.at(-1) ?? 0);
    const { group, ofGroup } = met[sums.findIndex((sum) => sum > at)] ?? { group: 0, ofGroup: 0 };
    const expectation = expect(group, ofGroup);
    const { mean, variance } = expectation.others;
    const { within } = priors.prior(ofGroup);
    const way = ways.get(group) ?? Math.sqrt(variance - within) * normal(random);
    ways.set(group, way);
    const time = mean + way + tempo + Math.sqrt(within) * normal(random);
    evidence += filter.weigh(time, expectation);
  }
  return evidence;
};

/** Nats an action, negative; the same draws for every user. */
export const evidenceOfOthers = ({ kinds, grids, weights }: TypingModel): number => {
  const random = createRandom(SEED);
  const keys = kinds.dwell.met.reduce((sum, { times }) => sum + times, 0);
  let total = 0;
  for (const kind of TIMING_KINDS) {
    const sums = cumulative(kinds[kind].met);
    const share = Math.min(1, (sums.at(-1) ?? 0) / Math.max(keys, 1));
    for (let person = 0; person < PEOPLE; person += 1) {
      const times = Math.round(share * KEYSTROKES);
      total += weights[kind] * ofPerson(kinds[kind], grids[kind], sums, times, random);
    }
  }
  return Math.min(MOST, total / (PEOPLE * KEYSTROKES));
};
