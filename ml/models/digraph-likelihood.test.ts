import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeystrokeColumns } from '../features/keystrokes.ts';
import type { DigraphPopulation, KindPopulation } from '../population/digraph-population.ts';
import { TIMING_KINDS } from '../population/timing-scales.ts';
import { createRandom, normal, type Random } from '../random.ts';
import {
  expectedOfOthers,
  fitDigraphLikelihood,
  scoreLikelihood,
  type DigraphLikelihood,
} from './digraph-likelihood.ts';
import { absorb, createDigraphProfile, pairKey } from './digraph-profile.ts';

const KEYS = [1, 2, 3, 4, 5];
const DWELL_MS = 100;
const INTERVAL_MS = 180;

const kind = (groups: readonly number[], mean: number): KindPopulation => ({
  groups: new Map(groups.map((group) => [group, { mean, between: 0.04, within: 0.09 }])),
  other: { mean, between: 0.1, within: 0.09 },
});
const pairs = KEYS.flatMap((a) => KEYS.map((b) => pairKey(a, b)));
const population: DigraphPopulation = {
  dwell: kind(KEYS, Math.log(DWELL_MS)),
  downDown: kind(pairs, Math.log(INTERVAL_MS)),
  flight: kind(pairs, Math.asinh((INTERVAL_MS - DWELL_MS) / 60)),
};

/** Keystrokes of somebody whose times are those of people in general times `tempo`. */
const type = (count: number, tempo: number, random: Random): KeystrokeColumns => {
  const slot = Uint16Array.from({ length: count }, () => KEYS[Math.floor(random() * KEYS.length)] ?? 1);
  const dwellMs = Float32Array.from({ length: count }, () => DWELL_MS * tempo * Math.exp(0.2 * normal(random)));
  const downDownMs = Float32Array.from({ length: count }, () => INTERVAL_MS * tempo * Math.exp(0.2 * normal(random)));
  return {
    count,
    slot,
    prevSlot: Uint16Array.from(slot, (_, i) => (i === 0 ? 0 : (slot[i - 1] ?? 0))),
    dwellMs,
    downDownMs,
    flightMs: downDownMs.map((ms, i) => ms - (dwellMs[i - 1] ?? 0)),
  };
};

const enrol = (tempo: number): DigraphLikelihood => {
  const profile = createDigraphProfile();
  const random = createRandom(1);
  const typed = type(1500, tempo, random);
  for (let i = 0; i < typed.count; i += 1) {
    absorb(
      profile,
      typed.slot[i] ?? 0,
      typed.prevSlot[i] ?? 0,
      typed.dwellMs[i] ?? NaN,
      typed.flightMs[i] ?? NaN,
      typed.downDownMs[i] ?? NaN,
      random,
    );
  }
  return fitDigraphLikelihood(profile, population);
};

const total = (model: DigraphLikelihood, typed: KeystrokeColumns): number => {
  const { dwell, downDown, flight } = scoreLikelihood(model, typed, 0, typed.count);
  return (dwell + downDown + flight) / typed.count;
};

describe('digraph likelihood', () => {
  const slow = enrol(1.5);

  it('speaks for the user and against people in general', () => {
    expect(total(slow, type(300, 1.5, createRandom(2)))).toBeGreaterThan(0.3);
    expect(total(slow, type(300, 1, createRandom(3)))).toBeLessThan(-0.3);
  });

  it('is less sure of a user who types as people in general do', () => {
    const sure = total(slow, type(300, 1.5, createRandom(4)));
    expect(total(enrol(1), type(300, 1, createRandom(4)))).toBeLessThan(sure / 1.5);
  });

  it('foretells what other people’s hands will give', () => {
    const { dwell, downDown, flight } = expectedOfOthers(slow);
    expect(dwell).toBeLessThan(0);
    expect(downDown).toBeLessThan(0);
    expect(flight).toBeLessThan(0);
  });

  it('is exactly the density ratio where it can be worked by hand', () => {
    // Nothing learned: the user's prediction is the population's with what tempo leaves of the variance.
    const model = fitDigraphLikelihood(createDigraphProfile(), population);
    const log = (variance: number): number => -0.5 * Math.log(variance);
    const single: KeystrokeColumns = { ...type(1, 1, createRandom(5)), dwellMs: Float32Array.of(DWELL_MS) };
    expect(scoreLikelihood(model, single, 0, 1)).toEqual({
      dwell: log(0.09 + 0.6 * 0.04) - log(0.09 + 0.04),
      downDown: 0,
      flight: 0,
      compared: 1,
    });
  });

  it('never yields NaN or more than 3 nats a timing, whatever is typed', () => {
    const anything = fc.float({ noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.nat(255), fc.nat(255), anything, anything, anything, (key, before, dwell, flight, downDown) => {
        const columns = {
          count: 1,
          slot: Uint16Array.of(key),
          prevSlot: Uint16Array.of(before),
          dwellMs: Float32Array.of(dwell),
          flightMs: Float32Array.of(flight),
          downDownMs: Float32Array.of(downDown),
        };
        const ratios = scoreLikelihood(slow, columns, 0, 1);
        for (const kind of TIMING_KINDS) expect(Math.abs(ratios[kind])).toBeLessThanOrEqual(3);
      }),
    );
  });
});
