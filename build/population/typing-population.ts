/** The population of key timings from recorded people. */
import { absorbAll, createDigraphProfile, pairKey, type DigraphProfile } from '../../ml/models/digraph-profile.ts';
import type { KeystrokeColumns } from '../../ml/features/keystrokes.ts';
import type { DigraphPopulation } from '../../ml/population/digraph-population.ts';
import { estimateKind, type PersonTimings } from '../../ml/population/estimate-population.ts';
import { SCALES, TIMING_KINDS, type TimingKind } from '../../ml/population/timing-scales.ts';
import { createRandom } from '../../ml/random.ts';
import type { RecordedTyping } from './recorded-person.ts';

type Timings = Record<TimingKind, Map<number, number[]>>;

const put = (timings: Timings, kind: TimingKind, group: number, ms: number): void => {
  const values = timings[kind].get(group);
  const scaled = SCALES[kind](ms);
  if (values === undefined) timings[kind].set(group, [scaled]);
  else values.push(scaled);
};

/** Scaled times of one person by kind and group; keys unknown to the layout and missing times are left out. */
const timingsOf = (keystrokes: readonly KeystrokeColumns[]): Timings => {
  const timings: Timings = { dwell: new Map(), downDown: new Map(), flight: new Map() };
  for (const { count, slot, prevSlot, dwellMs, downDownMs, flightMs } of keystrokes) {
    for (let i = 0; i < count; i += 1) {
      const key = slot[i] ?? 0;
      const before = prevSlot[i] ?? 0;
      if (key === 0) continue;
      if ((dwellMs[i] ?? NaN) > 0) put(timings, 'dwell', key, dwellMs[i] ?? 0);
      if (before === 0) continue;
      if ((downDownMs[i] ?? NaN) >= 0) put(timings, 'downDown', pairKey(before, key), downDownMs[i] ?? 0);
      if (!Number.isNaN(flightMs[i] ?? NaN)) put(timings, 'flight', pairKey(before, key), flightMs[i] ?? 0);
    }
  }
  return timings;
};

/** Priors from all that these people typed. */
export const populationOf = (people: readonly RecordedTyping[]): DigraphPopulation => {
  const timings = people.map(({ enrol, test }) => timingsOf([...enrol, ...test.flat()]));
  const kind = (name: TimingKind): PersonTimings[] => timings.map((own) => own[name]);
  const [dwell, downDown, flight] = TIMING_KINDS.map((name) => estimateKind(kind(name)));
  if (dwell === undefined || downDown === undefined || flight === undefined) throw new Error('a kind is missing');
  return { dwell, downDown, flight };
};

/** A digraph profile that has learned these keystrokes as the engine does. */
export const profileOf = (keystrokes: readonly KeystrokeColumns[], seed: number): DigraphProfile => {
  const profile = createDigraphProfile();
  const random = createRandom(seed);
  for (const columns of keystrokes) absorbAll(profile, columns, random);
  return profile;
};
