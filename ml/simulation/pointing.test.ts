import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KIND, type SourceEvent } from '../../contract/events.ts';
import { createRandom } from '../random.ts';
import { countOf, faultsOf } from './event-order.fixture.ts';
import { createPointerHand } from './pointer-hand.ts';
import { generatePointing } from './pointing.ts';

const point = (hand: number, sitting: number, actions: number): SourceEvent[] =>
  generatePointing(createPointerHand(hand), { actions, startMs: 0 }, createRandom(sitting));
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
/** Hold times of clicks without movement between press and release, in ms. */
const holdsOf = (events: readonly SourceEvent[]): number[] =>
  events.flatMap((event, i) => {
    const before = events[i - 1];
    return event.kind === KIND.buttonUp && before?.kind === KIND.buttonDown ? [event.timeMs - before.timeMs] : [];
  });

/** Actions as the agent counts them: movements that end in a press or a pause of 300 ms, and wheel bursts. */
const PAUSE_MS = 300;
const countActions = (events: readonly SourceEvent[]): number => {
  let actions = 0;
  let moving = false;
  let scrolling = false;
  let last = -Infinity;
  for (const { kind, timeMs } of events) {
    if (timeMs - last >= PAUSE_MS) moving = scrolling = false;
    if (kind === KIND.buttonDown || kind === KIND.buttonUp) moving = scrolling = false;
    if (kind === KIND.pointerMove && !moving) {
      actions++;
      moving = true;
      scrolling = false;
    }
    if (kind === KIND.wheel && !scrolling) {
      actions++;
      scrolling = true;
      moving = false;
    }
    last = timeMs;
  }
  return actions;
};

describe('generatePointing', () => {
  it('is in time order, on the screen, with every button released, for any hand and sitting', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.integer({ min: 0, max: 40 }), (hand, sitting, actions) => {
        expect(faultsOf(point(hand, sitting, actions))).toEqual([]);
      }),
    );
  });

  it('makes about as many actions as it is asked for', () => {
    // Slow wheel steps can split a burst, and a slow press a movement from its click.
    const counted = countActions(point(1, 1, 400));
    expect(counted).toBeGreaterThan(380);
    expect(counted).toBeLessThan(470);
  });

  it('is the same for the same seeds, and another for another hand or sitting', () => {
    expect(point(1, 2, 20)).toEqual(point(1, 2, 20));
    expect(point(1, 2, 20)).not.toEqual(point(2, 2, 20));
    expect(point(1, 2, 20)).not.toEqual(point(1, 3, 20));
  });

  it('clicks, drags, scrolls up and down, and clicks twice', () => {
    const events = point(4, 4, 400);
    expect(countOf(events, KIND.buttonDown)).toBeGreaterThan(150);
    expect(new Set(events.filter(({ kind }) => kind === KIND.wheel).map(({ code }) => code))).toEqual(new Set([-1, 1]));
    expect(new Set(events.filter(({ kind }) => kind === KIND.buttonDown).map(({ code }) => code))).toEqual(
      new Set([1, 2]),
    );
    const dragged = events.some(({ kind }, i) => kind === KIND.buttonDown && events[i + 1]?.kind === KIND.pointerMove);
    const twice = events.some(({ kind }, i) => kind === KIND.buttonUp && events[i + 1]?.kind === KIND.buttonDown);
    expect([dragged, twice]).toEqual([true, true]);
  });

  it('holds a button for about as long as the hand does, whatever the day', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const hand = createPointerHand(seed);
      for (const sitting of [10, 11]) {
        const ratio = median(holdsOf(point(seed, sitting, 300))) / hand.clickHoldMs;
        expect(Math.abs(Math.log(ratio))).toBeLessThan(0.25);
      }
    }
  });

  it('has the median hold of the population over many hands', () => {
    const holds = Array.from({ length: 80 }, (_, hand) => median(holdsOf(point(hand, 500 + hand, 60))));
    expect(median(holds)).toBeGreaterThan(68);
    expect(median(holds)).toBeLessThan(94);
  });
});
