import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createKeystrokeColumns,
  joinKeystrokes,
  sliceKeystrokes,
  type KeystrokeColumns,
} from '../features/keystrokes.ts';
import { estimateTypingPopulation } from '../population/estimate-typing.ts';
import { createTypist, typeKeys } from '../population/typing.fixture.ts';
import { createRandom } from '../random.ts';
import { createTypingBehaviour } from './typing-behaviour.ts';
import type { TypingProfile } from './typing-profile.ts';

const population = estimateTypingPopulation(
  Array.from({ length: 30 }, (_, seed) => {
    const type = createTypist(seed);
    return [type(500), type(500), type(500)];
  }),
);
const behaviour = createTypingBehaviour(population);
const ENROLMENT = { goesOn: false, mostShare: 1 };

const learn = (profile: TypingProfile, columns: KeystrokeColumns, options = ENROLMENT): TypingProfile => {
  const sitting = behaviour.startSitting(profile);
  sitting.gather(columns, columns.count);
  return behaviour.learn(profile, sitting, options);
};
const learnAll = (sessions: readonly KeystrokeColumns[]): TypingProfile =>
  sessions.reduce((profile, columns) => learn(profile, columns), behaviour.create());

const modelOf = (profile: TypingProfile) => {
  const model = behaviour.model(profile);
  if (model === null) throw new Error('too little was learned');
  return model;
};
const perAction = (profile: TypingProfile, columns: KeystrokeColumns): number =>
  modelOf(profile).watch().weigh(columns, columns.count).llr / columns.count;

const type = createTypist(100);
const user = learnAll([type(600), type(600), type(600)]);

describe('typing behaviour', () => {
  it('speaks for the user and against others', () => {
    expect(perAction(user, type(500))).toBeGreaterThan(0.1);
    for (const seed of [200, 201, 202, 203, 204]) expect(perAction(user, createTypist(seed)(500))).toBeLessThan(-0.02);
  });

  it('judges a sitting as a whole, with the bias beside the parts', () => {
    const weighed = modelOf(user).weighSitting(type(200));
    const parts = weighed?.parts.reduce((sum, { llr }) => sum + llr, 0) ?? NaN;
    expect(weighed?.llr).toBeGreaterThan(2);
    expect((weighed?.llr ?? NaN) - parts).toBeCloseTo(population.weights.bias, 9);
    expect(weighed?.compared).toBe(200);
    expect(modelOf(user).weighSitting(createTypist(300)(200))?.llr).toBeLessThan(-2);
    expect(modelOf(user).weighSitting(type(24))).toBeNull();
  });

  it('expects of others what others give, roughly', () => {
    const given = [200, 201, 202, 203, 204, 205].map((seed) => perAction(user, createTypist(seed)(300)));
    const mean = given.reduce((sum, value) => sum + value, 0) / given.length;
    expect(modelOf(user).ofOthers / mean).toBeGreaterThan(0.5);
    expect(modelOf(user).ofOthers / mean).toBeLessThan(2);
  });

  it('says how the user is unlike themselves', () => {
    const typed = type(300);
    const slower = {
      ...typed,
      dwellMs: typed.dwellMs.map((ms) => ms * 2),
      downDownMs: typed.downDownMs.map((ms) => ms / 2),
    };
    const { parts } = modelOf(user).watch().weigh(slower, 300);
    expect(parts.map(({ timing }) => timing)).toEqual(['dwell', 'downDown', 'flight']);
    expect(parts.slice(0, 2).map(({ tendency }) => tendency)).toEqual(['longer', 'shorter']);
    const usual = modelOf(user)
      .watch()
      .weigh(sliceKeystrokes(typed, 0, 0), 0);
    expect(usual).toEqual({
      llr: 0,
      compared: 0,
      parts: usual.parts.map((part) => ({ ...part, llr: 0, tendency: 'usual' })),
    });
  });

  it('weighs new keystrokes only, the same in windows as in one go', () => {
    const typed = type(300);
    const whole = modelOf(user).watch().weigh(typed, 300).llr;
    const watch = modelOf(user).watch();
    let inWindows = 0;
    for (let to = 10; to <= 300; to += 10) {
      const window = sliceKeystrokes(typed, Math.max(0, to - 50), to);
      const fork = watch.fork();
      inWindows += watch.weigh(window, 10).llr;
      expect(fork.weigh(window, 10).llr).not.toBeNaN();
    }
    expect(inWindows).toBeCloseTo(whole, 9);
  });

  it('has no model of fewer than 200 keystrokes', () => {
    expect(behaviour.model(behaviour.create())).toBeNull();
    expect(behaviour.model(learnAll([type(199)]))).toBeNull();
    expect(behaviour.actionsOf(learnAll([type(200)]))).toBe(200);
    expect(behaviour.model(learnAll([type(200)]))).not.toBeNull();
  });

  it('learns a sitting in pieces much as in one go', () => {
    const sessions = [type(500), type(500)];
    let profile = behaviour.create();
    for (const session of sessions) {
      for (let from = 0; from < 500; from += 10) {
        profile = learn(profile, sliceKeystrokes(session, from, from + 10), { goesOn: from > 0, mostShare: 1 });
      }
    }
    expect(profile.kinds.dwell.tempo.sittings).toBeLessThan(1);
    expect(behaviour.actionsOf(profile)).toBe(1000);
    expect(behaviour.distance(profile, learnAll(sessions))).toBeLessThan(0.1);
  });

  it('refuses a sitting that it did not start', () => {
    const stranger = { gather: () => undefined, actions: 0 };
    expect(() => behaviour.learn(user, stranger, ENROLMENT)).toThrow(TypeError);
  });
});

describe('learning from doubtful hands', () => {
  const stranger = createTypist(301);
  const strange = Array.from({ length: 40 }, () => stranger(500));

  it('moves a profile less where the new may weigh less', () => {
    const moved = (mostShare: number): number =>
      behaviour.distance(learn(user, stranger(500), { goesOn: false, mostShare }), user);
    expect(moved(0)).toBeCloseTo(0, 9);
    expect(moved(0.05)).toBeGreaterThan(0);
    expect(moved(0.05)).toBeLessThan(moved(0.3));
    expect(moved(0.3)).toBeLessThan(moved(1));
  });

  it('cannot be dragged away from what was vouched for', () => {
    const free = strange.reduce((profile, columns) => learn(profile, columns), user);
    const held = strange.reduce((profile, columns) => behaviour.holdNear(learn(profile, columns), user), user);
    expect(behaviour.distance(free, user)).toBeGreaterThan(0.8);
    expect(behaviour.distance(held, user)).toBeLessThan(0.35);
    expect(perAction(held, type(500))).toBeGreaterThan(0.05);
  });

  it('leaves alone what is near', () => {
    expect(behaviour.distance(behaviour.holdNear(user, user), user)).toBeCloseTo(0, 9);
    expect(behaviour.encode(behaviour.holdNear(user, user))).toEqual(behaviour.encode(user));
  });

  it('forgets slowly: memory is bounded however much is learned', () => {
    const after = strange.reduce((profile, columns) => learn(profile, columns), user);
    for (const { groups, tempo } of Object.values(after.kinds)) {
      expect(Math.max(...[...groups.values()].map(({ n }) => n))).toBeLessThanOrEqual(300);
      expect(tempo.sittings).toBeLessThanOrEqual(31);
    }
  });

  it('holds at most 600 pairs, the rarest forgotten whatever the order of typing', () => {
    const random = createRandom(5);
    const typed = typeKeys(6000, random, { dwell: () => 90, interval: () => 200 });
    const wide = { ...typed, slot: typed.slot.map(() => 1 + Math.floor(random() * 60)) };
    wide.prevSlot.set(wide.slot.subarray(0, -1), 1);
    const backwards = joinKeystrokes(Array.from({ length: 6000 }, (_, i) => sliceKeystrokes(wide, 5999 - i, 6000 - i)));
    const pairsOf = (profile: TypingProfile) => [...profile.kinds.flight.groups.keys()].sort((a, b) => a - b);
    const pairs = pairsOf(learnAll([wide]));
    expect(pairs).toHaveLength(600);
    expect(pairsOf(learnAll([backwards]))).toEqual(pairs);
  });
});

describe('bad input', () => {
  const anyTime = fc.oneof(fc.constant(NaN), fc.constant(Infinity), fc.constant(0), fc.float({ noNaN: false }));
  const anySlot = fc.oneof(fc.constant(0), fc.constant(1), fc.nat(65_535));
  const anyRow = fc.tuple(anySlot, anySlot, fc.nat(255), fc.nat(255), anyTime, anyTime, anyTime);
  const columnsOf = (rows: readonly (readonly number[])[]): KeystrokeColumns => {
    const column = (at: number): number[] => rows.map((row) => row[at] ?? NaN);
    return {
      count: rows.length,
      slot: Uint16Array.from(column(0)),
      prevSlot: Uint16Array.from(column(1)),
      keyClass: Uint8Array.from(column(2)),
      prevClass: Uint8Array.from(column(3)),
      dwellMs: Float32Array.from(column(4)),
      downDownMs: Float32Array.from(column(5)),
      flightMs: Float32Array.from(column(6)),
    };
  };
  const expectSane = (profile: TypingProfile, columns: KeystrokeColumns): void => {
    const model = modelOf(profile);
    const { llr, parts } = model.watch().weigh(columns, columns.count + 5);
    expect(llr).toSatisfy(Number.isFinite);
    for (const part of parts) expect(part.llr).toSatisfy(Number.isFinite);
    expect(model.ofOthers).toBeLessThan(0);
    expect(behaviour.distance(profile, user)).toSatisfy(Number.isFinite);
    expect(behaviour.distance(behaviour.holdNear(profile, user), user)).toSatisfy(Number.isFinite);
    expect(behaviour.decode(behaviour.encode(profile)).ok).toBe(true);
  };

  it('never makes a number that is none', () => {
    fc.assert(
      fc.property(
        fc.array(anyRow, { maxLength: 60 }),
        fc.boolean(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rows, goesOn, mostShare) => {
          const columns = columnsOf(rows);
          expectSane(learn(user, columns, { goesOn, mostShare }), columns);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is one key at one time, or no time at all', () => {
    const constant = createKeystrokeColumns(300);
    constant.slot.fill(3);
    constant.prevSlot.fill(3);
    constant.keyClass.fill(0x12);
    constant.prevClass.fill(0x12);
    constant.dwellMs.fill(80);
    constant.downDownMs.fill(100);
    constant.flightMs.fill(20);
    expectSane(learnAll([constant]), constant);
    expectSane(learnAll([constant]), type(100));
    const timeless = createKeystrokeColumns(300);
    timeless.slot.fill(3);
    for (const times of [timeless.dwellMs, timeless.downDownMs, timeless.flightMs]) times.fill(NaN);
    expectSane(learnAll([timeless]), timeless);
  });

  it('is an empty sitting', () => {
    expect(learn(user, createKeystrokeColumns(0))).toEqual(user);
    expect(modelOf(user).weighSitting(createKeystrokeColumns(0))).toBeNull();
  });
});
