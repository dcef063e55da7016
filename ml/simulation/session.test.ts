import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KIND } from '../../contract/events.ts';
import { createRandom } from '../random.ts';
import { countOf, faultsOf } from './event-order.fixture.ts';
import { createPerson, generateSession } from './session.ts';

describe('generateSession', () => {
  it('is a sound stream with all its keystrokes, whatever is asked for', () => {
    const amount = fc.integer({ min: 0, max: 300 });
    fc.assert(
      fc.property(fc.integer(), amount, fc.integer({ min: 0, max: 30 }), (seed, keystrokes, pointerActions) => {
        const events = generateSession(createPerson(seed), { keystrokes, pointerActions }, createRandom(seed));
        expect(faultsOf(events)).toEqual([]);
        expect(countOf(events, KIND.keyDown)).toBe(keystrokes);
        expect(countOf(events, KIND.pointerMove) + countOf(events, KIND.wheel) > 0).toBe(pointerActions > 0);
      }),
    );
  });

  it('spreads typing and pointing over the whole of it', () => {
    const events = generateSession(createPerson(1), { keystrokes: 2_000, pointerActions: 200 }, createRandom(1));
    const end = events.at(-1)?.timeMs ?? NaN;
    for (let quarter = 0; quarter < 4; quarter++) {
      const part = events.filter(({ timeMs }) => Math.min(3, Math.floor((4 * timeMs) / end)) === quarter);
      expect(countOf(part, KIND.keyDown)).toBeGreaterThan(200);
      expect(countOf(part, KIND.buttonDown)).toBeGreaterThan(10);
    }
  });

  it('starts when it is told and is the same for the same seeds', () => {
    const session = () =>
      generateSession(createPerson(3), { keystrokes: 100, pointerActions: 10, startMs: 5_000 }, createRandom(8));
    expect(session()[0]?.timeMs).toBe(5_000);
    expect(session()).toEqual(session());
  });

  it('draws the typing and the pointing of one person apart, and no hand twice', () => {
    const people = Array.from({ length: 50 }, (_, seed) => createPerson(seed));
    expect(new Set(people.map(({ hand }) => hand.clickHoldMs)).size).toBe(50);
    expect(new Set(people.map(({ typist }) => typist.noticeMs)).size).toBe(50);
  });
});
