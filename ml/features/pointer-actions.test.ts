import { describe, expect, it } from 'vitest';
import { KIND } from '../../contract/events.ts';
import { playCurve } from './fixtures.ts';
import { createPointerActions, type PointerActions } from './pointer-actions.ts';
import { MEASURE, type PointerMeasure } from './pointer-measures.ts';

interface Seen {
  readonly t: number;
  readonly startMs: number;
  readonly measured: boolean;
  readonly of: (name: PointerMeasure) => number;
}

const collect = (): { readonly actions: PointerActions; readonly seen: Seen[] } => {
  const seen: Seen[] = [];
  const actions = createPointerActions((t, row, startMs, measured) => {
    const copy = row.slice();
    seen.push({ t, startMs, measured, of: (name) => copy[MEASURE[name]] ?? Number.NaN });
  });
  return { actions, seen };
};

/** 400 px to the right in 400 ms, from `start`. */
const sweep = (actions: PointerActions, start: number): void => {
  const move = (t: number, x: number, y: number): void => {
    actions.move(t, x, y);
  };
  playCurve(move, (share) => [400 * share, 0], { start, duration: 400, step: 10 });
};
const press = (actions: PointerActions, t: number, button = 1): void => {
  actions.button(t, KIND.buttonDown, button, 400, 0);
};
const release = (actions: PointerActions, t: number, button = 1): void => {
  actions.button(t, KIND.buttonUp, button, 400, 0);
};
const LOG = 9;

describe('createPointerActions', () => {
  it('ends a movement at a pause of 300 ms, noticed when the next begins', () => {
    const { actions, seen } = collect();
    sweep(actions, 1_000);
    sweep(actions, 1_700);
    expect(seen.map(({ t, startMs, measured }) => [t, startMs, measured])).toEqual([[1_710, 1_000, true]]);
    expect(seen[0]?.of('pauseBefore')).toBeNaN();
    sweep(actions, 2_500);
    expect(seen[1]?.startMs).toBe(1_700);
    expect(seen[1]?.of('pauseBefore')).toBeCloseTo(Math.log(300), LOG);
    expect(seen[1]?.of('duration')).toBeCloseTo(Math.log(400), LOG);
    expect([seen[1]?.of('drag'), seen[1]?.of('wheel'), seen[1]?.of('clickGap')]).toEqual([0, 0, Number.NaN]);
  });

  it('does not end a movement at a shorter halt', () => {
    const { actions, seen } = collect();
    sweep(actions, 0);
    sweep(actions, 699);
    sweep(actions, 2_000);
    expect(seen.map(({ startMs }) => startMs)).toEqual([0]);
    expect(seen[0]?.of('duration')).toBeCloseTo(Math.log(1_099), LOG);
  });

  it('gives a movement its click: gap, hold and double-click gap', () => {
    const { actions, seen } = collect();
    sweep(actions, 0);
    press(actions, 480);
    release(actions, 560);
    press(actions, 640);
    release(actions, 790);
    sweep(actions, 900);
    expect(seen).toHaveLength(1);
    expect(seen[0]?.of('clickGap')).toBeCloseTo(Math.log(80), LOG);
    expect(seen[0]?.of('clickHold')).toBeCloseTo(Math.log(80), LOG);
    expect(seen[0]?.of('doubleClickGap')).toBeCloseTo(Math.log(160), LOG);
    sweep(actions, 2_000);
    expect(seen[1]?.of('pauseBefore')).toBeCloseTo(Math.log(110), LOG);
  });

  it('gives a movement the click that comes after the pause, but no click that comes 2 s later', () => {
    const { actions, seen } = collect();
    sweep(actions, 0);
    press(actions, 1_000);
    release(actions, 1_090);
    sweep(actions, 2_000);
    press(actions, 4_401);
    release(actions, 4_501);
    press(actions, 5_500);
    release(actions, 5_600);
    sweep(actions, 6_000);
    expect(seen).toHaveLength(2);
    expect(seen[0]?.of('clickGap')).toBeCloseTo(Math.log(600), LOG);
    expect(seen[0]?.of('clickHold')).toBeCloseTo(Math.log(90), LOG);
    expect(seen[1]?.of('clickGap')).toBeNaN();
    expect(seen[1]?.of('doubleClickGap')).toBeNaN();
    expect(seen[1]?.of('clickHold')).toBeCloseTo(Math.log(100), LOG);
  });

  it('takes a movement with the button held for a drag, without a click hold', () => {
    const { actions, seen } = collect();
    sweep(actions, 0);
    press(actions, 500);
    sweep(actions, 600);
    expect(seen.map(({ of }) => of('drag'))).toEqual([0]);
    release(actions, 1_050);
    sweep(actions, 2_000);
    expect(seen.map(({ of }) => of('drag'))).toEqual([0, 1]);
    expect(seen[0]?.of('clickHold')).toBeNaN();
    expect(seen[0]?.of('dragSpeed')).toBeNaN();
    expect(seen[1]?.of('clickHold')).toBeNaN();
    expect(seen[1]?.of('dragSpeed')).toBeCloseTo(Math.log(1_000), LOG);
  });

  it('times what lies between the button and the movement', () => {
    const { actions, seen } = collect();
    sweep(actions, 0);
    press(actions, 500);
    sweep(actions, 600);
    release(actions, 1_050);
    sweep(actions, 1_250);
    sweep(actions, 5_000);
    expect(seen.map(({ of }) => of('dragPressGap'))).toEqual([
      Number.NaN,
      expect.closeTo(Math.log(100), LOG),
      Number.NaN,
    ]);
    expect(seen.map(({ of }) => of('dragReleaseGap'))).toEqual([
      Number.NaN,
      expect.closeTo(Math.log(50), LOG),
      Number.NaN,
    ]);
    expect(seen.map(({ of }) => of('releaseGap'))).toEqual([
      Number.NaN,
      Number.NaN,
      expect.closeTo(Math.log(200), LOG),
    ]);
  });

  it('hands on the way in steps of the grid, and how often it was reported', () => {
    const ways: { x: number; y: number; count: number; intervalMs: number }[] = [];
    const actions = createPointerActions((_, __, ___, ____, { dx, dy, count, intervalMs }) => {
      const sum = (values: Float32Array): number => values.subarray(0, count).reduce((a, b) => a + b, 0);
      ways.push({ x: sum(dx), y: sum(dy), count, intervalMs });
    });
    sweep(actions, 0);
    actions.wheel(2_000);
    sweep(actions, 4_000);
    expect(ways).toEqual([
      { x: 400, y: 0, count: 16, intervalMs: 10 },
      { x: 0, y: 0, count: 0, intervalMs: Number.NaN },
    ]);
  });

  it('takes no jitter for a movement, and a click amid it for one', () => {
    const { actions, seen } = collect();
    sweep(actions, 0);
    actions.move(800, 401, 0);
    press(actions, 850);
    actions.move(870, 402, 0);
    release(actions, 940);
    for (let t = 2_000; t < 6_000; t += 400) actions.move(t, 400 + (t % 3), 0);
    expect(seen).toHaveLength(0);
    sweep(actions, 6_500);
    expect(seen).toHaveLength(1);
    expect(seen[0]?.of('clickHold')).toBeCloseTo(Math.log(90), LOG);
    expect(seen[0]?.of('drag')).toBe(0);
  });

  it('makes one action of a wheel burst, between and amid movements', () => {
    const { actions, seen } = collect();
    sweep(actions, 0);
    for (const t of [1_000, 1_050, 1_100, 1_599]) actions.wheel(t);
    actions.wheel(2_100);
    expect(seen.map(({ startMs, measured }) => [startMs, measured])).toEqual([
      [0, true],
      [1_000, false],
    ]);
    expect(seen[1]?.of('wheel')).toBe(1);
    expect(seen[1]?.of('wheelLength')).toBeCloseTo(Math.log(4), LOG);
    expect(seen[1]?.of('wheelInterval')).toBeCloseTo((2 * Math.log(50) + Math.log(499)) / 3, LOG);
    expect(seen[1]?.of('pauseBefore')).toBeCloseTo(Math.log(600), LOG);
    expect(seen[1]?.of('path')).toBeNaN();
    actions.wheel(9_000);
    expect(seen[2]?.of('wheelLength')).toBe(0);
    expect(seen[2]?.of('wheelInterval')).toBeNaN();
  });

  it('ends a wheel burst at a click', () => {
    const { actions, seen } = collect();
    actions.wheel(0);
    actions.wheel(100);
    press(actions, 200);
    expect(seen.map(({ of }) => of('wheelLength'))).toEqual([Math.log(2)]);
  });

  it('leaves a pause of more than 10 s out', () => {
    const { actions, seen } = collect();
    sweep(actions, 0);
    sweep(actions, 10_401);
    sweep(actions, 20_801);
    sweep(actions, 40_000);
    expect(seen.map(({ of }) => of('pauseBefore'))).toEqual([Number.NaN, Number.NaN, Math.log(10_000)]);
  });

  it('heals when a release is lost', () => {
    const { actions, seen } = collect();
    press(actions, 0, 3);
    sweep(actions, 1_000);
    press(actions, 1_450, 1);
    release(actions, 1_500, 3);
    release(actions, 1_540, 1);
    sweep(actions, 2_000);
    sweep(actions, 3_000);
    expect(seen.map(({ of }) => of('drag'))).toEqual([1, 0]);
    expect(seen[0]?.of('clickHold')).toBeCloseTo(Math.log(90), LOG);
  });

  it('cuts a movement that never ends', () => {
    const { actions, seen } = collect();
    for (let t = 0; t <= 20_000; t += 10) actions.move(t, 200 * Math.cos(t / 200), 200 * Math.sin(t / 200));
    expect(seen.map(({ startMs }) => startMs)).toEqual([0, 6_390, 12_780]);
  });

  it('forgets all that is not complete at a reset', () => {
    const { actions, seen } = collect();
    sweep(actions, 0);
    press(actions, 440);
    actions.wheel(450);
    actions.reset();
    release(actions, 500);
    sweep(actions, 5_000);
    sweep(actions, 6_000);
    expect(seen.map(({ startMs }) => startMs)).toEqual([5_000]);
    expect([seen[0]?.of('pauseBefore'), seen[0]?.of('drag')]).toEqual([Number.NaN, 0]);
  });
});
