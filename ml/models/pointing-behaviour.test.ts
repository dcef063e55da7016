import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinPointing, slicePointing, type PointerColumns } from '../features/pointer-columns.ts';
import { POINTER_MEASURES } from '../features/pointer-measures.ts';
import { pointingOf, simulatedPopulations, simulatePointing } from './pointing.fixture.ts';
import { createPointingBehaviour } from './pointing-behaviour.ts';
import type { PointingProfile } from './pointing-profile.ts';
import type { Watch } from '../behaviour.ts';

const populations = simulatedPopulations();
const behaviour = createPointingBehaviour(populations);
const ALL = { goesOn: false, mostShare: 1 };

const learn = (profile: PointingProfile, columns: PointerColumns, options = ALL): PointingProfile => {
  const sitting = behaviour.startSitting(profile);
  sitting.gather(columns, columns.count);
  return behaviour.learn(profile, sitting, options);
};

const windowsOf = (columns: PointerColumns, hop = 5): PointerColumns[] => {
  const windows: PointerColumns[] = [];
  for (let from = 0; from + 10 <= columns.count; from += hop) windows.push(slicePointing(columns, from, from + 10));
  return windows;
};

const meanEvidence = (watch: Watch<PointerColumns> | undefined, columns: PointerColumns): number => {
  const windows = windowsOf(columns);
  return windows.reduce((sum, window) => sum + (watch?.weigh(window, 5).llr ?? 0), 0) / (5 * windows.length);
};

const days = [1, 2].map((day) => simulatePointing(101, day));
const user = days.reduce((profile, day) => learn(profile, day), behaviour.create());
const model = behaviour.model(user);
const today = simulatePointing(101, 3);
const others = [102, 103, 105].map((person) => simulatePointing(person, 3));

describe('createPointingBehaviour', () => {
  it('knows nobody by fewer than a hundred actions', () => {
    expect(behaviour.model(behaviour.create())).toBeNull();
    expect(behaviour.model(learn(behaviour.create(), simulatePointing(101, 1, 90)))).toBeNull();
    expect(behaviour.actionsOf(user)).toBe(2 * 195 - days.reduce((sum, day) => sum + unmeasured(day), 0));
  });

  it('speaks for the user and against others, by window and by sitting', () => {
    expect(meanEvidence(model?.watch(), today)).toBeGreaterThan(0.1);
    expect(model?.weighSitting(today)?.llr).toBeGreaterThan(3);
    for (const other of others) {
      expect(meanEvidence(model?.watch(), other)).toBeLessThan(-0.05);
      expect(model?.weighSitting(other)?.llr).toBeLessThan(0);
    }
    expect(model?.ofOthers).toBeLessThan(-0.05);
  });

  it('gives parts that add up, with a tendency only against the user', () => {
    const watch = model?.watch();
    for (const window of [...windowsOf(today), ...windowsOf(others[0] ?? today)]) {
      const weighed = watch?.weigh(window, 5);
      expect(weighed?.parts.reduce((sum, part) => sum + part.llr, 0)).toBeCloseTo(weighed?.llr ?? 0, 12);
      for (const { llr, tendency } of weighed?.parts ?? []) expect(tendency === 'usual').toBe(llr >= 0);
      expect(Math.abs(weighed?.llr ?? 0)).toBeLessThanOrEqual(6);
    }
  });

  it('weighs a window alike whether it remembers the one before or works all of it out', () => {
    const watch = model?.watch();
    for (const window of windowsOf(today).slice(0, 12)) {
      expect(watch?.weigh(window, 5)).toEqual(model?.watch().weigh(window, 5));
    }
  });

  it('forks a watch that goes on alone', () => {
    const [first, second, third] = windowsOf(today);
    if (first === undefined || second === undefined || third === undefined) throw new Error('too few windows');
    const watch = model?.watch();
    watch?.weigh(first, 10);
    const fork = watch?.fork();
    for (const window of windowsOf(others[0] ?? today).slice(0, 3)) watch?.weigh(window, 10);
    expect(fork?.weigh(second, 5)).toEqual(model?.watch().weigh(second, 5));
    expect(fork?.weigh(third, 5)).toEqual(model?.watch().weigh(third, 5));
  });

  it('learns a sitting in pieces as in one go, but for the order of rounding', () => {
    const [day = today] = days;
    let pieces = behaviour.create();
    for (let from = 0; from < day.count; from += 30) {
      const piece = slicePointing(day, from, Math.min(day.count, from + 30));
      pieces = learn(pieces, piece, { goesOn: from > 0, mostShare: 1 });
    }
    const whole = learn(behaviour.create(), day);
    expect(behaviour.actionsOf(pieces)).toBe(behaviour.actionsOf(whole));
    expect(behaviour.distance(pieces, whole)).toBeLessThan(1e-9);
    expect(pieces.by.fine.squares).toBeCloseTo(whole.by.fine.squares, 6);
  });

  it('changes no profile that it was given', () => {
    const before = behaviour.encode(user);
    learn(user, today);
    behaviour.holdNear(user, learn(user, today));
    expect(behaviour.encode(user)).toEqual(before);
  });

  it('gives new actions no more than their share', () => {
    const [other = today] = others;
    const all = learn(user, other);
    const little = learn(user, other, { goesOn: false, mostShare: 0.05 });
    expect(behaviour.distance(all, user)).toBeGreaterThan(0.1);
    expect(behaviour.distance(little, user)).toBeLessThan(0.3 * behaviour.distance(all, user));
    expect(learn(user, other, { goesOn: false, mostShare: 0 }).by.fine.weight).toBe(user.by.fine.weight);
  });

  it('cannot be dragged away from what was vouched for, however long', () => {
    let dragged = user;
    for (let sitting = 0; sitting < 10; sitting += 1) {
      for (const other of others) dragged = behaviour.holdNear(learn(dragged, other), user);
    }
    expect(behaviour.distance(dragged, user)).toBeLessThanOrEqual(0.05);
    expect(dragged.by.fine.weight).toBeLessThanOrEqual(5_000);
    const watch = behaviour.model(dragged)?.watch();
    const own = meanEvidence(watch, today);
    expect(own).toBeGreaterThan(0.7 * meanEvidence(model?.watch(), today));
    for (const other of others) expect(meanEvidence(watch, other)).toBeLessThan(0.2 * own);
    expect(behaviour.distance(behaviour.holdNear(user, user), user)).toBeLessThan(1e-12);
  });

  it('never yields NaN or throws, whatever is fed to it', () => {
    const constant = slicePointing(today, 0, 1);
    const repeated = joinPointing(Array.from({ length: 120 }, () => constant));
    const wheel = pointingOf(
      Array.from({ length: 2_000 }, (_, i) => ({ timeMs: 600 * i, kind: 5, code: 1, x: 0, y: 0 })),
    );
    const empty = slicePointing(today, 0, 0);
    const broken = { ...today, measures: today.measures.map((_, i) => (i % 3 === 0 ? Number.NaN : 1e30)) };
    for (const columns of [constant, repeated, wheel, empty, broken]) {
      expect(Number.isFinite(model?.watch().weigh(columns, columns.count).llr)).toBe(true);
      expect(Number.isFinite(model?.weighSitting(columns)?.llr ?? 0)).toBe(true);
      const taught = learn(learn(behaviour.create(), columns), columns);
      const own = behaviour.model(taught);
      expect(Number.isFinite(own?.watch().weigh(slicePointing(today, 0, 10), 10).llr ?? 0)).toBe(true);
      expect(behaviour.decode(behaviour.encode(taught)).ok).toBe(true);
    }
    expect(model?.watch().weigh(wheel, wheel.count)).toEqual({ llr: 0, parts: [], compared: 0 });
    expect(model?.watch().weigh(slicePointing(today, 0, 3), 3).compared).toBe(0);
    expect(model?.weighSitting(empty)).toBeNull();
  });
});

describe('a pointing profile as bytes', () => {
  const bytes = behaviour.encode(user);

  it('is small, and weighs as it did', () => {
    expect(bytes.length).toBeLessThan(20_000);
    const decoded = behaviour.decode(bytes);
    if (!decoded.ok) throw new Error(decoded.message);
    expect(behaviour.distance(decoded.value, user)).toBeLessThan(1e-3);
    expect(meanEvidence(behaviour.model(decoded.value)?.watch(), today)).toBeCloseTo(
      meanEvidence(model?.watch(), today),
      2,
    );
    expect(behaviour.encode(decoded.value)).toEqual(bytes);
  });

  it('is refused where people in general are others', () => {
    const fine = { ...populations.fine, id: populations.fine.id + 1 };
    const decoded = createPointingBehaviour({ ...populations, fine }).decode(bytes);
    expect(decoded).toMatchObject({ ok: false, code: 'model-damaged' });
    expect(decoded.ok ? '' : decoded.message).toContain('other statistics of people in general');
  });

  it('is refused when damaged anywhere', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const copy = bytes.slice();
        copy[at] = (copy[at] ?? 0) ^ change;
        expect(behaviour.decode(copy).ok).toBe(false);
      }),
      { numRuns: 200 },
    );
    expect(behaviour.decode(bytes.subarray(0, 100)).ok).toBe(false);
  });
});

/** Actions that are no measured movement. */
function unmeasured({ count, measures }: PointerColumns): number {
  let missing = 0;
  for (let row = 0; row < count; row += 1) if (Number.isNaN(measures[row * POINTER_MEASURES.length])) missing += 1;
  return missing;
}
